// Reading outcomes, and their frozen texts by digest.
import type { Outcome } from '@roundtable/shared/outcomes/outcomes.rules'
import type { Db } from '../platform/prisma'

export async function outcomesOf(db: Db, body: string): Promise<Outcome[]> {
  const rows = await db.aggregate.findMany({ where: { kind: 'outcome', body }, select: { state: true }, take: 200, orderBy: { id: 'asc' } })
  return rows.map(({ state }) => state as unknown as Outcome).sort((a, b) => b.at.localeCompare(a.at))
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

export const frozenText = async (db: Db, sha256: string): Promise<string | undefined> => (await db.frozen.findUnique({ where: { sha256 } }))?.text
