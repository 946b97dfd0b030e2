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
/** `usual`: of the longest of each second, the median. `longest`: of all. `worked`: the same as `usual`, of a round of the loop and by the processor's clock: what the machine gave to others in between is not in it. */
interface Blocks { usual: number; longest: number; p99: number; worked: number }

/** One who types ten keys a second: each is told alone. Before it the same time in silence: what the machine itself takes. */
async function load(server: Server, around: Around = (work) => work()): Promise<{ silent: Blocks; telling: Blocks }> {
  await server.make(['block'])
  const { ends, leave } = await plant(server, 'block', 1)
  const wires = await joinAll(RECEIVERS, (index) => join(server, 'block', `person-${index}`))
  leave()
  await pause(500)
  const silent = await watched(server)
  const typist = new Typist(1_000, ends[0]!, 10 * (2 * SECONDS + 1))
  let over = false
  const plan = strokes([{ typist, wire: wires[0]!, say: (key) => server.dialect.sync('block', 2, key) }], 10, SEED)
  const playing = around(() => play(plan, () => over))
  await pause(500)
  const telling = await watched(server)
  over = true
  await playing
  for (const wire of wires) wire.end()
  return { silent, telling }
}

async function watched(server: Server): Promise<Blocks> {
  const delays: Delay[] = [], works: number[] = []
  for (let second = 0; second < SECONDS; second += 1) {
    await server.ask('watch the loop')
    await pause(1_000)
    delays.push(await server.ask<Delay>('the loop'))
  }
  for (let second = 0; second < SECONDS; second += 1) {
    await server.ask('watch its work')
    await pause(1_000)
    works.push((await server.ask<{ worked: number }>('its work')).worked)
  }
  return { usual: median(delays.map(({ max }) => max)), longest: Math.max(...delays.map(({ max }) => max)), p99: median(delays.map(({ p99 }) => p99)), worked: median(works) }
}

export async function measure(house: House): Promise<Result> {
  const found = new Map<Kind, { silent: Blocks; telling: Blocks }[]>()
  for (let round = 0; round < rounds(3); round += 1) for (const kind of house.kinds) {
    const server = await (await house.place(kind)).start()
    const delays = await load(server)
    found.set(kind, [...found.get(kind) ?? [], delays])
    console.log(`  round ${round + 1}, ${NAMES[kind]}: ${delays.telling.worked.toFixed(1)} ms of work, ${delays.telling.usual.toFixed(1)} ms by the wall, in silence ${delays.silent.worked.toFixed(1)} and ${delays.silent.usual.toFixed(1)} ms`)
    await server.end()
  }
  const of = (kind: Kind, when: 'silent' | 'telling', which: keyof Blocks) => median((found.get(kind) ?? []).map((delays) => delays[when][which]))
  const rows = house.kinds.filter(isOurs).map((kind) => ({ figure: `longest block of the loop while telling ${RECEIVERS}, ${NAMES[kind]}`, goal: '< 2 ms', measured: `${fixed(of(kind, 'telling', 'worked'))} ms of work (by the wall ${fixed(of(kind, 'telling', 'usual'))} ms; in silence ${fixed(of(kind, 'silent', 'worked'))} and ${fixed(of(kind, 'silent', 'usual'))})`, met: of(kind, 'telling', 'worked') < 2 }))
  const tables = [{
    title: `Delay of the event loop beyond a timer of 1 ms, one typist of 10 keys/s, ${RECEIVERS} receivers, medians of ${rounds(3)} rounds of ${SECONDS} s; in silence: nobody types. Longest of a second: the median of the longest block in each second`,
    rows: house.kinds.map((kind) => ({ server: NAMES[kind], 'longest of a second, work ms': fixed(of(kind, 'telling', 'worked')), 'in silence, work ms': fixed(of(kind, 'silent', 'worked')), 'longest of a second ms': fixed(of(kind, 'telling', 'usual')), 'longest of all ms': fixed(of(kind, 'telling', 'longest')), 'p99 ms': fixed(of(kind, 'telling', 'p99')), 'in silence, longest of a second ms': fixed(of(kind, 'silent', 'usual')), 'in silence, p99 ms': fixed(of(kind, 'silent', 'p99')) })),
  }]
  if (rows.some(({ met }) => !met)) tables.push(await profiled(house, house.kinds.find(isOurs)!, 'telling 500', load) as never)
  return { rows, tables }
}
