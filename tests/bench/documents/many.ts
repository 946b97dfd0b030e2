// 1,000 documents with two people each, who both type: what it costs when nothing can be merged.
import { median, quantile } from '../process'
import { profiled, type Around } from './profile'
import { fixed, type Result, type Row, type Table } from './report'
import { isOurs, NAMES, type House, type Kind, type Server } from './servers'
import { count, rounds, seconds, SEED } from './settings'
import { arrivals, firstText, join, joinAll, pause, play, strokes, Typist } from './typing'

const DOCUMENTS = count(1_000, 100)
const SECONDS = seconds(5)
const SPEEDS = [1, 5]
/** Before anything is measured: what V8 compiles in the first seconds is no cost of a day. */
const WARM = 2

interface Figures { cpu: number; p50: number; p99: number; delivered: number; database?: number }

/** All join once; the servers are warmed up; then each speed has its turn. */
async function load(house: House, server: Server, speeds: number[], around: Around = (work) => work()): Promise<Map<number, Figures>> {
  const names = Array.from({ length: DOCUMENTS }, (_, index) => `many-${index}`)
  await server.make(names)
  const { update, ends } = firstText(1, 1)
  const wires = await joinAll(DOCUMENTS * 2, async (index) => {
    const wire = await join(server, names[index >> 1]!, `person-${index}`)
    // The first of each has the first text; the second waits for it below.
    if (index % 2 === 0) wire.say(server.dialect.sync(names[index >> 1]!, 2, update))
    return wire
  })
  await pause(1_500)
  const found = new Map<number, Figures>()
  for (const [turn, speed] of [WARM, ...speeds].entries()) {
    const typists = wires.map((_, index) => new Typist(1_000 + turn * 10_000 + index, ends[0]!, speed * SECONDS))
    const plan = strokes(typists.map((typist, index) => ({ typist, wire: wires[index]!, say: (key: Uint8Array) => server.dialect.sync(names[index >> 1]!, 2, key) })), speed, SEED)
    for (const wire of wires) wire.read()
    const cpu = server.cpu(), database = house.postgres?.cpu()
    if (turn === 0) {
      await play(plan)
      await pause(500)
      continue
    }
    await around(() => play(plan))
    await pause(300)
    const spent = server.cpu() - cpu
    const wrote = database === undefined || server.kind !== 'postgresql' ? undefined : house.postgres!.cpu()! - database
    await pause(1_000)
    const { latencies, expected } = arrivals(server, wires.map((wire, index) => ({ messages: wire.read(), own: typists[index]!.client, from: [typists[index]!, typists[index ^ 1]!] })))
    found.set(speed, { cpu: spent, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), delivered: latencies.length / expected, database: wrote })
  }
  for (const wire of wires) wire.end()
  return found
}

export async function measure(house: House): Promise<Result> {
  const found = new Map<string, Figures[]>()
  for (let round = 0; round < rounds(2); round += 1) for (const kind of house.kinds) {
    const server = await (await house.place(kind)).start()
    for (const [speed, figures] of await load(house, server, SPEEDS)) {
      found.set(`${speed} ${kind}`, [...found.get(`${speed} ${kind}`) ?? [], figures])
      console.log(`  round ${round + 1}, ${NAMES[kind]}, ${speed} keys/s: ${figures.cpu.toFixed(2)} s, p50 ${figures.p50.toFixed(1)} ms, delivered ${(figures.delivered * 100).toFixed(1)} %`)
    }
    await server.end()
  }
  const of = (speed: number, kind: Kind, which: keyof Figures) => median((found.get(`${speed} ${kind}`) ?? []).map((figures) => figures[which] ?? NaN))
  const rows: Row[] = []
  for (const speed of SPEEDS) for (const kind of house.kinds.filter(isOurs)) {
    for (const [peer, limit] of [['yws', 1.2], ['hocuspocus', 0.9]] as const) {
      const ratio = of(speed, kind, 'cpu') / of(speed, peer, 'cpu')
      // The goal is PostgreSQL's; the embedded database is told beside it.
      rows.push({ figure: `CPU, ${DOCUMENTS} documents × 2, ${speed} keys/s each, ${NAMES[kind]}`, goal: kind === 'postgresql' ? `≤ ${limit} of ${NAMES[peer]}` : `(none; ${NAMES[peer]})`, measured: `${fixed(of(speed, kind, 'cpu'), 2)} / ${fixed(of(speed, peer, 'cpu'), 2)} s in ${SECONDS} s`, ratio, met: Number.isNaN(ratio) || kind !== 'postgresql' ? undefined : ratio <= limit })
    }
    const p50 = of(speed, kind, 'p50')
    rows.push({ figure: `typed until shown, p50, ${DOCUMENTS} documents × 2, ${speed} keys/s, ${NAMES[kind]}`, goal: kind === 'postgresql' ? '≤ 6 ms' : '(none)', measured: `${fixed(p50)} ms`, met: kind === 'postgresql' ? p50 <= 6 : undefined })
  }
  const tables: Table[] = [{
    title: `${DOCUMENTS} documents × 2 people, medians of ${rounds(2)} interleaved rounds of ${SECONDS} s, each server warmed up`,
    rows: SPEEDS.flatMap((speed) => house.kinds.map((kind) => ({
      'keys/s': speed, server: NAMES[kind], 'CPU s': fixed(of(speed, kind, 'cpu'), 2), 'p50 ms': fixed(of(speed, kind, 'p50')), 'p99 ms': fixed(of(speed, kind, 'p99')), 'delivered %': fixed(of(speed, kind, 'delivered') * 100), 'PostgreSQL CPU s': fixed(of(speed, kind, 'database'), 2),
    }))),
  }]
  for (const speed of SPEEDS) if (rows.some(({ figure, met }) => met === false && figure.includes(`${speed} keys/s`))) tables.push(await profiled(house, 'postgresql', `${speed} keys/s`, (server, around) => load(house, server, [speed], around)))
  return { rows, tables }
}
