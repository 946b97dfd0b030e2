// Posts over all bodies of a reader: those that are for him, and those that hold the words he looks for.
import type { Post } from '@roundtable/shared/discussion/post.rules'
import type { Thread } from '@roundtable/shared/discussion/thread.rules'
import { isMentionedRole, type Reason } from '@roundtable/shared/discussion/words'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { tablesOf, type Membership } from '@roundtable/shared/permissions/roles'
import { Prisma } from '../generated/prisma/client'
import type { Db, Tx } from '../platform/prisma'

export interface PlacedRow { state: Post; words: string; reason: string | null; thread: Thread }
export interface NewsRow extends PlacedRow { why: Reason; told: Date }

/** DIS-13: by all the tokens, the newest first; `after`: the last that was shown. */
export async function postsWith(db: Db, memberships: readonly Membership[], tokens: string[], after: string | undefined, limit: number): Promise<PlacedRow[]> {
  const tables = tablesOf(memberships)
  if (tables.length === 0 || tokens.length === 0) return []
  return db.$queryRaw<PlacedRow[]>`
    SELECT a."state", p."words", p."reason", t."state" AS "thread" FROM (
      SELECT "id", "thread", "words", "reason", "at" FROM "Post"
      WHERE "shown" AND "tokens" @> ${tokens} ${tables === 'all' ? Prisma.empty : Prisma.sql`AND "body" = ANY(${tables})`}
        ${after === undefined ? Prisma.empty : Prisma.sql`AND ("at", "id") < (SELECT "at", "id" FROM "Post" WHERE "id" = ${after})`}
      ORDER BY "at" DESC, "id" DESC LIMIT ${limit}) p
    JOIN "Aggregate" a ON a."kind" = 'post' AND a."id" = p."id" JOIN "Aggregate" t ON t."kind" = 'thread' AND t."id" = p."thread"
    ORDER BY p."at" DESC, p."id" DESC`
}

/** What a reader is mentioned as: each seat and each office, in its body; the secretariat serves them all. */
function whomsOf(memberships: readonly Membership[]): { whoms: string[]; bodies: string[] } {
  const pairs = memberships.flatMap(({ body, role, seat }) => [...(seat ? [[seat, body]] : []), ...(isMentionedRole(role) ? [[role, body === INSTALLATION ? '' : body]] : [])])
  return { whoms: pairs.map(([whom]) => whom!), bodies: pairs.map(([, body]) => body!) }
}

/** What is for a person and was not read, the newest first: mentions (DIS-12), of each followed thread the newest post (DIS-15), posts that were hidden or whose thread was locked (DIS-16). */
export async function newsFor(db: Db, person: string, memberships: readonly Membership[], limit: number): Promise<NewsRow[]> {
  const tables = tablesOf(memberships)
  if (tables.length === 0) return []
  const { whoms, bodies } = whomsOf(memberships)
  const here = tables === 'all' ? Prisma.empty : Prisma.sql`AND p."body" = ANY(${tables})`
  return db.$queryRaw<NewsRow[]>`
    SELECT a."state", p."words", p."reason", t."state" AS "thread", n."why", n."told" FROM (
      (SELECT DISTINCT p."id", p."at" AS "told", 'mention' AS "why" FROM unnest(${whoms}::text[], ${bodies}::text[]) AS w("whom", "body")
        JOIN "Mention" m ON m."whom" = w."whom" AND (w."body" = '' OR m."body" = w."body")
        JOIN "Post" p ON p."id" = m."post" AND p."shown"
        LEFT JOIN "ReadMark" r ON r."person" = ${person} AND r."thread" = m."thread"
        WHERE m."seq" > coalesce(r."seq", 0) ORDER BY p."at" DESC LIMIT ${limit})
      UNION ALL (SELECT p."id", p."at", 'followed' FROM "ReadMark" r JOIN "Thread" l ON l."id" = r."thread" AND l."last" > r."seq"
        CROSS JOIN LATERAL (SELECT p."id", p."at", p."body" FROM "Post" p JOIN "Aggregate" s ON s."kind" = 'post' AND s."id" = p."id"
          WHERE p."thread" = r."thread" AND p."shown" AND p."seq" > r."seq" AND s."state"->'by'->>'person' IS DISTINCT FROM ${person} ORDER BY p."seq" DESC LIMIT 1) p
        WHERE r."person" = ${person} AND r."attention" = 'followed' ${here} ORDER BY p."at" DESC LIMIT ${limit})
      UNION ALL (SELECT p."id", d."at", d."is" FROM "Moderated" d JOIN "Post" p ON p."id" = d."post" WHERE d."person" = ${person} ${here} ORDER BY d."at" DESC LIMIT ${limit})
      ORDER BY "told" DESC LIMIT ${limit}) n
    JOIN "Post" p ON p."id" = n."id"
    JOIN "Aggregate" a ON a."kind" = 'post' AND a."id" = n."id" JOIN "Aggregate" t ON t."kind" = 'thread' AND t."id" = p."thread"
    WHERE n."why" <> 'mention' OR a."state"->'by'->>'person' IS DISTINCT FROM ${person}
    ORDER BY n."told" DESC`
}

/** The daily mail of a person, if one hour was ever chosen. */
export const digestOf = (db: Db, person: string) => db.digest.findUnique({ where: { person } })
export const digestBy = (db: Db, stop: string) => db.digest.findUnique({ where: { stop } })
export async function saveDigest(tx: Tx, person: string, set: { hour: number | null; zone: string; since: Date; stop: string }): Promise<void> {
  const { stop: _, ...kept } = set
  await tx.digest.upsert({ where: { person }, create: { person, ...set }, update: kept })
  await tx.due.deleteMany({ where: { kind: 'mention-digest', ref: person, done: null } })
}
export const stopDigest = async (tx: Tx, person: string): Promise<void> => void (await tx.digest.update({ where: { person }, data: { hour: null } }))
export const digestSent = async (tx: Tx, person: string, since: Date): Promise<void> => void (await tx.digest.update({ where: { person }, data: { since } }))
/** Whom the mail goes to, and where he sits. */
export const readerOf = (tx: Tx, person: string) => tx.person.findUnique({ where: { id: person }, select: { name: true, email: true, language: true } })
export const membershipsOf = async (tx: Tx, person: string): Promise<Membership[]> =>
  (await tx.membership.findMany({ where: { person } })).map(({ body, role, seat }) => ({ body, role: role as Membership['role'], ...(seat ? { seat } : {}) }))
