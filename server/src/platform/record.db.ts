// The record in the database: the body's lock, its events, and the rows that are their fold.
import type { Content, RecordedEvent } from '@roundtable/shared/record/event'
import { EVENTS } from '@roundtable/shared/wire/contracts'
import type { Columns } from '@roundtable/shared/record/aggregate'
import { kindOf, type Kind, type StateOf } from '@roundtable/shared/record/aggregates'
import { Prisma } from '../generated/prisma/client'
import type { Db, Tx } from './prisma'
import type { LinkRead } from './chain'

export interface HeadRow { seq: number; hash: string }
export interface StoredEvent extends RecordedEvent { salt: string; digest: string; previous: string; hash: string }

/** Takes the body's lock: every act of a body stands behind the one before. */
export async function lockHead(tx: Tx, body: string): Promise<HeadRow> {
  const rows = await tx.$queryRaw<HeadRow[]>`
    INSERT INTO "Head" ("body", "seq", "hash") VALUES (${body}, 0, '')
    ON CONFLICT ("body") DO UPDATE SET "body" = EXCLUDED."body" RETURNING "seq", "hash"`
  return rows[0]!
}

export async function appendEvents(tx: Tx, body: string, events: StoredEvent[], head: HeadRow): Promise<void> {
  await tx.event.createMany({ data: events.map(({ body: _, seq, at, salt, digest, previous, hash, ...content }) =>
    ({ body, seq, at, salt, digest, previous, hash, content: content as unknown as Prisma.InputJsonValue })) })
  await tx.$executeRaw`UPDATE "Head" SET "seq" = ${head.seq}, "hash" = ${head.hash} WHERE "body" = ${body}`
}

export interface UniqueKey { kind: Kind; id: string; key: string }

/** Another aggregate of one of these kinds has the key. */
export class KeyTaken extends Error { constructor(readonly keys: UniqueKey[]) { super(`taken: one of ${keys.map(({ kind, key }) => `${kind} ${key}`).join(', ')}`) } }

/** Of which kind is the aggregate that stands in the way? Asked after the transaction that failed. */
export async function kindTaken(db: Db, keys: UniqueKey[]): Promise<Kind | undefined> {
  const rows = await db.aggregate.findMany({ where: { OR: keys.map(({ kind, id, key }) => ({ kind, key, id: { not: id } })) }, select: { kind: true }, take: 1 })
  return rows[0]?.kind as Kind | undefined
}

/** Rows of many aggregates in one statement, and their memberships anew. */
export async function saveAggregates(tx: Tx, changed: { kind: Kind; state: { id: string; body: string } }[]): Promise<void> {
  const values = changed.map(({ kind, state }) => {
    const { key = null, parent = null, stage = null } = kindOf(kind).columns?.(state) ?? {}
    return Prisma.sql`(${kind}, ${state.id}, ${state.body}, ${JSON.stringify(state)}::jsonb, ${key}, ${parent}, ${stage})`
  })
  await tx.$executeRaw`
    INSERT INTO "Aggregate" ("kind", "id", "body", "state", "key", "parent", "stage") VALUES ${Prisma.join(values)}
    ON CONFLICT ("kind", "id") DO UPDATE SET "state" = EXCLUDED."state", "key" = EXCLUDED."key", "parent" = EXCLUDED."parent", "stage" = EXCLUDED."stage"`.catch((error: unknown) => {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || !error.message.includes('Aggregate_kind_key_key')) throw error
    throw new KeyTaken(changed.flatMap(({ kind, state }) => { const key = kindOf(kind).columns?.(state).key; return key === undefined ? [] : [{ kind, id: state.id, key }] }))
  })
  const holding = changed.filter(({ kind }) => kindOf(kind).memberships)
  if (holding.length === 0) return
  const rows = holding.flatMap(({ kind, state }) => (kindOf(kind).memberships?.(state) ?? []).map((row) => ({ ...row, source: state.id })))
  await tx.membership.deleteMany({ where: { source: { in: holding.map(({ state }) => state.id) } } })
  if (rows.length > 0) await tx.membership.createMany({ data: rows })
}

export async function loadState<K extends Kind>(db: Db, kind: K, id: string): Promise<StateOf<K> | undefined> {
  const row = await db.aggregate.findUnique({ where: { kind_id: { kind, id } }, select: { state: true } })
  return row ? (row.state as unknown as StateOf<K>) : undefined
}

