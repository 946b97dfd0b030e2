// People whose cursors move each second: what an entry costs that is due to somebody, and whose name stands in it. Of a hundred ours tells no cursors but how many are there.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { median, quantile } from '../process'
import { profiled, type Around } from './profile'
import { fixed, type Result, type Row, type Table } from './report'
import { isOurs, NAMES, type House, type Kind, type Server } from './servers'
import { count, rounds, seconds, SEED } from './settings'
import { join, joinAll, pause, plant, play, seeded, type Stroke } from './typing'

/** Above fifty readers cursors give way to counts. */
const CROWDS = [50, count(100, 60)]
const SECONDS = seconds(15)
/** Moves of each before the measuring, ten a second, so that no server is measured while its code is still being compiled. */
const WARM = count(60, 3)
/** What a client claims to be; ours must never tell it. */
const CLAIM = 'The Chair'

/** The number of the move stands where a cursor has its clock. */
const stateOf = (client: number, clock: number, move: number): Uint8Array => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  const place = { type: null, tname: null, item: { client: 1, clock: move }, assoc: 0 }
  encoding.writeVarString(encoder, JSON.stringify({ cursor: { anchor: place, head: place }, user: { name: CLAIM, color: '#ff0000' } }))
})

interface Entry { client: number; move: number; claimed: boolean }
function entriesOf(bytes: Uint8Array): Entry[] {
  const decoder = decoding.createDecoder(bytes)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    const state = JSON.parse(decoding.readVarString(decoder)) as { cursor?: { anchor?: { item?: { clock: number } } }; user?: { name?: string } } | null
    return { client, move: state?.cursor?.anchor?.item?.clock ?? -1, claimed: state?.user?.name === CLAIM }
  })
}

/** `cpu`: µs for each entry that every other should see, whether it was told as such or not. */
interface Figures { cpu: number; p50: number; p99: number; delivered: number; forged: number; messages: number }

async function load(server: Server, people: number, around: Around = (work) => work()): Promise<Figures> {
  const document = `presence-${people}`
  await server.make([document])
  const { leave } = await plant(server, document, 1)
  const wires = await joinAll(people, (index) => join(server, document, `person-${index}`))
  leave()
  // All are there before the measuring.
  wires.forEach((wire, index) => { wire.say(server.dialect.presence(document, stateOf(1_000 + index, 1, 0))) })
  await pause(1_000)
  await play(wires.flatMap((wire, index) => Array.from({ length: WARM }, (_, turn): Stroke => {
    const message = server.dialect.presence(document, stateOf(1_000 + index, turn + 2, 0))
    return { at: turn * 100 + index, say() { wire.say(message) } }
  })).sort((a, b) => a.at - b.at))
  await pause(1_000)
  for (const wire of wires) wire.read()
  const random = seeded(SEED)
  const sentAt = wires.map(() => new Float64Array(SECONDS + 1))
  const plan = wires.flatMap((wire, index): Stroke[] => {
    const begin = random() * 1000
    return Array.from({ length: SECONDS }, (_, turn) => {
      const message = server.dialect.presence(document, stateOf(1_000 + index, WARM + turn + 2, turn + 1))
      return { at: begin + turn * 1000, say() { sentAt[index]![turn + 1] = performance.now(); wire.say(message) } }
    })
  }).sort((a, b) => a.at - b.at)
  const cpu = server.work()
  await around(() => play(plan))
  await pause(400)
  const spent = server.work() - cpu
  await pause(600)
  const latencies: number[] = []
  let forged = 0, messages = 0
  const read = new Map<string, Entry[]>()
  for (const [receiver, wire] of wires.entries()) {
    const seen = new Set<number>()
    for (const { at, bytes } of wire.read()) {
      messages += 1
      const key = bytes.toString('latin1')
      let entries = read.get(key)
      if (!entries) {
        const told = server.dialect.read(bytes)
        entries = told.is === 'presence' ? entriesOf(told.bytes) : []
        read.set(key, entries)
      }
      for (const { client, move, claimed } of entries) {
        const mover = client - 1_000
        if (claimed) forged += 1
        if (mover === receiver || move < 1 || seen.has(mover * 1_000 + move)) continue
        seen.add(mover * 1_000 + move)
        latencies.push(at - sentAt[mover]![move]!)
      }
    }
  }
  for (const wire of wires) wire.end()
  const expected = people * (people - 1) * SECONDS
  return { cpu: (spent * 1e3) / expected, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), delivered: latencies.length / expected, forged, messages }
}

export async function measure(house: House): Promise<Result> {
  const kinds = house.kinds.filter((kind) => kind !== 'relay')
  const found = new Map<string, Figures[]>()
  for (let round = 0; round < rounds(3); round += 1) for (const kind of kinds) {
    const server = await (await house.place(kind)).start()
    for (const people of CROWDS) {
      const figures = await load(server, people)
      found.set(`${people} ${kind}`, [...found.get(`${people} ${kind}`) ?? [], figures])
      console.log(`  round ${round + 1}, ${NAMES[kind]}, ${people} people: ${figures.cpu.toFixed(1)} µs, p50 ${figures.p50.toFixed(1)} ms, delivered ${(figures.delivered * 100).toFixed(1)} %, ${figures.forged} under a claimed name`)
    }
    await server.end()
  }
  const of = (people: number, kind: Kind, which: keyof Figures) => median((found.get(`${people} ${kind}`) ?? []).map((figures) => figures[which]))
  const rows: Row[] = CROWDS.flatMap((people) => kinds.filter(isOurs).flatMap((kind): Row[] => {
    const ratio = of(people, kind, 'cpu') / of(people, 'yws', 'cpu')
    return [
      { figure: `presence, ${people} people moving each second, CPU per entry, ${NAMES[kind]}`, goal: `≤ 0.3 of ${NAMES.yws}`, measured: `${fixed(of(people, kind, 'cpu'), 2)} / ${fixed(of(people, 'yws', 'cpu'), 2)} µs`, ratio, met: Number.isNaN(ratio) ? undefined : ratio <= 0.3 },
      { figure: `presence of ${people} told under a name that a client claimed, ${NAMES[kind]}`, goal: 'none', measured: `${of(people, kind, 'forged')} (${NAMES.yws} ${of(people, 'yws', 'forged')})`, met: of(people, kind, 'forged') === 0 },
    ]
  }))
  const tables: Table[] = CROWDS.map((people) => ({
    title: `${people} people, each moving once a second, medians of ${rounds(3)} interleaved rounds of ${SECONDS} s`,
    rows: kinds.map((kind) => ({
      server: NAMES[kind], 'CPU µs per entry': fixed(of(people, kind, 'cpu'), 2), 'p50 ms': fixed(of(people, kind, 'p50')), 'p99 ms': fixed(of(people, kind, 'p99')),
      messages: of(people, kind, 'messages'), 'told as cursors %': fixed(of(people, kind, 'delivered') * 100), 'entries under a claimed name': of(people, kind, 'forged'),
    })),
  }))
  if (rows.some(({ met }) => met === false)) tables.push(await profiled(house, kinds.find(isOurs)!, 'presence', (server, around) => load(server, CROWDS[0]!, around)))
  return { rows, tables }
}
