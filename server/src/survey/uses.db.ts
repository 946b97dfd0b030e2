// Where a figure is used: outcomes in whose frozen text it stands, papers that took it in, posts of its threads and posts that link to its page.
import type { FigureAt } from './paths'
import { tablesOf, type Membership } from '@roundtable/shared/permissions/roles'
import { Prisma } from '../generated/prisma/client'
import type { Db } from '../platform/prisma'

/** How many of each are listed. */
export const MOST_USES = 50

export interface OutcomeUse { symbol: string; title: string; language: string; at: string }
export interface PaperUse { paper: string; title: string; stage: string; body: string }
/** `words`: how it begins. */
export interface PostUse { post: string; thread: string; body: string; at: Date; words: string }

/** By the index on what citations cite; of those outcomes, those whose frozen text kept the figure. The newest first, one more than are listed. */
export async function outcomesWith(db: Db, of: { iso3: string } | FigureAt): Promise<OutcomeUse[]> {
  const figure = JSON.stringify([of])
  return db.$queryRaw<OutcomeUse[]>`
    SELECT o."key" AS "symbol", o."state"->>'title' AS "title", o."state"->>'language' AS "language", o."state"->>'at' AS "at"
    FROM (SELECT DISTINCT "parent" FROM "Aggregate" WHERE ${citing(of)}) c
    JOIN "Aggregate" o ON o."kind" = 'outcome' AND o."parent" = c."parent"
    JOIN "Frozen" f ON f."sha256" = o."state"->>'sha256'
    WHERE f."text"::jsonb->'figures' @> ${figure}::jsonb
    ORDER BY o."state"->>'at' DESC, o."id" LIMIT ${MOST_USES + 1}`
}

/** Of the tables where the reader sits; what was published stands among the outcomes. */
export async function papersWith(db: Db, memberships: readonly Membership[], at: FigureAt): Promise<PaperUse[]> {
  const tables = tablesOf(memberships)
  if (tables.length === 0) return []
  return db.$queryRaw<PaperUse[]>`
    SELECT p."id" AS "paper", p."state"->>'title' AS "title", p."stage" AS "stage", p."body" AS "body"
    FROM (SELECT "parent", max("state"->>'at') AS "at" FROM "Aggregate" WHERE ${citing(at)} ${among(tables)} GROUP BY 1) c
    JOIN "Aggregate" p ON p."kind" = 'paper' AND p."id" = c."parent"
    WHERE p."stage" <> 'published' ORDER BY c."at" DESC, p."id" LIMIT ${MOST_USES + 1}`
}

/** Posts in the figure's threads, and those with a link to its page: found by the words of the link, then held against the link itself. */
export async function postsWith(db: Db, memberships: readonly Membership[], at: FigureAt): Promise<PostUse[]> {
  const tables = tablesOf(memberships)
  if (tables.length === 0) return []
  const thing = `${at.edition}-${at.iso3.toLowerCase()}-${at.indicator}`
  const words = ['figures', String(at.edition), at.iso3.toLowerCase(), at.indicator]
  const link = `/figures/${at.edition}/${at.iso3}/${at.indicator}([^[:alnum:]]|$)`
  return db.$queryRaw<PostUse[]>`
    SELECT "id" AS "post", "thread", "body", "at", left("words", 200) AS "words" FROM (
      SELECT p."id", p."thread", p."body", p."at", p."words" FROM "Aggregate" t JOIN "Post" p ON p."thread" = t."id"
      WHERE t."kind" = 'thread' AND t."key" IN (SELECT 'figure ' || b."id" || ' ' || ${thing} FROM "Aggregate" b WHERE b."kind" = 'body' ${tables === 'all' ? Prisma.empty : Prisma.sql`AND b."id" = ANY(${tables})`}) AND p."shown"
      UNION SELECT "id", "thread", "body", "at", "words" FROM "Post" WHERE "shown" AND "tokens" @> ${words} AND "words" ~ ${link} ${among(tables)}) found
    ORDER BY "at" DESC, "id" LIMIT ${MOST_USES + 1}`
}

/** As the index has it, so that no citation of another figure is looked at. */
const citing = (of: { iso3: string } | FigureAt): Prisma.Sql => 'edition' in of
  ? Prisma.sql`"kind" = 'citation' AND ("state"->>'iso3') = ${of.iso3} AND ("state"->>'edition') = ${String(of.edition)} AND ("state"->>'indicator') = ${of.indicator}`
  : Prisma.sql`"kind" = 'citation' AND ("state"->>'iso3') = ${of.iso3}`

type Tables = ReturnType<typeof tablesOf>
const among = (tables: Tables): Prisma.Sql => (tables === 'all' ? Prisma.empty : Prisma.sql`AND "body" = ANY(${tables})`)