export async function loadStates<K extends Kind>(db: Db, kind: K, ids: string[]): Promise<StateOf<K>[]> {
  const rows = await db.aggregate.findMany({ where: { kind, id: { in: ids } }, select: { state: true }, orderBy: { id: 'asc' } })
  return rows.map((row) => row.state as unknown as StateOf<K>)
}

/** Aggregates of any kinds; those that are not there yet are left out. */
export async function loadAnyStates(db: Db, wanted: { kind: string; id: string }[]): Promise<{ kind: Kind; state: { id: string; body: string } }[]> {
  const rows = await db.aggregate.findMany({ where: { kind: { in: [...new Set(wanted.map(({ kind }) => kind))] }, id: { in: wanted.map(({ id }) => id) } }, select: { kind: true, state: true } })
  return rows.map((row) => ({ kind: row.kind as Kind, state: row.state as unknown as { id: string; body: string } }))
}

/** All aggregates of a body (of some kinds), in order of id. */
export async function statesOfBody(db: Db, body: string, kinds?: Kind[]): Promise<{ kind: Kind; state: { id: string; body: string } }[]> {
  const rows = await db.aggregate.findMany({ where: { body, ...(kinds ? { kind: { in: kinds } } : {}) }, select: { kind: true, state: true }, orderBy: [{ kind: 'asc' }, { id: 'asc' }] })
  return rows.map((row) => ({ kind: row.kind as Kind, state: row.state as unknown as { id: string; body: string } }))
}

/** The parts of one aggregate, in order of id. */
export async function statesOfParent(db: Db, kind: Kind, parent: string, after: string | undefined, limit: number): Promise<{ id: string; body: string }[]> {
  const rows = await db.aggregate.findMany({ where: { kind, parent, ...(after ? { id: { gt: after } } : {}) }, select: { state: true }, orderBy: { id: 'asc' }, take: limit })
  return rows.map((row) => row.state as unknown as { id: string; body: string })
}

/** Of all aggregates of a body, what is derived from their states for queries and unique keys. */
export async function columnsOfBody(db: Db, body: string): Promise<Map<string, Required<Columns>>> {
  const rows = await db.aggregate.findMany({ where: { body }, select: { kind: true, id: true, key: true, parent: true, stage: true } })
  return new Map(rows.map(({ kind, id, key, parent, stage }) => [`${kind} ${id}`, { key: key ?? '', parent: parent ?? '', stage: stage ?? '' }]))
}

/** Which body an aggregate belongs to: found before its lock is taken; never changes. */
export async function bodyOf(db: Db, kind: Kind, id: string): Promise<string | undefined> {
  return (await db.aggregate.findUnique({ where: { kind_id: { kind, id } }, select: { body: true } }))?.body
}

export const headOf = async (db: Db, body: string): Promise<HeadRow> => (await db.head.findUnique({ where: { body }, select: { seq: true, hash: true } })) ?? { seq: 0, hash: '' }

/** How far the records of these bodies go. */
export const headsOf = (db: Db, bodies: string[]): Promise<{ body: string; seq: number }[]> => db.head.findMany({ where: { body: { in: bodies } }, select: { body: true, seq: true } })

const recorded = (row: { body: string; seq: number; at: Date; content: unknown }): RecordedEvent => ({ body: row.body, seq: row.seq, at: row.at.toISOString(), ...(row.content as Content) })

export async function eventsAfter(db: Db, body: string, after: number, limit: number): Promise<RecordedEvent[]> {
  return (await db.event.findMany({ where: { body, seq: { gt: after } }, orderBy: { seq: 'asc' }, take: limit })).map(recorded)
}

export async function linksAfter(db: Db, body: string, after: number, limit: number): Promise<LinkRead[]> {
  const rows = await db.event.findMany({ where: { body, seq: { gt: after } }, orderBy: { seq: 'asc' }, take: limit })
  return rows.map(({ at, content, ...row }) => ({ ...row, at: at.toISOString(), content: content as unknown as Content }))
}

/** Does any event of these change who may do what? */
export const changesRights = (events: RecordedEvent[]): boolean => events.some((event) => EVENTS[event.type]?.changesRights)

/** The ids of all bodies. */
export const everyBody = async (db: Db): Promise<string[]> => (await db.aggregate.findMany({ where: { kind: 'body' }, select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id)
