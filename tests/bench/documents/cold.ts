// Opening a long paper from the store after a restart: when the first person has all of it, and whether it was called whole before it was. Then the same after 10,000 more small updates.
import * as Y from 'yjs'
import { median } from '../process'
import { profiled } from './profile'
import { fixed, type Result, type Row, type Table } from './report'
import { isOurs, NAMES, type House, type Kind, type Place, type Server } from './servers'
import { count, rounds } from './settings'
import { join, pause, textOf, Typist } from './typing'
import { lengthOf, openTrace, type Trace } from './trace'
import { Wire } from './wire'

const MORE = count(10_000, 300)
const PAPER = 'paper'
const NOTHING = Uint8Array.of(0)

/** `whole`: ms until the last byte of the text was there; `early`: the answer that means "this is all" came before that. */
interface Opening { whole: number; answered: number; early: boolean; bytes: number; cpu: number }

/** Says all of the trace as one person, no faster than it is taken; the document is there. */
export async function upload(server: Server, trace: Trace): Promise<void> {
  const wire = await join(server, PAPER, 'author')
  for (const update of trace.updates) {
    wire.say(server.dialect.sync(PAPER, 2, update))
    while (wire.unsent > 256 * 1024) await pause(2)
  }
  await reached(server, trace.length)
  wire.end()
}

async function reached(server: Server, length: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (lengthOf(await textOf(server, PAPER)) >= length) return
    await pause(200)
  }
  throw new Error(`${server.kind}: the paper never became ${length} characters long`)
}

/** One letter each, each said when the last has come to another: so a server that stores each alone has stored as many. */
async function more(server: Server, trace: Trace): Promise<void> {
  const [author, other] = await Promise.all([join(server, PAPER, 'second-author'), join(server, PAPER, 'reader')])
  const text = (trace.doc.getXmlFragment('paper').get(0) as Y.XmlElement).get(0) as Y.XmlText
  const last = lastOf(text)
  const typist = new Typist(78, last, MORE)
  let next = 0
  await new Promise<void>((done) => {
    const say = () => { if (next < MORE) author.say(server.dialect.sync(PAPER, 2, typist.keys[next++]!)); else done() }
    other.listen(({ bytes }) => { if (server.dialect.read(bytes).is === 'update') say() })
    say()
  })
  await reached(server, trace.length + MORE)
  author.end()
  other.end()
}

function lastOf(text: Y.XmlText): [number, number] {
  let item = text._start!
  while (item.right) item = item.right
  return [item.lastId.client, item.lastId.clock]
}

async function open(server: Server, length: number): Promise<Opening> {
  await pause(500)
  const cpu = server.cpu()
  const begun = performance.now()
  const wire = await new Wire(server.port, server.dialect.path(PAPER), 'first').opened
  wire.say(...server.dialect.hello(PAPER), server.dialect.sync(PAPER, 0, NOTHING))
  await pause(3_000)
  const doc = new Y.Doc()
  let whole = NaN, answered = NaN, early = false
  for (const { at, bytes } of wire.read()) {
    const told = server.dialect.read(bytes)
    if (told.is !== 'answer' && told.is !== 'update') continue
    Y.applyUpdate(doc, told.bytes)
    if (Number.isNaN(whole) && lengthOf(doc) >= length) whole = at - begun
    if (told.is === 'answer' && Number.isNaN(answered)) { answered = at - begun; early = lengthOf(doc) < length }
  }
  const { received } = wire
  wire.end()
  return { whole, answered, early, bytes: received, cpu: server.cpu() - cpu }
}

async function openings(place: Place, length: number): Promise<Opening[]> {
  const all: Opening[] = []
  for (let round = 0; round < rounds(3); round += 1) {
    const server = await place.start()
    all.push(await open(server, length))
    await server.end()
  }
  return all
}

export async function measure(house: House): Promise<Result> {
  const trace = openTrace()
  console.log(`  ${trace.what}: ${trace.edits} edits, ${trace.length} characters, ${trace.state} bytes`)
  const stages = [`${trace.edits.toLocaleString('en')} edits`, `and ${MORE.toLocaleString('en')} small updates more`]
  const found = new Map<string, Opening[]>()
  const places = new Map<Kind, Place>()
  for (const kind of house.kinds.filter((kind) => kind !== 'relay')) {
    const place = await house.place(kind, true)
    places.set(kind, place)
    let server = await place.start()
    await server.make([PAPER])
    await upload(server, trace)
    // Hocuspocus stores two seconds after the last edit.
    await pause(3_000)
    await server.end()
    found.set(`0 ${kind}`, await openings(place, trace.length))
    server = await place.start()
    await more(server, trace)
    await pause(3_000)
    await server.end()
    found.set(`1 ${kind}`, await openings(place, trace.length + MORE))
    console.log(`  ${NAMES[kind]}: ${[0, 1].map((stage) => found.get(`${stage} ${kind}`)!.map(({ whole }) => whole.toFixed(0)).join(' ')).join(', then ')} ms`)
  }
  const of = (stage: number, kind: Kind, which: 'whole' | 'answered' | 'bytes' | 'cpu') => median((found.get(`${stage} ${kind}`) ?? []).map((opening) => opening[which]))
  const early = (kind: Kind) => [0, 1].flatMap((stage) => found.get(`${stage} ${kind}`) ?? []).filter((opening) => opening.early || Number.isNaN(opening.whole)).length
  const rows: Row[] = []
  for (const kind of house.kinds.filter(isOurs)) {
    for (const [stage, name] of stages.entries()) {
      const ratio = of(stage, kind, 'whole') / of(stage, 'hocuspocus', 'whole')
      rows.push({ figure: `cold open, ${name}, ${NAMES[kind]}`, goal: '≤ 0.2 of Hocuspocus', measured: `${fixed(of(stage, kind, 'whole'), 0)} / ${fixed(of(stage, 'hocuspocus', 'whole'), 0)} ms`, ratio, met: house.kinds.includes('hocuspocus') ? ratio <= 0.2 : undefined })
    }
    rows.push({ figure: `told *synced* before all was there, ${NAMES[kind]}`, goal: 'never', measured: `${early(kind)} of ${2 * rounds(3)}`, met: early(kind) === 0 })
  }
  const tables: Table[] = [{
    title: `The first who opens the paper after a restart, medians of ${rounds(3)}; ${trace.what}, state of ${trace.state.toLocaleString('en')} bytes; the peers with y-leveldb and SQLite`,
    rows: stages.flatMap((name, stage) => house.kinds.filter((kind) => kind !== 'relay').map((kind) => ({ paper: name, server: NAMES[kind], 'all of it after ms': fixed(of(stage, kind, 'whole'), 0), '"this is all" after ms': fixed(of(stage, kind, 'answered'), 0), 'too early': `${(found.get(`${stage} ${kind}`) ?? []).filter((opening) => opening.early).length} of ${rounds(3)}`, bytes: of(stage, kind, 'bytes'), 'server CPU ms': fixed(of(stage, kind, 'cpu') * 1000, 0) }))),
  }]
  const own = house.kinds.find(isOurs)!
  if (rows.some(({ met }) => met === false)) tables.push(await profiled(house, own, 'the cold open', async (server, around) => { await around(async () => void (await open(server, trace.length + MORE))) }, places.get(own)))
  return { rows, tables }
}
