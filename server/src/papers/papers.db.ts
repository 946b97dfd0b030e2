// Reading papers: by body, and by the document their text lives in.
import type { Citation, Paper } from '@roundtable/shared/papers/papers.rules'
import { Prisma } from '../generated/prisma/client'
import type { Db } from '../platform/prisma'

/** The papers of a body, newest first, two hundred at most. */
export async function papersOf(db: Db, body: string): Promise<Paper[]> {
  const rows = await db.$queryRaw<{ state: Paper }[]>`SELECT "state" FROM "Aggregate" WHERE "kind" = 'paper' AND "body" = ${body} ORDER BY "state"->>'made' DESC, "id" LIMIT 200`
  return rows.map(({ state }) => state)
}

/** The open papers of these bodies, newest first, two hundred at most. */
export async function openPapersOf(db: Db, tables: string[] | 'all'): Promise<Paper[]> {
  if (tables.length === 0) return []
  const rows = await db.$queryRaw<{ state: Paper }[]>`
    SELECT "state" FROM "Aggregate" WHERE "kind" = 'paper' AND "stage" IN ('draft', 'circulated') ${tables === 'all' ? Prisma.empty : Prisma.sql`AND "body" = ANY(${tables})`}
    ORDER BY "state"->>'made' DESC, "id" LIMIT 200`
  return rows.map(({ state }) => state)
}

/** The citations of a body that take their value from an edition. */
export async function citationsFrom(db: Db, body: string, edition: number): Promise<Citation[]> {
  const rows = await db.$queryRaw<{ state: Citation }[]>`SELECT "state" FROM "Aggregate" WHERE "kind" = 'citation' AND "body" = ${body} AND ("state"->>'edition')::int = ${edition} ORDER BY "id"`
  return rows.map(({ state }) => state)
}

export async function citationsOf(db: Db, paper: string): Promise<Citation[]> {
  const rows = await db.aggregate.findMany({ where: { kind: 'citation', parent: paper }, select: { state: true } })
  return rows.map(({ state }) => state as unknown as Citation)
}
