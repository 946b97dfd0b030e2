// Meetings in the database: their numbers, who is to have notice, and who attends now.
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import type { Db, Tx } from '../platform/prisma'

/** Under the body's lock: the numbers of two calls never cross. */
export const nextNumber = async (tx: Tx, body: string): Promise<number> => (await tx.aggregate.count({ where: { kind: 'meeting', body } })) + 1

/** The latest first; `after`: the id of the last one that was read. */
export async function meetingsOf(db: Db, body: string, after: string | undefined, limit: number): Promise<Meeting[]> {
  const last = after ? await db.aggregate.findUnique({ where: { kind_id: { kind: 'meeting', id: after } }, select: { state: true } }) : undefined
  const before = last ? (last.state as unknown as Meeting).starts : '9999'
  const rows = await db.$queryRaw<{ state: Meeting }[]>`
    SELECT "state" FROM "Aggregate" WHERE "kind" = 'meeting' AND "body" = ${body} AND ("state"->>'starts', "id") < (${before}, ${after ?? ''})
    ORDER BY "state"->>'starts' DESC, "id" DESC LIMIT ${limit}`
  return rows.map(({ state }) => state)
}

/** Of each body the meeting that sits now, else the next that is called and not yet over by its own hours: in one question for all. */
export async function nextMeetings(db: Db, now: Date): Promise<Map<string, Meeting>> {
  const rows = await db.$queryRaw<{ state: Meeting }[]>`
    SELECT DISTINCT ON ("body") "state" FROM "Aggregate"
    WHERE "kind" = 'meeting' AND ("stage" IN ('open', 'suspended') OR ("stage" = 'called' AND ("state"->>'starts')::timestamptz + make_interval(mins => ("state"->>'minutes')::int) > ${now}))
    ORDER BY "body", ("stage" = 'called'), "state"->>'starts', "id" LIMIT 200`
  return new Map(rows.map(({ state }) => [state.body, state]))
}

export interface Addressee { email: string; name: string; language: string }

/** Everybody who holds a role in the body, once. */
export const peopleOf = (tx: Tx, body: string): Promise<Addressee[]> =>
  tx.$queryRaw<Addressee[]>`SELECT "email", "name", "language" FROM "Person" WHERE "id" IN (SELECT "person" FROM "Membership" WHERE "body" = ${body}) ORDER BY "id"`

export const attendedBy = async (db: Db, meeting: string, seat: string): Promise<string | undefined> =>
  (await db.attended.findUnique({ where: { meeting_seat: { meeting, seat } } }))?.attendance

export const noteAttended = async (tx: Tx, meeting: string, seat: string, attendance: string): Promise<void> => void (await tx.attended.create({ data: { meeting, seat, attendance } }))
export const forgetAttended = async (tx: Tx, meeting: string, seat?: string): Promise<void> => void (await tx.attended.deleteMany({ where: { meeting, ...(seat ? { seat } : {}) } }))

export const attendedIn = (db: Db, meeting: string) => db.attended.findMany({ where: { meeting }, select: { seat: true, attendance: true }, take: 1000 })

/** What the public sees of a meeting as it changes, by the record's times (RFC 3339): not when a closed one took up an item. */
const SEEN = ['meetingCalled', 'meetingChanged', 'meetingCancelled', 'meetingOpened', 'meetingSuspended', 'meetingResumed', 'meetingClosed']

/** When each meeting of a body was called, and when it last changed. */
export async function meetingsChanged(db: Db, body: string): Promise<Map<string, { first: string; last: string }>> {
  const rows = await db.$queryRaw<{ id: string; first: Date; last: Date }[]>`
    SELECT "content"->'aggregate'->>'id' AS "id", min("at") AS "first", max("at") AS "last" FROM "Event"
    WHERE "body" = ${body} AND "content"->>'type' = ANY(${SEEN}) GROUP BY 1`
  return new Map(rows.map(({ id, first, last }) => [id, { first: first.toISOString(), last: last.toISOString() }]))
}
