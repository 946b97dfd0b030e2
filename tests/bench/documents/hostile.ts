// 100,000 mutated frames and the named ones, by readers and by a writer: what stays of the server and of the text.
import * as Y from 'yjs'
import { mutants, named, type Frame } from '../../documents/hostile'
import { words } from '../../documents/peers'
import { fixed, type Result, type Row } from './report'
import { isOurs, NAMES, type House, type Kind, type Server } from './servers'
import { count, option, SEED } from './settings'
import { join, pause, plant, textOf, Typist } from './typing'

const FRAMES = Number(option('frames') ?? count(100_000, 3_000))
/** A connection is closed at its tenth offence; with one less all of its frames are looked at. */
const PER_CONNECTION = 9
const AT_ONCE = 4
/** So many at it that none is made to wait for the work he causes: a server that hears them all is tried harder. */
const PEOPLE = 500

interface Figures { sent: number; connections: number; closed: number; refused: number; /** ms by the wall, and of work by the processor's clock */ stall: number; worked: number; silent: number; unchanged: boolean; equal: boolean; alive: boolean; honest: boolean; seconds: number }

/** Joins, says the frames, and waits until all have been looked at or the connection was closed. */
async function attack(server: Server, document: string, person: string, frames: Frame[]): Promise<{ closed: boolean; refused: number }> {
  const wire = await join(server, document, person)
  let refused = 0
  wire.listen(({ bytes }) => { if (server.dialect.read(bytes).is === 'refused') refused += 1 })
  wire.say(...frames.map(({ bytes }) => bytes))
  const late = setTimeout(() => { throw new Error(`no answer after: ${frames.map(({ name, bytes }) => `${name} ${Buffer.from(bytes.subarray(0, 200)).toString('hex')}`).join('; ')}`) }, 30_000)
  await wire.heard()
  clearTimeout(late)
  const closed = wire.closed !== undefined
  wire.end()
  return { closed, refused }
}

