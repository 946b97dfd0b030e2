// Posts and threads in the database: the words, the order, what was read. Which of it a reader may see is cut in cut.ts.
import type { Post } from '@roundtable/shared/discussion/post.rules'
import { thingOf, type Thread } from '@roundtable/shared/discussion/thread.rules'
import type { Attention } from '@roundtable/shared/discussion/words'
import type { Db, Tx } from '../platform/prisma'

/** A post with its words, whoever may see them. */
export interface PostRow { state: Post; words: string; reason: string | null }
export interface ThreadRow { state: Thread; posts: number; last: number; unread: number; attention: Attention }
/** How many new posts are counted at most. */
const COUNTED = 100

/** DIS-1 */
export const threadOn = async (tx: Tx, key: string): Promise<string | undefined> => (await tx.aggregate.findUnique({ where: { kind_key: { kind: 'thread', key } }, select: { id: true } }))?.id

export interface Saying { words: string; salt: string; tokens: string[] }

export async function addPost(tx: Tx, post: Post, to: Thread, said: Saying): Promise<void> {
  await tx.post.create({ data: { id: post.id, thread: post.thread, body: post.body, seq: post.seq, at: post.at, ...said } })
  await tx.thread.upsert({ where: { id: to.id }, create: { id: to.id, body: to.body, thing: thingOf(to.on), last: post.seq, posts: 1 }, update: { last: post.seq, posts: { increment: 1 } } })
  await mention(tx, post)
}

const mention = async (tx: Tx, { id, body, thread, seq, mentions }: Post): Promise<void> => {
  if (mentions.length > 0) await tx.mention.createMany({ data: mentions.map((whom) => ({ post: id, whom, body, thread, seq })) })
}

/** The wording that stood since `at` is kept beside the new one. */
export async function changePost(tx: Tx, post: Post, at: string, said: Saying): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Wording" ("post", "number", "at", "words")
    SELECT "id", (SELECT count(*)::int FROM "Wording" WHERE "post" = ${post.id}), ${new Date(at)}, "words" FROM "Post" WHERE "id" = ${post.id}`
  await tx.post.update({ where: { id: post.id }, data: said })
  await tx.mention.deleteMany({ where: { post: post.id } })
  await mention(tx, post)
}

/** DIS-6: nothing of it is left but its place. */
export async function wipePost(tx: Tx, id: string): Promise<void> {
  await tx.post.update({ where: { id }, data: { words: '', salt: '', tokens: [], shown: false } })
  await tx.wording.deleteMany({ where: { post: id } })
  await tx.mention.deleteMany({ where: { post: id } })
}

export const setShown = async (tx: Tx, id: string, reason: string | null): Promise<void> => void (await tx.post.update({ where: { id }, data: { shown: reason === null, reason } }))
export const wordsOf = async (db: Db, id: string): Promise<string> => (await db.post.findUnique({ where: { id }, select: { words: true } }))?.words ?? ''
export const placeOf = (db: Db, id: string) => db.post.findUnique({ where: { id }, select: { thread: true, seq: true } })

/** The newest fifty earlier wordings, the oldest of them first. */
export const wordingsOf = async (db: Db, post: string) => (await db.wording.findMany({ where: { post }, orderBy: { number: 'desc' }, take: 50, select: { at: true, words: true } })).reverse()

/** The newest posts before a number, the newest first. */
export const postsOf = (db: Db, thread: string, before: number, limit: number): Promise<PostRow[]> => db.$queryRaw<PostRow[]>`
  SELECT a."state", p."words", p."reason" FROM "Post" p JOIN "Aggregate" a ON a."kind" = 'post' AND a."id" = p."id"
  WHERE p."thread" = ${thread} AND p."seq" < ${before} ORDER BY p."seq" DESC LIMIT ${limit}`

/** Those after a number, the oldest first. */
export const postsAfter = (db: Db, thread: string, after: number, limit: number): Promise<PostRow[]> => db.$queryRaw<PostRow[]>`
  SELECT a."state", p."words", p."reason" FROM "Post" p JOIN "Aggregate" a ON a."kind" = 'post' AND a."id" = p."id"
  WHERE p."thread" = ${thread} AND p."seq" > ${after} ORDER BY p."seq" LIMIT ${limit}`

/** The threads of a body, or on one thing of it, those with the newest posts first. */
export async function threadsOf(db: Db, body: string, { of, after, only, limit, person }: { of?: string; after?: string; only?: string; limit: number; person: string }): Promise<ThreadRow[]> {
  return db.$queryRaw<ThreadRow[]>`
    SELECT a."state", t."posts", t."last", u."count" AS "unread", coalesce(r."attention", 'usual') AS "attention" FROM "Thread" t
    JOIN "Aggregate" a ON a."kind" = 'thread' AND a."id" = t."id"
    LEFT JOIN "ReadMark" r ON r."person" = ${person} AND r."thread" = t."id"
    CROSS JOIN LATERAL (SELECT count(*)::int AS "count" FROM (
      SELECT 1 FROM "Post" p JOIN "Aggregate" s ON s."kind" = 'post' AND s."id" = p."id"
      WHERE p."thread" = t."id" AND p."shown" AND r."attention" IS DISTINCT FROM 'muted' AND p."seq" > coalesce(r."seq", 0) AND s."state"->'by'->>'person' IS DISTINCT FROM ${person} LIMIT ${COUNTED}) n) u
    WHERE t."body" = ${body} AND (${of ?? null}::text IS NULL OR t."thing" = ${of ?? null}) AND (${only ?? null}::text IS NULL OR t."id" = ${only ?? null})
      AND t."last" < coalesce((SELECT "last" FROM "Thread" WHERE "id" = ${after ?? null}), 2147483647)
    ORDER BY t."last" DESC LIMIT ${limit}`
}
