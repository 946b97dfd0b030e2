// What the database holds: a row count of every table and the numbers of all records. Equal before and after: nothing changed.
import type { PrismaClient } from '../../server/src/generated/prisma/client'
import type { DueWorker } from '../../server/src/platform/due'

export type Counts = Record<string, number>

/** What the commands before left to be done goes first. One question for all tables; mails and outboxes are counted, not read. */
export async function countsOf(prisma: PrismaClient, due: Pick<DueWorker, 'wake'>): Promise<Counts> {
  await due.wake()
  const tables = await prisma.$queryRaw<{ name: string }[]>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\\_prisma%' ORDER BY 1`
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS count FROM "${name}"`)
  // What changes without a row coming or going: heads, ended sessions, used and revoked links, gates, names.
  const changes = [
    `SELECT 'recorded', coalesce(sum("seq"), 0)::int FROM "Head"`, `SELECT 'ended', count(*)::int FROM "Session" WHERE "ended" IS NOT NULL`,
    `SELECT 'used', count(*)::int FROM "Link" WHERE "used" IS NOT NULL`, `SELECT 'revoked', count(*)::int FROM "Link" WHERE "revoked" IS NOT NULL`,
    `SELECT 'gates', coalesce(sum("version"), 0)::int FROM "DocumentGate"`, `SELECT 'profiles', coalesce(sum(hashtext("name" || "language")::bigint % 1000000), 0)::int FROM "Person"`,
  ]
  const rows = await prisma.$queryRawUnsafe<{ name: string; count: number }[]>([...counts, ...changes].join(' UNION ALL '))
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

/** What came between the two, by name; empty when nothing did. */
export const grown = (before: Counts, after: Counts): Counts =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const).filter(([, more]) => more !== 0))
