// How far a person has read in a thread, and how that person attends to it: one row for both (DIS-11, DIS-15).
import type { Attention } from '@roundtable/shared/discussion/words'
import type { Db, Tx } from '../platform/prisma'

export const readUpTo = async (db: Db, person: string, thread: string): Promise<number | undefined> => (await db.readMark.findUnique({ where: { person_thread: { person, thread } } }))?.seq || undefined

/** DIS-11: it only moves on, whichever device is ahead. DIS-16: who has looked is told no more of what was done to posts there. Answers how far it is, and of how many posts something stood. */
export async function markRead(tx: Tx, person: string, thread: string, seq: number): Promise<{ seq: number; seen: number }> {
  const [mark] = await tx.$queryRaw<{ seq: number; seen: number }[]>`
    WITH s AS (DELETE FROM "Moderated" WHERE "person" = ${person} AND "thread" = ${thread} RETURNING 1)
    INSERT INTO "ReadMark" ("person", "thread", "seq") VALUES (${person}, ${thread}, ${seq})
    ON CONFLICT ("person", "thread") DO UPDATE SET "seq" = greatest("ReadMark"."seq", EXCLUDED."seq") RETURNING "seq", (SELECT count(*)::int FROM s) AS "seen"`
  return mark!
}

export const setAttention = async (tx: Tx, person: string, thread: string, attention: Attention): Promise<void> =>
  void (await tx.readMark.upsert({ where: { person_thread: { person, thread } }, create: { person, thread, seq: 0, attention }, update: { attention } }))