async function once(house: House, kind: Kind, as: 'reader' | 'writer', total: number): Promise<Figures> {
  const place = await house.place(kind, true)
  let server = await place.start()
  const document = 'hostile'
  await server.make([document])
  const { ends, leave } = await plant(server, document, 2)
  const [victim, watcher] = [await join(server, document, 'victim'), await join(server, document, 'reader-watching')]
  leave()
  const typist = new Typist(2_000, ends[0]!, 400)
  let typed = 0
  const type = () => { if (typed < typist.keys.length) victim.say(server.dialect.sync(document, 2, typist.keys[typed++]!)) }
  for (let key = 0; key < 20; key += 1) type()
  victim.listen(() => undefined)
  const seen = new Y.Doc()
  watcher.listen(({ bytes }) => { const told = server.dialect.read(bytes); if (told.is === 'update' || told.is === 'answer') Y.applyUpdate(seen, told.bytes) })
  watcher.say(server.dialect.sync(document, 0, Uint8Array.of(0)))
  await pause(500)
  const before = await textOf(server, document)
  const target = { doc: before, victim: 2_000, own: 3_000 }
  const frames = mutants(SEED + (as === 'reader' ? 1 : 2), target)
  const every = named(target)
  await server.ask('watch the loop')
  await pause(2_000)
  const silent = await server.ask<{ max: number }>('the loop')
  await server.ask('watch the loop')
  await server.ask('watch its work')
  let sent = 0, connections = 0, closed = 0, refused = 0
  const begun = performance.now()
  const typing = as === 'writer' ? setInterval(type, 200) : undefined
  const worker = async () => {
    while (sent < total + every.length && !server.exited()) {
      const batch = Array.from({ length: Math.min(PER_CONNECTION, total + every.length - sent) }, (_, index) => every[sent + index] ?? frames.next().value)
      sent += batch.length
      const own = connections++
      const outcome = await attack(server, document, `${as === 'reader' ? 'reader' : 'mallory'}-${own % PEOPLE}`, batch)
      if (outcome.closed) closed += 1
      refused += outcome.refused
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  clearInterval(typing)
  const alive = !server.exited()
  const stall = alive ? await server.ask<{ max: number }>('the loop') : { max: NaN }
  const { worked } = alive ? await server.ask<{ worked: number }>('its work') : { worked: NaN }
  // Those who did nothing are still there, and still heard.
  type()
  await pause(1_000)
  const after = await textOf(server, document)
  const state = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')
  const honest = victim.closed === undefined && watcher.closed === undefined && Y.getState(seen.store, 2_000) === typed && Y.getState(after.store, 2_000) === typed
  // A writer's mutants may be legal edits.
  const unchanged = as === 'reader' && words(before) === words(withoutLast(after, typed))
  await server.end()
  server = await place.start()
  const again = await textOf(server, document)
  const equal = words(after) === words(seen) && words(again) === words(after) && state(again) === state(after)
  for (const wire of [victim, watcher]) wire.end()
  await server.end()
  return { sent, connections, closed, refused, stall: stall.max, worked, silent: silent.max, unchanged, equal, alive, honest, seconds: (performance.now() - begun) / 1000 }
}

/** Without the one key that was typed after the attack. */
function withoutLast(doc: Y.Doc, typed: number): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const block = copy.getXmlFragment('paper').get(0) as Y.XmlElement
  const text = block.get(0) as Y.XmlText
  const at = text.toString().lastIndexOf('negotiate '[(typed - 1) % 10]!)
  text.delete(at, 1)
  return copy
}

export async function measure(house: House): Promise<Result> {
  const kind = house.kinds.find(isOurs)!
  const found = new Map<'reader' | 'writer', Figures>()
  for (const as of ['reader', 'writer'] as const) {
    found.set(as, await once(house, kind, as, FRAMES / 2))
    const figures = found.get(as)!
    console.log(`  by ${as}s: ${figures.sent} frames in ${figures.seconds.toFixed(0)} s, ${figures.closed} of ${figures.connections} connections closed, ${figures.refused} refused, longest stall ${figures.worked.toFixed(0)} ms of work, ${figures.stall.toFixed(0)} ms by the wall; ${as === 'reader' ? `unchanged ${figures.unchanged}, ` : ''}equal ${figures.equal}, alive ${figures.alive}, honest ${figures.honest}`)
  }
  const [reader, writer] = [found.get('reader')!, found.get('writer')!]
  const sent = reader.sent + writer.sent
  const rows: Row[] = [
    { figure: `${sent.toLocaleString('en')} hostile frames, seed ${SEED}, ${NAMES[kind]}: exits of the server`, goal: 'none', measured: reader.alive && writer.alive ? 'none' : 'IT ENDED', met: reader.alive && writer.alive },
    { figure: 'longest stall of the loop meanwhile', goal: '≤ 100 ms', measured: `${fixed(Math.max(reader.worked, writer.worked), 0)} ms of work (by the wall ${fixed(Math.max(reader.stall, writer.stall), 0)} ms, in silence ${fixed(Math.max(reader.silent, writer.silent), 0)})`, met: Math.max(reader.worked, writer.worked) <= 100 },
    { figure: 'the text, after those of readers', goal: 'unchanged', measured: reader.unchanged && reader.equal ? 'unchanged' : 'CHANGED', met: reader.unchanged && reader.equal },
    { figure: 'the text, after those of a writer (some mutants are legal edits)', goal: 'all who hold it, and the restarted server, equal', measured: writer.equal ? 'equal' : 'NOT EQUAL', met: writer.equal },
    { figure: 'others’ connections, and their typing meanwhile', goal: 'untouched', measured: reader.honest && writer.honest ? 'untouched' : 'TOUCHED', met: reader.honest && writer.honest },
  ]
  return { rows, tables: [{ title: `Mutants and named frames, ${PER_CONNECTION} a connection`, rows: [...found].map(([as, figures]) => ({ by: as, frames: figures.sent, connections: figures.connections, 'closed by the server': figures.closed, refused: figures.refused, seconds: fixed(figures.seconds, 0) })) }] }
}
