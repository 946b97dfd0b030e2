// Whom what happens in a thread reaches by name: those mentioned, those who follow it, authors of what was hidden or locked (DIS-12, DIS-15, DIS-16).
import type { Post } from '@roundtable/shared/discussion/post.rules'
import type { Thread } from '@roundtable/shared/discussion/thread.rules'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import type { Tx } from '../platform/prisma'

/** Persons whom a new post concerns, who sit at the table now: by seat or office, or because they follow; not who wrote it. */
export async function reached(tx: Tx, { id, body }: Thread, whom: readonly string[], author: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ person: string }[]>`
    SELECT DISTINCT m."person" FROM "Membership" m
    WHERE (m."body" = ${body} OR (m."body" = ${INSTALLATION} AND m."role" = 'secretariat')) AND m."person" <> ${author}
      AND (m."seat" = ANY(${whom}) OR m."role" = ANY(${whom}) OR EXISTS (SELECT 1 FROM "ReadMark" r WHERE r."person" = m."person" AND r."thread" = ${id} AND r."attention" = 'followed'))`
  return rows.map(({ person }) => person)
}

/** Its author is to be told, and those whom it mentions look again: it reaches them no more. */
export async function noteHidden(tx: Tx, { id, thread, body, by, mentions }: Post, moderator: string, at: Date): Promise<string[]> {
  const mentioned = mentions.length > 0 ? await reached(tx, { id: thread, body } as Thread, mentions, moderator) : []
  if (!by || by.person === moderator) return mentioned
  await tx.moderated.create({ data: { person: by.person, post: id, is: 'hidden', thread, at } })
  return [...mentioned, by.person]
}
export async function undoHidden(tx: Tx, { id, by }: Post): Promise<string[]> {
  await tx.moderated.deleteMany({ where: { post: id, is: 'hidden' } })
  return by ? [by.person] : []
}

/** Everybody who has posted there is to be told, at the newest post of each. */
export async function noteLocked(tx: Tx, thread: string, moderator: string, at: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ person: string }[]>`
    INSERT INTO "Moderated" ("person", "post", "is", "thread", "at")
    SELECT DISTINCT ON (s."state"->'by'->>'person') s."state"->'by'->>'person', p."id", 'locked', p."thread", ${at}
    FROM "Post" p JOIN "Aggregate" s ON s."kind" = 'post' AND s."id" = p."id"
    WHERE p."thread" = ${thread} AND s."stage" <> 'deleted' AND s."state"->'by'->>'person' <> ${moderator}
    ORDER BY s."state"->'by'->>'person', p."seq" DESC
    ON CONFLICT ("person", "post", "is") DO UPDATE SET "at" = EXCLUDED."at" RETURNING "person"`
  return rows.map(({ person }) => person)
}
export async function undoLocked(tx: Tx, thread: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ person: string }[]>`DELETE FROM "Moderated" WHERE "thread" = ${thread} AND "is" = 'locked' RETURNING "person"`
  return rows.map(({ person }) => person)
}
