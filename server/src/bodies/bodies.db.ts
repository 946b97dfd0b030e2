// Reading bodies: the few questions that go by columns and not by id.
import type { Db } from '../platform/prisma'

/** The same kind of body with the same English name, whatever its case. */
export async function sameBodyExists(db: Db, { kind, name }: { kind: string; name: { en: string } }): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 FROM "Aggregate" WHERE "kind" = 'body' AND "stage" = ${kind} AND lower("state"->'name'->>'en') = lower(${name.en}) LIMIT 1`
  return rows.length > 0
}

export const openInvitations = (db: Db, body: string, now: Date) =>
  db.link.findMany({ where: { body, purpose: 'invitation', used: null, revoked: null, expires: { gt: now } }, orderBy: { at: 'desc' }, take: 500 })

export async function listBodies(db: Db, after: string | undefined, limit: number) {
  return db.aggregate.findMany({ where: { kind: 'body', ...(after ? { id: { gt: after } } : {}) }, orderBy: { id: 'asc' }, take: limit, select: { state: true } })
}

export const bodyBySymbol = async (db: Db, symbol: string) => db.aggregate.findUnique({ where: { kind_key: { kind: 'body', key: symbol } }, select: { id: true, state: true } })

/** How many seats each body has, in one question. */
export async function seatCounts(db: Db): Promise<Map<string, number>> {
  const rows = await db.aggregate.groupBy({ by: ['body'], where: { kind: 'seat' }, _count: { _all: true } })
  return new Map(rows.map(({ body, _count }) => [body, _count._all]))
}
