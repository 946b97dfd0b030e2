// Reading bodies: the few questions that go by columns and not by id.
import { INSTALLATION } from '@roundtable/shared/base/ids'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import { areasOf, statesOf } from '@roundtable/shared/survey/states'
import { Prisma } from '../generated/prisma/client'
import type { Db, Tx } from '../platform/prisma'

/** The same kind of body with the same English name, whatever its case, or of the same State. */
export async function sameBodyExists(db: Db, { kind, name, state }: { kind: string; name: { en: string }; state?: string }): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 FROM "Aggregate" WHERE "kind" = 'body' AND "stage" = ${kind} AND (lower("state"->'name'->>'en') = lower(${name.en}) OR "state"->>'state' = ${state ?? ''}) LIMIT 1`
  return rows.length > 0
}

export const openInvitations = (db: Db, body: string, now: Date) =>
  db.link.findMany({ where: { body, purpose: 'invitation', used: null, revoked: null, expires: { gt: now } }, orderBy: { at: 'desc' }, take: 500 })

export const invitationBy = (db: Db, id: string) => db.link.findUnique({ where: { id, purpose: 'invitation' }, select: { body: true, place: true } })

/** True when it could still be revoked. */
export const revoke = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (await tx.link.updateMany({ where: { id, used: null, revoked: null }, data: { revoked: now } })).count > 0

/** The language that who has this address chose, if anybody has it. */
export const languageAt = async (db: Db, email: string): Promise<string | undefined> => (await db.person.findUnique({ where: { email }, select: { language: true } }))?.language

/** What a person holds in a body and in the installation, which stands still meanwhile. */
export async function heldStill(tx: Tx, person: string, body: string) {
  await tx.$queryRaw`SELECT 1 FROM "Head" WHERE "body" = ${INSTALLATION} FOR SHARE`
  return tx.membership.findMany({ where: { person, body: { in: [body, INSTALLATION] } } })
}

/** In the order of their founding. */
export async function listBodies(db: Db, after: string | undefined, limit: number): Promise<Body[]> {
  const from = after === undefined ? Prisma.empty : Prisma.sql`AND ("state"->>'founded', "id") > (SELECT "state"->>'founded', "id" FROM "Aggregate" WHERE "kind" = 'body' AND "id" = ${after})`
  const rows = await db.$queryRaw<{ state: Body }[]>`SELECT "state" FROM "Aggregate" WHERE "kind" = 'body' ${from} ORDER BY "state"->>'founded', "id" LIMIT ${limit}`
  return rows.map(({ state }) => state)
}

/** Does that State hold a seat at this table? */
export const stateSeated = async (db: Db, body: string, iso3: string): Promise<boolean> => (await db.aggregate.count({ where: { kind: 'seat', key: `${body}:${iso3}` } })) > 0

/** The regional roundtables of a State: of an area that it lies in, or where its government has a seat; twenty at most. */
export async function roundtablesOf(db: Db, iso3: string): Promise<Body[]> {
  const rows = await db.$queryRaw<{ state: Body }[]>`SELECT "state" FROM "Aggregate" AS "table" WHERE "kind" = 'body' AND "stage" = 'regional-roundtable'
    AND ("state"->>'area' = ANY(${areasOf(iso3)}) OR EXISTS (SELECT 1 FROM "Aggregate" AS "seat" WHERE "seat"."kind" = 'seat' AND "seat"."key" = "table"."id" || ':' || ${iso3})) ORDER BY "id" LIMIT 20`
  return rows.map(({ state }) => state)
}

/** Where a body may forward its outcomes: a consortium to the roundtables of its State, another to any but itself; two hundred at most. */
export async function roundtablesFor(db: Db, { id, state }: Pick<Body, 'id' | 'state'>): Promise<Body[]> {
  if (state !== undefined) return roundtablesOf(db, state)
  const rows = await db.aggregate.findMany({ where: { kind: 'body', stage: 'regional-roundtable', id: { not: id } }, select: { state: true }, orderBy: { id: 'asc' }, take: 200 })
  return rows.map((row) => row.state as unknown as Body)
}

/** The national consortia of the States of a roundtable's area, and of those that have a seat there; as many as there are States at most. */
export async function consortiaOf(db: Db, { id, area }: Pick<Body, 'id' | 'area'>): Promise<Body[]> {
  const rows = await db.$queryRaw<{ state: Body }[]>`SELECT "state" FROM "Aggregate" AS "consortium" WHERE "kind" = 'body' AND "stage" = 'national-consortium'
    AND ("state"->>'state' = ANY(${area ? statesOf(area).map(({ iso3 }) => iso3) : []}) OR EXISTS (SELECT 1 FROM "Aggregate" AS "seat" WHERE "seat"."kind" = 'seat' AND "seat"."key" = ${id} || ':' || ("consortium"."state"->>'state'))) ORDER BY "id" LIMIT 200`
  return rows.map(({ state }) => state)
}

export const consortiumOf = async (db: Db, iso3: string): Promise<Body[]> =>
  (await db.$queryRaw<{ state: Body }[]>`SELECT "state" FROM "Aggregate" WHERE "kind" = 'body' AND "stage" = 'national-consortium' AND "state"->>'state' = ${iso3} LIMIT 1`).map(({ state }) => state)

export const bodyBySymbol = async (db: Db, symbol: string) => db.aggregate.findUnique({ where: { kind_key: { kind: 'body', key: symbol } }, select: { id: true, state: true } })

/** How many seats each body has, in one question. */
export async function seatCounts(db: Db): Promise<Map<string, number>> {
  const rows = await db.aggregate.groupBy({ by: ['body'], where: { kind: 'seat' }, _count: { _all: true } })
  return new Map(rows.map(({ body, _count }) => [body, _count._all]))
}
