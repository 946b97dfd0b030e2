// The Survey's tables: editions with their provenance, and one row for each State in each.
import { FIGURES, ROW_STATUS, type FigureColumn, type RowStatus, type SurveyRow } from '@roundtable/shared/survey/survey.rules'
import type { Db, Tx } from '../platform/prisma'

export interface EditionRow { edition: number; source: string; sha256: string; states: number; at: Date }
type StoredRow = NonNullable<Awaited<ReturnType<Db['surveyFigure']['findUnique']>>>

export const loadEdition = (db: Db, edition: number): Promise<EditionRow | null> => db.surveyEdition.findUnique({ where: { edition } })
export const loadEditions = (db: Db): Promise<EditionRow[]> => db.surveyEdition.findMany({ orderBy: { edition: 'asc' } })

export async function loadRow(db: Db, edition: number, iso3: string): Promise<SurveyRow | undefined> {
  const row = await db.surveyFigure.findUnique({ where: { edition_iso3: { edition, iso3 } } })
  return row ? rowFrom(row) : undefined
}

export async function loadTheseRows(db: Db, which: readonly { edition: number; iso3: string }[]): Promise<{ edition: number; row: SurveyRow }[]> {
  if (which.length === 0) return []
  const found = await db.surveyFigure.findMany({ where: { OR: which.map(({ edition, iso3 }) => ({ edition, iso3 })) } })
  return found.map((stored) => ({ edition: stored.edition, row: rowFrom(stored) }))
}

export async function loadRows(db: Db, edition: number): Promise<SurveyRow[]> {
  return (await db.surveyFigure.findMany({ where: { edition }, orderBy: { iso3: 'asc' } })).map(rowFrom)
}

/** These editions, oldest first: a hundred and ninety-three rows of each, in one query. */
export async function loadYears(db: Db, editions: readonly number[]): Promise<{ edition: number; rows: Map<string, SurveyRow> }[]> {
  const years = new Map<number, Map<string, SurveyRow>>()
  for (const stored of await db.surveyFigure.findMany({ where: { edition: { in: [...editions] } }, orderBy: [{ edition: 'asc' }, { iso3: 'asc' }] })) {
    const rows = years.get(stored.edition) ?? new Map<string, SurveyRow>()
    years.set(stored.edition, rows.set(stored.iso3, rowFrom(stored)))
  }
  return [...years].map(([edition, rows]) => ({ edition, rows }))
}

/** Takes the place of whatever stood under these editions, in four statements however many they are. */
export async function replaceEditions(tx: Tx, editions: readonly { edition: EditionRow; rows: readonly SurveyRow[] }[]): Promise<void> {
  if (editions.length === 0) return
  const replaced = { edition: { in: editions.map(({ edition }) => edition.edition) } }
  await tx.surveyFigure.deleteMany({ where: replaced })
  await tx.surveyEdition.deleteMany({ where: replaced })
  await tx.surveyEdition.createMany({ data: editions.map(({ edition }) => edition) })
  // As one JSON value: thousands of separate parameters take a second, this takes a few milliseconds.
  const figures = JSON.stringify(editions.flatMap(({ edition, rows }) => rows.map((row) => ({ edition: edition.edition, ...row }))))
  await tx.$executeRaw`
    INSERT INTO "SurveyFigure" ("edition", "iso3", "status", "rank", "egdi", "osi", "tii", "hci", "epi")
    SELECT "edition", "iso3", "status", "rank", "egdi", "osi", "tii", "hci", "epi" FROM jsonb_to_recordset(${figures}::jsonb)
      AS file ("edition" integer, "iso3" text, "status" text, "rank" integer, "egdi" numeric, "osi" numeric, "tii" numeric, "hci" numeric, "epi" numeric)`
}

// A decimal becomes text with all its five places, so that no float ever stands between the file and the reader.
function rowFrom(stored: StoredRow): SurveyRow {
  const row: SurveyRow = { iso3: stored.iso3, status: statusFrom(stored.status) }
  for (const column of FIGURES satisfies readonly FigureColumn[]) {
    const figure = stored[column]
    if (figure !== null) row[column] = figure.toFixed(5)
  }
  if (stored.rank !== null) row.rank = stored.rank
  return row
}

function statusFrom(stored: string): RowStatus {
  const status = ROW_STATUS.find((one) => one === stored)
  if (!status) throw new Error(`a figure of the Survey has the status ${stored}`)
  return status
}

/** In how many papers' places figures of an edition are cited: in open papers, and in adopted texts. */
export async function citedIn(db: Db, edition: number): Promise<{ open: number; adopted: number }> {
  const rows = await db.$queryRaw<{ open: boolean; count: bigint }[]>`
    SELECT "paper"."stage" IN ('draft', 'circulated') AS "open", count(*) AS "count" FROM "Aggregate" AS "citation"
    JOIN "Aggregate" AS "paper" ON "paper"."kind" = 'paper' AND "paper"."id" = "citation"."parent"
    WHERE "citation"."kind" = 'citation' AND ("citation"."state"->>'edition')::int = ${edition} GROUP BY 1`
  const count = (open: boolean) => Number(rows.find((row) => row.open === open)?.count ?? 0)
  return { open: count(true), adopted: count(false) }
}
