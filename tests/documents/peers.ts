// Those who join: a raw socket that says what it is told to say, and a plain y-websocket client.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { readPaper, type Paper } from '@roundtable/shared/papers/schema'

export const message = (...parts: (number | Uint8Array | string)[]): Uint8Array => encoding.encode((encoder) => {
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
})
export const step1 = (doc: Y.Doc) => message(0, 0, Y.encodeStateVector(doc))
export const step2 = (update: Uint8Array) => message(0, 1, update)
export const update = (bytes: Uint8Array) => message(0, 2, bytes)
export const presence = (client: number, clock: number, state: unknown) => message(1, encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, JSON.stringify(state))
}))

export type Heard =
  | { type: 'vector'; bytes: Uint8Array }
  | { type: 'answer'; bytes: Uint8Array }
  | { type: 'update'; bytes: Uint8Array }
  | { type: 'presence'; bytes: Uint8Array }
  | { type: 'ack'; n: number; seq: number }
  | { type: 'refused'; refused: string; n: number }
  | { type: 'admitted'; write: boolean; why?: string }
  | { type: 'crowd'; here?: { delegation: string; group?: string; people: number }[] }

function hear(bytes: Uint8Array): Heard {
  const decoder = decoding.createDecoder(bytes)
  const type = decoding.readVarUint(decoder)
  if (type === 0) return { type: (['vector', 'answer', 'update'] as const)[decoding.readVarUint(decoder)]!, bytes: decoding.readVarUint8Array(decoder) }
  if (type === 1) return { type: 'presence', bytes: decoding.readVarUint8Array(decoder) }
  const kind = decoding.readVarUint(decoder)
  if (kind === 1) return { type: 'ack', n: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) }
  return { ...(JSON.parse(decoding.readVarString(decoder)) as object), type: kind === 2 ? 'refused' : kind === 5 ? 'crowd' : 'admitted' } as Heard
}

/** A wire held in the hand. `doc` follows what it is told; what is said is up to the test. */
export class Raw {
  readonly doc = new Y.Doc()
  readonly heard: Heard[] = []
  closed: { code: number; reason: string } | undefined
  readonly ws: WebSocket
  private readonly waiting = new Set<() => void>()

  constructor(url: string, document: string, token: string | undefined, acks = true, /** what its address says it has, base64url */ vector?: string) {
    this.ws = new WebSocket(`${url}/${document}${acks ? '?acks=1' : ''}${vector === undefined ? '' : `&vector=${vector}`}`, token ? { headers: { cookie: `token=${token}` } } : {})
    this.ws.on('message', (data: Buffer) => {
      const heard = hear(new Uint8Array(data))
      this.heard.push(heard)
      if (heard.type === 'answer' || heard.type === 'update') Y.applyUpdate(this.doc, heard.bytes, 'server')
      this.stir()
    })
    this.ws.on('close', (code, reason) => { this.closed = { code, reason: reason.toString() }; this.stir() })
    this.ws.on('error', () => undefined)
  }

  private stir() { for (const look of [...this.waiting]) look() }

  /** Resolves when `is` holds; looked at whenever something was heard. */
  until(is: () => boolean, what = 'it'): Promise<void> {
    if (is()) return Promise.resolve()
    return new Promise((done, fail) => {
      const timer = setTimeout(() => { this.waiting.delete(look); fail(new Error(`never: ${what}; heard ${JSON.stringify(this.heard.slice(-5))}, closed ${JSON.stringify(this.closed)}`)) }, 20_000)
      const look = () => { if (is()) { clearTimeout(timer); this.waiting.delete(look); done() } }
      this.waiting.add(look)
    })
  }

  async opened(): Promise<this> {
    if (this.ws.readyState !== WebSocket.OPEN) await new Promise((done, fail) => { this.ws.once('open', done); this.ws.once('close', () => { fail(new Error('closed')) }) })
    return this
  }

  async joined(): Promise<this> {
    await this.opened()
    this.say(step1(this.doc))
    await this.until(() => this.heard.some(({ type }) => type === 'answer'), 'step 2')
    return this
  }

  say(bytes: Uint8Array) { if (this.ws.readyState === WebSocket.OPEN) this.ws.send(bytes) }

  /** A change on the own text, said as an update. */
  write(change: (doc: Y.Doc) => void): Uint8Array {
    const bytes = changed(this.doc, change)
    this.say(update(bytes))
    return bytes
  }

  of<T extends Heard['type']>(type: T) { return this.heard.filter((heard): heard is Extract<Heard, { type: T }> => heard.type === type) }
  get acked(): number { return this.of('ack').at(-1)?.n ?? 0 }
  get words(): string { return words(this.doc) }
  close() { this.ws.terminate() }
}

export function changed(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  let bytes: Uint8Array = Y.encodeStateAsUpdate(doc, before)
  const note = (made: Uint8Array) => { bytes = made }
  doc.on('update', note)
  doc.transact(() => { change(doc) })
  doc.off('update', note)
  return bytes
}

export const wordsOf = (paper: Paper): string => paper.map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n')
export const words = (doc: Y.Doc): string => wordsOf(readPaper(doc.getXmlFragment('paper')))
export const textOf = (doc: Y.Doc, block = 0): Y.XmlText => (doc.getXmlFragment('paper').get(block) as Y.XmlElement).get(0) as Y.XmlText
/** Types at the end of a paragraph. */
export const type = (words: string, block = 0) => (doc: Y.Doc) => { const text = textOf(doc, block); text.insert(text.length, words) }

/** A plain y-websocket client, as any program has it. */
export function provider(url: string, document: string, token: string, doc = new Y.Doc()): WebsocketProvider & { doc: Y.Doc } {
  class WithCookie extends WebSocket { constructor(address: string | URL) { super(address, { headers: { cookie: `token=${token}` } }) } }
  return new WebsocketProvider(url, document, doc, { WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket, disableBc: true, maxBackoffTime: 200 }) as WebsocketProvider & { doc: Y.Doc }
}
export const synced = (peer: WebsocketProvider) => new Promise<void>((done) => { if (peer.synced) done(); else peer.once('sync', () => { done() }) })

/** Looks again at every turn of the loop until it holds; for what no event of a peer announces. */
export async function eventually(is: () => boolean | Promise<boolean>, what = 'it', patience = 20_000): Promise<void> {
  const end = Date.now() + patience
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`never: ${what}`)
    await new Promise((go) => { setTimeout(go, 5) })
  }
}
