// The longest time in which the server hears nobody while it tells 500.
import { median } from '../process'
import { profiled, type Around } from './profile'
import { fixed, type Result } from './report'
import { isOurs, NAMES, type House, type Kind, type Server } from './servers'
import { count, rounds, seconds, SEED } from './settings'
import { join, joinAll, pause, plant, play, strokes, Typist } from './typing'

const RECEIVERS = count(500, 200)
const SECONDS = seconds(6)
interface Delay { max: number; p99: number }

/** One who types ten keys a second: each is told alone. Before it the same time in silence: what the machine itself takes. */
async function load(server: Server, around: Around = (work) => work()): Promise<{ silent: Delay; telling: Delay }> {
  await server.make(['block'])
  const { ends, leave } = await plant(server, 'block', 1)
  const wires = await joinAll(RECEIVERS, (index) => join(server, 'block', `person-${index}`))
  leave()
  await pause(500)
  await server.ask('watch the loop')
  await pause(SECONDS * 1000)
  const silent = await server.ask<Delay>('the loop')
  const typist = new Typist(1_000, ends[0]!, 10 * SECONDS)
  await server.ask('watch the loop')
  await around(() => play(strokes([{ typist, wire: wires[0]!, say: (key) => server.dialect.sync('block', 2, key) }], 10, SEED)))
  const telling = await server.ask<Delay>('the loop')
  for (const wire of wires) wire.end()
  return { silent, telling }
}

export async function measure(house: House): Promise<Result> {
  const found = new Map<Kind, { silent: Delay; telling: Delay }[]>()
  for (let round = 0; round < rounds(3); round += 1) for (const kind of house.kinds) {
    const server = await (await house.place(kind)).start()
    const delays = await load(server)
    found.set(kind, [...found.get(kind) ?? [], delays])
    console.log(`  round ${round + 1}, ${NAMES[kind]}: ${delays.telling.max.toFixed(1)} ms, in silence ${delays.silent.max.toFixed(1)} ms`)
    await server.end()
  }
  const of = (kind: Kind, when: 'silent' | 'telling', which: keyof Delay) => median((found.get(kind) ?? []).map((delays) => delays[when][which]))
  const rows = house.kinds.filter(isOurs).map((kind) => ({ figure: `longest block of the loop while telling ${RECEIVERS}, ${NAMES[kind]}`, goal: '< 2 ms', measured: `${fixed(of(kind, 'telling', 'max'))} ms (in silence ${fixed(of(kind, 'silent', 'max'))})`, met: of(kind, 'telling', 'max') < 2 }))
  const tables = [{
    title: `Delay of the event loop beyond a timer of 1 ms, one typist of 10 keys/s, ${RECEIVERS} receivers, medians of ${rounds(3)} rounds of ${SECONDS} s; in silence: nobody types`,
    rows: house.kinds.map((kind) => ({ server: NAMES[kind], 'longest ms': fixed(of(kind, 'telling', 'max')), 'p99 ms': fixed(of(kind, 'telling', 'p99')), 'in silence, longest ms': fixed(of(kind, 'silent', 'max')), 'in silence, p99 ms': fixed(of(kind, 'silent', 'p99')) })),
  }]
  if (rows.some(({ met }) => !met)) tables.push(await profiled(house, house.kinds.find(isOurs)!, 'telling 500', load) as never)
  return { rows, tables }
}
