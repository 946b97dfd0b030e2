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
const AUTHORS = 10
const PAPER = 'paper'
const NOTHING = Uint8Array.of(0)

/**
 * The same of every server: from connecting to the last byte of the text, before the client makes anything of it. `whole`: ms until then;
 * `spent`: the server's CPU ms until then, `after`: in the rest of three seconds; `early`: the answer that means "this is all" came before.
 */
interface Opening { whole: number; answered: number; early: boolean; bytes: number; spent: number; after: number }

/**
 * Brings the paper to the server: to the peers in the updates it was written in; to ours as a text that is handed in, for whoever says
 * 260,000 edits at once is heard at his share of the processor, which takes minutes.
 */
export async function upload(server: Server, trace: Trace): Promise<void> {
  if (isOurs(server.kind)) return server.make([PAPER], Y.encodeStateAsUpdate(trace.doc))
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

/** One letter each, by ten who each go on when the last has come to another. */
async function more(server: Server, trace: Trace): Promise<void> {
  const text = (trace.doc.getXmlFragment('paper').get(0) as Y.XmlElement).get(0) as Y.XmlText
  const last = lastOf(text)
  const other = await join(server, PAPER, 'reader')
  const authors = await Promise.all(Array.from({ length: AUTHORS }, async (_, index) => ({ wire: await join(server, PAPER, `author-${index}`), typist: new Typist(1_000 + index, last, MORE / AUTHORS), next: 0 })))
  const say = (author: (typeof authors)[number]) => { author.wire.say(server.dialect.sync(PAPER, 2, author.typist.keys[author.next++]!)) }
  await new Promise<void>((done) => {
    let left = MORE
    other.listen(({ bytes }) => {
      const told = server.dialect.read(bytes)
      if (told.is !== 'update') return
      for (const [client, clock] of Y.parseUpdateMeta(told.bytes).to) {
        const author = authors[client - 1_000]
        if (!author || clock < author.next) continue
        if (--left === 0) return done()
        if (author.next < MORE / AUTHORS) say(author)
      }
    })
    for (const author of authors) say(author)
  })
  await reached(server, trace.length + MORE)
  for (const { wire } of authors) wire.end()
  other.end()
}

function lastOf(text: Y.XmlText): [number, number] {
  let item = text._start!
  while (item.right) item = item.right
  return [item.lastId.client, item.lastId.clock]
}

async function open(server: Server, length: number): Promise<Opening> {
  await pause(500)
  const before = server.work()
  const samples: { at: number; work: number }[] = []
  const sampler = setInterval(() => { samples.push({ at: performance.now(), work: server.work() }) }, 2)
  const begun = performance.now()
  const wire = await new Wire(server.port, server.dialect.path(PAPER), 'first').opened
  wire.say(...server.dialect.hello(PAPER), server.dialect.sync(PAPER, 0, NOTHING))
  await pause(3_000)
  clearInterval(sampler)
  const end = server.work()
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
  const spent = (samples.find(({ at }) => at - begun >= whole)?.work ?? end) - before
  return { whole, answered, early, bytes: received, spent, after: end - before - spent }
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
    let begun = performance.now()
    const told = (what: string) => { console.log(`  ${NAMES[kind]}: ${what} in ${((performance.now() - begun) / 1000).toFixed(1)} s, ${server.cpu().toFixed(1)} s of CPU since its start`); begun = performance.now() }
    await upload(server, trace)
    told('uploaded')
    // Hocuspocus stores two seconds after the last edit.
    await pause(3_000)
    await server.end()
    found.set(`0 ${kind}`, await openings(place, trace.length))
    server = await place.start()
    begun = performance.now()
    await more(server, trace)
    told(`${MORE} more`)
    await pause(3_000)
    await server.end()
    found.set(`1 ${kind}`, await openings(place, trace.length + MORE))
    console.log(`  ${NAMES[kind]}: ${[0, 1].map((stage) => found.get(`${stage} ${kind}`)!.map(({ whole }) => whole.toFixed(0)).join(' ')).join(', then ')} ms`)
  }
  const of = (stage: number, kind: Kind, which: 'whole' | 'answered' | 'bytes' | 'spent' | 'after') => median((found.get(`${stage} ${kind}`) ?? []).map((opening) => opening[which]))
  const early = (kind: Kind) => [0, 1].flatMap((stage) => found.get(`${stage} ${kind}`) ?? []).filter((opening) => opening.early || Number.isNaN(opening.whole)).length
  const rows: Row[] = []
  for (const kind of house.kinds.filter(isOurs)) {
    for (const [stage, name] of stages.entries()) {
      const ratio = of(stage, kind, 'whole') / of(stage, 'hocuspocus', 'whole')
      rows.push({ figure: `cold open, ${name}, ${NAMES[kind]}, time until the last byte`, goal: '≤ 0.2 of Hocuspocus', measured: `${fixed(of(stage, kind, 'whole'), 0)} / ${fixed(of(stage, 'hocuspocus', 'whole'), 0)} ms`, ratio, met: house.kinds.includes('hocuspocus') ? ratio <= 0.2 : undefined })
      const share = of(stage, kind, 'spent') / of(stage, 'hocuspocus', 'spent')
      rows.push({ figure: `… CPU of the server until then, ${NAMES[kind]}`, goal: '≤ 0.2 of Hocuspocus', measured: `${fixed(of(stage, kind, 'spent'), 0)} / ${fixed(of(stage, 'hocuspocus', 'spent'), 0)} ms`, ratio: share, met: house.kinds.includes('hocuspocus') ? share <= 0.2 : undefined })
    }
    rows.push({ figure: `told *synced* before all was there, ${NAMES[kind]}`, goal: 'never', measured: `${early(kind)} of ${2 * rounds(3)}`, met: early(kind) === 0 })
  }
  const tables: Table[] = [{
    title: `The first who opens the paper after a restart, medians of ${rounds(3)}; ${trace.what}, state of ${trace.state.toLocaleString('en')} bytes; the peers with y-leveldb and SQLite. The peers were sent the paper edit by edit; ours was handed it as one text, which stands in the log as one row and in no snapshot until more is typed`,
    rows: stages.flatMap((name, stage) => house.kinds.filter((kind) => kind !== 'relay').map((kind) => ({ paper: name, server: NAMES[kind], 'all of it after ms': fixed(of(stage, kind, 'whole'), 0), '"this is all" after ms': fixed(of(stage, kind, 'answered'), 0), 'too early': `${(found.get(`${stage} ${kind}`) ?? []).filter((opening) => opening.early).length} of ${rounds(3)}`, bytes: of(stage, kind, 'bytes'), 'server CPU ms until then': fixed(of(stage, kind, 'spent'), 0), 'and after it': fixed(of(stage, kind, 'after'), 0) }))),
  }]
  const own = house.kinds.find(isOurs)!
  if (rows.some(({ met }) => met === false)) tables.push(await profiled(house, own, 'the cold open', async (server, around) => { await around(async () => void (await open(server, trace.length + MORE))) }, places.get(own)))
  return { rows, tables }
}
