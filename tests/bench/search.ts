// Searching 50,000 posts through the whole gate against a bare ILIKE over the same rows, on the embedded database and, when BENCH_DATABASE_URL is set, PostgreSQL.
import { openDatabase, type Database } from '../../server/src/platform/database'
import { tokensOf } from '../../server/src/discussion/tokens'
import { Client } from '../support/client'
import { root } from '../support/places'
import { benchDatabase, drop, quantile, roundtable, scratchFolder, show } from './process'

const POSTS = 50_000
const AT_ONCE = 5_000
const TRIES = 40
const SAID = ['Scores should be read before ranks', 'Local authorities differ more within a State', 'Les capacités nationales se renforcent', 'Надёжные данные нужны всем', '加强国家统计机构的能力', 'تعزيز القدرات الوطنية', 'A mechanism is needed to disseminate the Survey', 'Residents notice online services first']
/** In one of eight posts, in one of a thousand, in none; in a script without blanks. */
const SOUGHT = { 'a frequent word': 'capacites', 'a rare word': 'rare7', 'no post': 'nowhere', 'neighbours in Chinese': '统计机构' }
const COMMON: Partial<Record<string, string>> = { capacites: 'capacités' }

const times = async (work: () => Promise<unknown>): Promise<number[]> => {
  await work()
  const all: number[] = []
  for (let index = 0; index < TRIES; index += 1) {
    const begun = performance.now()
    await work()
    all.push(performance.now() - begun)
  }
  return all
}

/** Posts as commands make them, in a thread that is there. */
async function fill({ prisma }: Database): Promise<void> {
  const one = (await prisma.post.findFirst())!
  const made = (await prisma.aggregate.findUnique({ where: { kind_id: { kind: 'post', id: one.id } } }))!
  for (let from = 0; from < POSTS; from += AT_ONCE) {
    const rows = Array.from({ length: AT_ONCE }, (_, index) => {
      const number = from + index
      return { id: `bench-${number}`, seq: 1_000_000 + number, words: `${SAID[number % SAID.length]!}; post ${number}, word${number % 300}, rare${number % 1000}.` }
    })
    await prisma.aggregate.createMany({ data: rows.map(({ id, seq }) => ({ kind: 'post', id, body: one.body, parent: one.thread, stage: 'shown', state: { ...(made.state as object), id, seq } })) })
    await prisma.post.createMany({ data: rows.map((row) => ({ ...row, thread: one.thread, body: one.body, at: new Date(one.at.getTime() + row.seq), salt: '', tokens: tokensOf(row.words) })) })
  }
  await prisma.$executeRaw`ANALYZE "Post"`
}

async function compare(kind: string, databaseUrl: string | undefined): Promise<Record<string, string>[]> {
  const folder = scratchFolder()
  const env: Record<string, string> = databaseUrl ? { DATABASE_URL: databaseUrl } : { DATABASE_URL: '' }
  await (await roundtable(folder, env)).end()
  const database = await openDatabase({ databaseUrl, dataDir: folder, root })
  await fill(database)
  const scanned = new Map<string, number[]>()
  for (const sought of Object.values(SOUGHT)) {
    const like = `%${COMMON[sought] ?? sought}%`
    scanned.set(sought, await times(() => database.prisma.$queryRaw`SELECT "id", "words" FROM "Post" WHERE "shown" AND "words" ILIKE ${like} ORDER BY "at" DESC, "id" DESC LIMIT 51`))
  }
  await database.close()
  const server = await roundtable(folder, env)
  const client = new Client(`http://127.0.0.1:${server.port}`)
  await client.command('accounts/enterAs', { who: 'delegate-kenya' })
  const rows: Record<string, string>[] = []
  for (const [what, sought] of Object.entries(SOUGHT)) {
    const [ours, peer] = [await times(() => client.query('discussion/search', { words: sought })), scanned.get(sought)!]
    const row = (who: string, all: number[]) => ({ database: kind, what, who, 'p50 ms': quantile(all, 0.5).toFixed(1), 'p99 ms': quantile(all, 0.99).toFixed(1), 'p50, ratio': (quantile(all, 0.5) / quantile(peer, 0.5)).toFixed(2) })
    rows.push(row('discussion/search', ours), row('bare ILIKE', peer))
  }
  await server.end()
  drop(folder)
  return rows
}

const rows = await compare('embedded', undefined)
if (process.env['BENCH_DATABASE_URL']) rows.push(...await compare('PostgreSQL', await benchDatabase('rt_search')))
else console.log('PostgreSQL not measured: BENCH_DATABASE_URL is not set.')
show(`Search over ${POSTS.toLocaleString('en')} posts, ${TRIES} tries each`, rows)
process.exit(0)
