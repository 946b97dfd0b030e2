// Convergence: plain Yjs peers of the paper's shape write at random while wires are cut and messages come twice; in the end all hold one text.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { digestOf } from '../../server/src/documents/documents'
import { eventually, step1, step2, update, words } from '../documents/peers'
import { openStage, type Stage } from '../documents/stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(() => stage.close())

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
const SEEDS = process.env.SEED ? 1 : Number(process.env.SEEDS ?? 50)
/** Seeds that once failed, kept for good: [seed, what it was]. */
const OLD: [number, string][] = []

function randomFrom(seed: number) {
  let at = seed >>> 0
  return (below: number) => {
    at = (at + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(at ^ (at >>> 15), at | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** An editor without a screen: writes whether connected or not, and brings what it has when it comes back. */
class Peer {
  readonly doc = new Y.Doc()
  private ws: WebSocket | undefined
  private joined = false
  private last: Uint8Array | undefined

  constructor(private readonly url: string, private readonly document: string, private readonly who: string) {
    this.doc.getXmlFragment('paper')
    this.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.last = bytes
      this.say(update(bytes))
    })
  }

  private say(bytes: Uint8Array) { if (this.ws?.readyState === WebSocket.OPEN) this.ws.send(bytes) }
  twice() { if (this.last) this.say(update(this.last)) }
  get connected() { return this.joined }

  connect() {
    if (this.ws) return
    const ws = new WebSocket(`${this.url}/${this.document}`, { headers: { cookie: `token=${this.who}` } })
    this.ws = ws
    ws.on('open', () => { ws.send(step1(this.doc)) })
    ws.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data))
      if (ws !== this.ws || decoding.readVarUint(decoder) !== 0) return
      const kind = decoding.readVarUint(decoder)
      const bytes = decoding.readVarUint8Array(decoder)
      if (kind === 0) return this.say(step2(Y.encodeStateAsUpdate(this.doc, bytes)))
      Y.applyUpdate(this.doc, bytes, this)
      if (kind === 1) this.joined = true
    })
    ws.on('error', () => undefined)
    ws.on('close', () => { if (ws === this.ws) { this.ws = undefined; this.joined = false } })
  }

  cut() {
    this.ws?.terminate()
    this.ws = undefined
    this.joined = false
  }
}

type Random = (below: number) => number
const blocksOf = (doc: Y.Doc) => doc.getXmlFragment('paper').toArray() as Y.XmlElement[]

/** One edit as y-tiptap makes it. `word` occurs nowhere else, so that a doubled one is seen. */
function edit(doc: Y.Doc, random: Random, word: string): void {
  const fragment = doc.getXmlFragment('paper')
  const blocks = blocksOf(doc)
  if (blocks.length === 0) return
  const at = random(blocks.length)
  const block = blocks[at]!
  const text = block.toArray().find((child) => child instanceof Y.XmlText) as Y.XmlText | undefined
  doc.transact(() => {
    if (!text) return block.insert(0, [new Y.XmlText(word)])
    const from = random(text.length + 1)
    switch (random(10)) {
      case 0: return text.delete(from, Math.min(random(6), text.length - from))
      case 1: return text.format(from, Math.min(random(8), text.length - from), random(2) ? { bold: {} } : { bold: null, italic: {} })
      case 2: return block.setAttribute('role', ['text', 'heading', 'operative'][random(3)]!)
      case 3: {
        // Enter: the left half keeps its text, the right half is made anew.
        const made = new Y.XmlElement('paragraph')
        made.setAttribute('id', `b${word.slice(1, -1).replace('.', '-')}`)
        const rest = text.toDelta() as { insert: string; attributes?: object }[]
        text.delete(from, text.length - from)
        fragment.insert(at + 1, [made])
        if (random(3)) { const right = new Y.XmlText(); right.applyDelta([...(rest.length ? [] : []), { insert: word }]); made.insert(0, [right]) }
        return
      }
      case 4: return blocks.length > 3 ? fragment.delete(at, 1) : text.insert(from, word)
      case 5: return text.insert(from, word, { link: { href: 'https://un.org/e' } })
      default: return text.insert(from, word)
    }
  })
}

interface Ended { seed: number; document: string; peers: Peer[]; text: string }

/** Writes until all hold one text; they stay, for what the server may still do to it. */
async function run(seed: number): Promise<Ended> {
  const random = randomFrom(seed)
  const count = 2 + random(4)
  const names = Array.from({ length: count }, (_, index) => `writer-${index}`)
  const document = await stage.makeDocument(Object.fromEntries(names.map((name) => [name, 'write'])))
  const peers = names.map((name) => new Peer(stage.url, document, name))
  for (const peer of peers) peer.connect()
  let written = 0
  for (let step = 0; step < 60; step++) {
    const index = random(count)
    const peer = peers[index]!
    const dice = random(20)
    if (dice === 0) peer.cut()
    else if (dice <= 2) peer.connect()
    else if (dice === 3) peer.twice()
    else edit(peer.doc, random, `‹${index}.${written++}›`)
    if (random(3) === 0) await new Promise((go) => { setTimeout(go, random(4)) })
  }
  await eventually(async () => {
    for (const peer of peers) peer.connect()
    if (!peers.every(({ connected }) => connected)) return false
    const stored = digestOf(await stage.documents.text(document))
    return peers.every(({ doc }) => digestOf(doc) === stored)
  }, `one text (seed ${seed}, ${count} peers): ${peers.map(({ doc }) => words(doc)).join(' | ')}`, 15_000)
  return { seed, document, peers, text: words(peers[0]!.doc) }
}

it(`all peers, the server and the reopened server hold one text`, async () => {
  const seeds = [...OLD.map(([seed]) => seed), ...Array.from({ length: SEEDS }, (_, index) => SEED + index)]
  console.log(`convergence: seeds ${SEED} to ${SEED + SEEDS - 1}`)
  const ended: Ended[] = []
  const waiting = [...seeds]
  await Promise.all(Array.from({ length: 5 }, async () => { for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) ended.push(await run(seed)) }))
  await stage.reopen()
  // An end in good order stores and tells what was under way: so those who were there hold what is read again, each word once.
  for (const { seed, document, peers, text } of ended) {
    const stored = await stage.documents.text(document)
    await eventually(() => peers.every(({ doc }) => digestOf(doc) === digestOf(stored)), `what was told is what was stored (seed ${seed})`)
    if (process.env.SHOW && text !== words(stored)) console.log(`seed ${seed}, afterwards:\n${text}\n${words(stored)}`)
    for (const [word] of words(stored).matchAll(/‹\d+\.\d+›/g)) expect(words(stored).split(word).length, `${word} once (seed ${seed})`).toBe(2)
    for (const peer of peers) peer.cut()
  }
  expect(stage.complaints.filter((complaint) => complaint.includes('failed') || complaint.includes('closed'))).toEqual([])
}, 120_000)
