// Commands per second through the whole gate against a bare Express and Prisma insert, on the embedded database and, when BENCH_DATABASE_URL is set, PostgreSQL.
import { Client } from '../support/client'
import { benchDatabase, drop, median, quantile, roundtable, run, scratchFolder, show, type Running } from './process'

const SECONDS = 5
const AT_ONCE = 8
const ROUNDS = 3

async function load(work: () => Promise<void>): Promise<{ perSecond: number; p50: number; p99: number }> {
  const times: number[] = []
  const end = performance.now() + SECONDS * 1000
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (performance.now() < end) {
      const begun = performance.now()
      await work()
      times.push(performance.now() - begun)
    }
  }))
  return { perSecond: times.length / SECONDS, p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}

async function compare(kind: string): Promise<Record<string, string | number>[]> {
  const folders = [scratchFolder(), scratchFolder()]
  const [ours, theirs] = kind === 'embedded' ? [undefined, undefined] : [await benchDatabase('rt_bench'), await benchDatabase('rt_peer')]
  const server: Running = await roundtable(folders[0]!, ours ? { DATABASE_URL: ours } : {})
  const peer = await run(['--import', 'tsx', 'tests/bench/peer-insert.ts'], { DATA_DIR: folders[1]!, ...(theirs ? { DATABASE_URL: theirs } : { DATABASE_URL: '' }) })
  const client = new Client(`http://127.0.0.1:${server.port}`)
  await client.command('accounts/enterAs', { who: 'rapporteur' })
  const { bodies } = await client.query('bodies/list', {})
  const { papers } = await client.query('papers/list', { body: bodies[0]!.id })
  const paper = papers.find(({ stage }) => stage === 'draft')!.id
  const command = async () => void (await client.command('papers/citeFigure', { paper, edition: 2024, iso3: 'KEN', indicator: 'egdi' }))
  const insert = async () => void (await (await fetch(`http://127.0.0.1:${peer.port}/insert`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' })).json())
  const rows: { ours: Awaited<ReturnType<typeof load>>; peer: Awaited<ReturnType<typeof load>> }[] = []
  await load(command)
  for (let round = 0; round < ROUNDS; round += 1) rows.push({ ours: await load(command), peer: await load(insert) })
  await server.end()
  await peer.end()
  folders.forEach(drop)
  const of = (who: 'ours' | 'peer', what: 'perSecond' | 'p50' | 'p99') => median(rows.map((row) => row[who][what]))
  return (['ours', 'peer'] as const).map((who) => ({
    database: kind, who: who === 'ours' ? 'command (papers/citeFigure)' : 'bare Express + Prisma insert', 'per s': of(who, 'perSecond').toFixed(0), 'p50 ms': of(who, 'p50').toFixed(1), 'p99 ms': of(who, 'p99').toFixed(1),
    'per s, ratio': (of(who, 'perSecond') / of('peer', 'perSecond')).toFixed(2),
  }))
}

const rows = await compare('embedded')
if (process.env['BENCH_DATABASE_URL']) rows.push(...await compare('PostgreSQL'))
else console.log('PostgreSQL not measured: BENCH_DATABASE_URL is not set.')
show(`Commands, ${AT_ONCE} at once, ${ROUNDS} interleaved rounds of ${SECONDS} s, medians`, rows)
