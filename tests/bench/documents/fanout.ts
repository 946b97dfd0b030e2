// One document, many receivers: what a delivered keystroke costs the server, and how long it takes.
import { median, quantile } from '../process'
import { profiled, type Around } from './profile'
import { fixed, type Result, type Row, type Table } from './report'
import { isOurs, NAMES, type House, type Kind, type Server } from './servers'
import { rounds, seconds, SEED } from './settings'
import { arrivals, joinAll, join, pause, plant, play, strokes, Typist } from './typing'

const PER_SECOND = 5
export interface Setting { receivers: number; writers: number; seconds: number }
const SETTINGS: Record<string, Setting> = {
  '500 × 40': { receivers: 500, writers: 40, seconds: seconds(8) },
  '500 × 10': { receivers: 500, writers: 10, seconds: seconds(8) },
  '10 × 2': { receivers: 10, writers: 2, seconds: seconds(5) },
}

/** Before anything is measured, of each server alike: a meeting lasts hours, and what its code costs in the first seconds is V8's compiler. */
const WARM: Setting = { receivers: 500, writers: 40, seconds: seconds(8) }

export interface Figures { cpu: number; p50: number; p99: number; delivered: number; messages: number; database?: number }

export async function fan(house: House, server: Server, { receivers, writers, seconds: long }: Setting, document: string, around: Around = (work) => work()): Promise<Figures> {
  await server.make([document])
  const { ends, leave } = await plant(server, document, writers)
  const wires = await joinAll(receivers, (index) => join(server, document, `person-${index}`))
  leave()
  const typists = ends.map((end, index) => new Typist(1000 + index, end, PER_SECOND * long))
  const plan = strokes(typists.map((typist, index) => ({ typist, wire: wires[index]!, say: (key: Uint8Array) => server.dialect.sync(document, 2, key) })), PER_SECOND, SEED)
  await pause(300)
  for (const wire of wires) wire.read()
  const cpu = server.cpu(), database = house.postgres?.cpu()
  await around(() => play(plan))
  await pause(300)
  const spent = server.cpu() - cpu
  const wrote = database === undefined || server.kind !== 'postgresql' ? undefined : house.postgres!.cpu()! - database
  await pause(700)
  const { latencies, expected, messages } = arrivals(server, wires.map((wire, index) => ({ messages: wire.read(), own: typists[index]?.client, from: typists })))
  for (const wire of wires) wire.end()
  await pause(200)
  return { cpu: (spent * 1e6) / expected, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), delivered: latencies.length / expected, messages, database: wrote === undefined ? undefined : (wrote * 1e6) / expected }
}

export async function measure(house: House): Promise<Result> {
  const found = new Map<string, Figures[]>()
  const bare: number[] = []
  for (let round = 0; round < rounds(3); round += 1) for (const kind of house.kinds) {
    const server = await (await house.place(kind)).start()
    await fan(house, server, WARM, 'warm')
    // What was written is compacted when everybody has left.
    await pause(seconds(8) * 1000)
    for (const [name, setting] of Object.entries(SETTINGS)) {
      const figures = await fan(house, server, setting, `fan-${setting.receivers}-${setting.writers}`)
      found.set(`${name} ${kind}`, [...found.get(`${name} ${kind}`) ?? [], figures])
      console.log(`  round ${round + 1}, ${NAMES[kind]}, ${name}: ${figures.cpu.toFixed(1)} µs, p50 ${figures.p50.toFixed(1)} ms, delivered ${(figures.delivered * 100).toFixed(1)} %`)
    }
    await server.end()
    if (kind === 'postgresql') bare.push(...await house.postgres!.bare(50))
  }
  const of = (name: string, kind: Kind, which: 'cpu' | 'p50' | 'p99' | 'messages' | 'delivered' | 'database') => median((found.get(`${name} ${kind}`) ?? []).map((figures) => figures[which] ?? NaN))
  const rows: Row[] = []
  for (const [name, limits] of [['500 × 40', { yws: 0.4, hocuspocus: 0.55, p50: 12 }], ['500 × 10', { yws: 0.85, hocuspocus: 0.85, p50: 8 }]] as const) {
    for (const kind of house.kinds.filter(isOurs)) {
      for (const peer of ['yws', 'hocuspocus'] as const) {
        const ratio = of(name, kind, 'cpu') / of(name, peer, 'cpu')
        rows.push({ figure: `CPU per delivered keystroke, ${name}, ${NAMES[kind]}`, goal: `≤ ${limits[peer]} of ${NAMES[peer]}`, measured: `${fixed(of(name, kind, 'cpu'))} / ${fixed(of(name, peer, 'cpu'))} µs`, ratio, met: Number.isNaN(ratio) ? undefined : ratio <= limits[peer] })
      }
      const p50 = of(name, kind, 'p50')
      rows.push({ figure: `typed until shown, p50, ${name}, ${NAMES[kind]}`, goal: `≤ ${limits.p50} ms`, measured: `${fixed(p50)} ms (relay ${fixed(of(name, 'relay', 'p50'))})`, met: p50 <= limits.p50 })
    }
  }
  const fastest = Math.min(...(['yws', 'hocuspocus'] as const).map((kind) => of('10 × 2', kind, 'p50')))
  for (const [kind, more] of [['postgresql', 1.5], ['embedded', 2]] as const) {
    if (!house.kinds.includes(kind)) continue
    const p50 = of('10 × 2', kind, 'p50')
    rows.push({ figure: `typed until shown, p50, 10 × 2, ${NAMES[kind]}`, goal: `≤ ${more} ms over the fastest peer`, measured: `${fixed(p50, 2)} / ${fixed(fastest, 2)} ms${kind === 'postgresql' ? ` (one bare INSERT at this pace ${fixed(median(bare), 2)})` : ''}`, ratio: p50 / fastest, met: Number.isNaN(fastest) ? undefined : p50 <= fastest + more })
  }
  const tables: Table[] = [{
    title: `Receivers × writers, ${PER_SECOND} keys a second each, medians of ${rounds(3)} interleaved rounds, each server warmed up for ${WARM.seconds} s`,
    rows: Object.keys(SETTINGS).flatMap((name) => house.kinds.map((kind) => ({
      setting: name, server: NAMES[kind], 'CPU µs per delivery': fixed(of(name, kind, 'cpu')), 'of the relay': fixed(of(name, kind, 'cpu') / of(name, 'relay', 'cpu'), 2), 'p50 ms': fixed(of(name, kind, 'p50')), 'p99 ms': fixed(of(name, kind, 'p99')),
      'messages': fixed(of(name, kind, 'messages'), 0), 'delivered %': fixed(of(name, kind, 'delivered') * 100), 'PostgreSQL µs': fixed(of(name, kind, 'database')),
    }))),
  }]
  const missed = Object.keys(SETTINGS).filter((name) => rows.some(({ figure, met }) => met === false && figure.includes(name)))
  for (const name of missed) {
    const kind: Kind = rows.some(({ figure, met }) => met === false && figure.includes(name) && figure.endsWith(NAMES.postgresql)) ? 'postgresql' : 'embedded'
    tables.push(await profiled(house, kind, name, async (server, around) => {
      await fan(house, server, WARM, 'warm')
    // What was written is compacted when everybody has left.
    await pause(seconds(8) * 1000)
      return fan(house, server, SETTINGS[name]!, 'fan', around)
    }))
  }
  return { rows, tables }
}
