// People who type: their keystrokes as bytes made beforehand, said at their times, and looked for in what the others were sent.
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import { forge, item, words, type Id } from '../../documents/forge'
import type { Server } from './servers'
import { Wire, type Message } from './wire'

export const pause = (milliseconds: number): Promise<void> => new Promise((go) => { setTimeout(go, milliseconds) })
/** The same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const NOTHING = Uint8Array.of(0)

/** Connects and has all the text there is; what follows is kept. `since` tells what it was told first. */
export async function join(server: Server, document: string, person: string): Promise<Wire> {
  const wire = await new Wire(server.port, server.dialect.path(document), person).opened
  await new Promise<void>((done, fail) => {
    const late = setTimeout(() => { fail(new Error(`${server.kind}: no text for ${person} in ${document}`)) }, 30_000)
    wire.listen(({ bytes }) => { if (server.dialect.read(bytes).is === 'answer') { clearTimeout(late); done() } })
    wire.say(...server.dialect.hello(document), server.dialect.sync(document, 0, NOTHING))
  })
  wire.listen(undefined)
  return wire
}

export async function joinAll(count: number, one: (index: number) => Promise<Wire>, atOnce = 50): Promise<Wire[]> {
  const wires: Wire[] = []
  for (let first = 0; first < count; first += atOnce) wires.push(...await Promise.all(Array.from({ length: Math.min(atOnce, count - first) }, (_, index) => one(first + index))))
  return wires
}

/** The first text of a document: so many paragraphs, and where each ends. Who said it stays until it is sent away: some forget what nobody reads. */
export async function plant(server: Server, document: string, paragraphs: number, client = 1): Promise<{ ends: Id[]; leave(): void }> {
  const { update, ends } = firstText(paragraphs, client)
  const wire = await join(server, document, `planter-${client}`)
  wire.say(server.dialect.sync(document, 2, update))
  await pause(100)
  // Ours has stored it when it shows it to somebody else.
  for (let tries = 0; tries < 100; tries += 1) {
    if (server.kind === 'relay' || (await textOf(server, document)).getXmlFragment('paper').length >= paragraphs) break
    await pause(50)
  }
  return { ends, leave: () => { wire.end() } }
}

export function firstText(paragraphs: number, client: number): { update: Uint8Array; ends: Id[] } {
  const doc = new Y.Doc()
  doc.clientID = client
  seedPaper(doc, Array.from({ length: paragraphs }, (_, index) => ({ id: `p${index}`, role: 'text' as const, runs: [{ text: `Paragraph ${index}: `, marks: {} }] })))
  const ends = doc.getXmlFragment('paper').toArray().map((block): Id => {
    const last = ((block as Y.XmlElement).get(0) as Y.XmlText)._start!.lastId
    return [last.client, last.clock]
  })
  return { update: Y.encodeStateAsUpdate(doc), ends }
}

/** The text as somebody is told it who joins now. */
export async function textOf(server: Server, document: string, person = 'reader'): Promise<Y.Doc> {
  const wire = await new Wire(server.port, server.dialect.path(document), person).opened
  const doc = new Y.Doc()
  await new Promise<void>((done, fail) => {
    const late = setTimeout(() => { fail(new Error(`${server.kind}: no text in ${document}`)) }, 30_000)
    wire.listen(({ bytes }) => {
      const told = server.dialect.read(bytes)
      if (told.is === 'update' || told.is === 'answer') Y.applyUpdate(doc, told.bytes)
      if (told.is === 'answer') { clearTimeout(late); done() }
    })
    wire.say(...server.dialect.hello(document), server.dialect.sync(document, 0, NOTHING))
  })
  wire.end()
  return doc
}

/** One who types behind `after`; each key is one update of one letter. */
export class Typist {
  readonly sentAt: Float64Array
  readonly keys: Uint8Array[]
  sent = 0

  constructor(readonly client: number, after: Id, count: number) {
    this.sentAt = new Float64Array(count)
    this.keys = Array.from({ length: count }, (_, clock) => forge([[client, clock, item(words('negotiate '[clock % 10]!), { left: clock === 0 ? after : [client, clock - 1] })]]))
  }
}

export interface Stroke { at: number; say(): void }

/** `perSecond` keys of each for `seconds`, each beginning somewhere within its first pause. */
export function strokes(typists: { typist: Typist; wire: Wire; say(key: Uint8Array): Uint8Array }[], perSecond: number, seed: number): Stroke[] {
  const random = seeded(seed)
  const all: Stroke[] = []
  for (const { typist, wire, say } of typists) {
    const begin = random() / perSecond
    typist.keys.forEach((key, index) => {
      const message = say(key)
      all.push({ at: (begin + index / perSecond) * 1000, say() { typist.sentAt[index] = performance.now(); typist.sent = index + 1; wire.say(message) } })
    })
  }
  return all.sort((a, b) => a.at - b.at)
}

/** Says each at its time; late ones at once. `stop` ends it early. */
export async function play(plan: Stroke[], stop: () => boolean = () => false): Promise<void> {
  const begun = performance.now()
  for (let next = 0; next < plan.length && !stop();) {
    const now = performance.now() - begun
    while (next < plan.length && plan[next]!.at <= now) plan[next++]!.say()
    await pause(1)
  }
}

/** How long each key took to each receiver, and how many of them should have arrived. */
export interface Arrivals { latencies: number[]; expected: number; messages: number }

/** `heard`: what each receiver was sent, and whose own keys do not count for it. */
export function arrivals(server: Server, heard: { messages: Message[]; own?: number; from: readonly Typist[] }[]): Arrivals {
  const latencies: number[] = []
  let expected = 0, count = 0
  // The same bytes go to hundreds.
  const read = new Map<string, [number, number][]>()
  const clocks = (bytes: Buffer): [number, number][] => {
    const key = bytes.toString('latin1')
    let found = read.get(key)
    if (!found) {
      const told = server.dialect.read(bytes)
      found = told.is === 'update' || told.is === 'answer' ? [...Y.parseUpdateMeta(told.bytes).to] : []
      read.set(key, found)
    }
    return found
  }
  for (const { messages, own, from } of heard) {
    const typists = new Map(from.filter(({ client }) => client !== own).map((typist) => [typist.client, { typist, seen: 0 }]))
    for (const { typist } of typists.values()) expected += typist.sent
    count += messages.length
    for (const { at, bytes } of messages) for (const [client, clock] of clocks(bytes)) {
      const known = typists.get(client)
      if (!known) continue
      const to = Math.min(clock, known.typist.sent)
      while (known.seen < to) latencies.push(at - known.typist.sentAt[known.seen++]!)
    }
  }
  return { latencies, expected, messages: count }
}
