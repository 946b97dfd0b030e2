// Reading outcomes, and their frozen texts by digest.
import type { Forwarding } from '@roundtable/shared/outcomes/forwarding.rules'
import type { Outcome } from '@roundtable/shared/outcomes/outcomes.rules'
import type { Paper } from '@roundtable/shared/papers/papers.rules'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import type { Db, Tx } from '../platform/prisma'

/** The outcomes of a body, newest first, two hundred at most. */
export async function outcomesOf(db: Db, body: string): Promise<Outcome[]> {
  const rows = await db.$queryRaw<{ state: Outcome }[]>`SELECT "state" FROM "Aggregate" WHERE "kind" = 'outcome' AND "body" = ${body} ORDER BY "state"->>'at' DESC, "id" LIMIT 200`
  return rows.map(({ state }) => state)
}

/** Every symbol ever given in a body's series of a year. */
export async function symbolsOf(db: Db, series: string): Promise<string[]> {
  const rows = await db.aggregate.findMany({ where: { kind: 'outcome', key: { startsWith: series } }, select: { key: true } })
  return rows.map(({ key }) => key!)
}

export async function outcomeBySymbol(db: Db, symbol: string): Promise<Outcome | undefined> {
  const row = await db.aggregate.findUnique({ where: { kind_key: { kind: 'outcome', key: symbol } }, select: { state: true } })
  return row ? (row.state as unknown as Outcome) : undefined
}

/** What was published of a paper. */
export async function outcomeOfPaper(db: Db, paper: string): Promise<Outcome | undefined> {
  const row = await db.aggregate.findFirst({ where: { kind: 'outcome', parent: paper }, select: { state: true } })
  return row ? (row.state as unknown as Outcome) : undefined
}

/** Where an outcome was forwarded to, the earliest first: to each roundtable once, so they are few. */
export async function forwardingsOf(db: Db, outcome: string): Promise<Forwarding[]> {
  const rows = await db.aggregate.findMany({ where: { kind: 'forwarding', parent: outcome }, select: { state: true }, orderBy: { id: 'asc' }, take: 200 })
  return rows.map(({ state }) => state as unknown as Forwarding).sort((a, b) => a.at.localeCompare(b.at))
}

export const frozenText = async (db: Db, sha256: string): Promise<string | undefined> => (await db.frozen.findUnique({ where: { sha256 } }))?.text

/** Kept by its digest; the same text twice is one. */
export async function keepFrozen(tx: Tx, frozen: { text: string; sha256: string }): Promise<void> {
  await tx.frozen.upsert({ where: { sha256: frozen.sha256 }, update: {}, create: frozen })
}

export type Adopted = NonNullable<Paper['adopted']>

/** The newest outcomes of all bodies. */
export async function newestOutcomes(db: Db, limit: number): Promise<Outcome[]> {
  const rows = await db.$queryRaw<{ state: Outcome }[]>`SELECT "state" FROM "Aggregate" WHERE "kind" = 'outcome' ORDER BY "state"->>'at' DESC, "id" LIMIT ${limit}`
  return rows.map(({ state }) => state)
}

/** How each was adopted, by digest: read from the frozen texts, since papers themselves are not public. */
export async function adoptedOf(db: Db, digests: string[]): Promise<Map<string, Adopted>> {
  if (digests.length === 0) return new Map()
  const rows = await db.$queryRaw<{ sha256: string; adopted: Adopted }[]>`SELECT "sha256", "text"::jsonb->'adopted' AS "adopted" FROM "Frozen" WHERE "sha256" = ANY(${digests})`
  return new Map(rows.map(({ sha256, adopted }) => [sha256, adopted]))
}

/** OUT-12: who is told that a text has come: the chair of the body, and the secretariat. */
export const receiversOf = (tx: Tx, body: string) => tx.$queryRaw<{ email: string; name: string; language: string }[]>`
  SELECT "email", "name", "language" FROM "Person" WHERE "id" IN (SELECT "person" FROM "Membership" WHERE ("body" = ${body} AND "role" = 'chair') OR ("body" = ${INSTALLATION} AND "role" = 'secretariat')) ORDER BY "id"`
