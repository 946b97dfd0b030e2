// @vitest-environment jsdom
// What the page says of a live document: saved by acknowledgement only, lost words kept with the reason, readers silent.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { readPaper, ROOT, seedPaper } from '@roundtable/shared/papers/schema'
import { Acknowledged } from '../../client/src/wire/acknowledged'
import { openDocument } from '../../client/src/wire/document'
import type { LiveDocument } from '../../client/src/wire/document'

/** The server's end of a socket, held in the hand: it stores and acknowledges only when told to. */
class Wire {
  static open: Wire[] = []
  readyState = 0
  readonly OPEN = 1
  binaryType = ''
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  updates: Uint8Array[] = []
  constructor(readonly url: string) { Wire.open.push(this) }
  send(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data)
    if (decoding.readVarUint(decoder) !== 0) return
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === 0) this.says([0, 1], Y.encodeStateAsUpdate(server, bytes))
    else this.updates.push(bytes)
  }
  close(): void { this.readyState = 3 }
  says(head: number[], bytes?: Uint8Array | string): void {
    const encoder = encoding.createEncoder()
    for (const number of head) encoding.writeVarUint(encoder, number)
    if (typeof bytes === 'string') encoding.writeVarString(encoder, bytes)
    else if (bytes) encoding.writeVarUint8Array(encoder, bytes)
    this.onmessage?.({ data: encoding.toUint8Array(encoder).buffer as ArrayBuffer })
  }
  /** As the server greets: may you write, and if so what do you have? */
  join(write: boolean, why?: string): this {
    this.readyState = 1
    this.says([9, 3], JSON.stringify({ write, why }))
    this.onopen?.()
    if (write) this.says([0, 0], Y.encodeStateVector(server))
    return this
  }
  store(n = this.updates.length): void {
    for (const update of this.updates.slice(0, n)) Y.applyUpdate(server, update)
    this.says([9, 1, n, 1])
  }
  refuse(refused: string, n: number): void { this.says([9, 2], JSON.stringify({ refused, n })) }
  drop(code = 1006, reason = ''): void { this.readyState = 3; this.onclose?.({ code, reason }) }
}

let server: Y.Doc
let live: LiveDocument
const last = () => Wire.open.at(-1)!
const text = () => (live.doc.value.getXmlFragment(ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText
const words = (doc: Y.Doc) => readPaper(doc.getXmlFragment(ROOT)).map(({ runs }) => runs.map((run) => run.text).join('')).join('|')

beforeEach(() => {
  vi.useFakeTimers()
  Wire.open = []
  server = new Y.Doc()
  seedPaper(server, [{ id: 'a', role: 'text', runs: [{ text: 'stored', marks: {} }] }])
  live = openDocument('doc', { server: 'ws://table', Socket: Wire as unknown as typeof WebSocket })
})
afterEach(() => { live.close(); vi.useRealTimers() })

describe('saved', () => {
  test('only by acknowledgement; what is not acknowledged is not being saved for ever', () => {
    last().join(true)
    expect(live.connection.value.state).toBe('live')
    expect(live.writing.value).toBe(true)
    expect(live.saved.value).toEqual({ state: 'saved' })
    text().insert(6, ' words')
    expect(live.saved.value.state).toBe('saving')
    last().store(1)
    expect(live.saved.value.state).toBe('saving')
    vi.advanceTimersByTime(4_000)
    expect(live.saved.value.state).toBe('not-saved')
    last().store()
    expect(live.saved.value).toMatchObject({ state: 'saved', at: new Date() })
  })
  test('what was typed without a connection is saved when the whole is acknowledged, not a single edit after it', () => {
    last().join(true).store()
    last().drop()
    text().insert(6, ' offline')
    expect(live.saved.value.state).toBe('not-saved')
    expect(live.writing.value).toBe(true)
    vi.advanceTimersByTime(3_000)
    const wire = last()
    wire.readyState = 1
    wire.says([9, 3], JSON.stringify({ write: true }))
    wire.onopen?.()
    text().insert(0, 'early ')
    wire.says([9, 1, 1, 1])
    expect(live.saved.value.state).not.toBe('saved')
    wire.refuse('text-lost', 1)
    wire.says([0, 0], Y.encodeStateVector(server))
    wire.store()
    expect(live.saved.value.state).toBe('saved')
    expect(live.lost.value).toEqual([])
    expect(words(server)).toBe('early stored offline')
  })
  test('leaving with unsaved words asks first', () => {
    last().join(true).store()
    const leave = () => { const event = new Event('beforeunload', { cancelable: true }); window.dispatchEvent(event); return event.defaultPrevented }
    expect(leave()).toBe(false)
    text().insert(0, 'x')
    expect(leave()).toBe(true)
    last().store()
    expect(leave()).toBe(false)
  })
})

describe('the door closes', () => {
  test('words under way are kept with the reason, and the text goes on as stored, from another client id', () => {
    last().join(true).store()
    const before = live.doc.value
    text().insert(6, ' saved')
    last().store()
    text().insert(12, ' and lost')
    last().says([9, 3], JSON.stringify({ write: false, why: 'paper-closed' }))
    expect(live.writing.value).toBe(false)
    expect(live.lost.value).toEqual([])
    last().refuse('paper-closed', 3)
    expect(live.lost.value).toMatchObject([{ why: 'paper-closed', pieces: [{ block: 'a', number: '1', words: 'and lost' }] }])
    expect(live.doc.value).not.toBe(before)
    expect(live.doc.value.clientID).not.toBe(before.clientID)
    const knocks = Wire.open.length
    vi.advanceTimersByTime(1_000)
    expect(Wire.open.length).toBe(knocks + 1)
    last().join(false, 'paper-closed')
    expect(words(live.doc.value)).toBe('stored saved')
    expect(live.writing.value).toBe(false)
    live.drop(live.lost.value[0]!)
    expect(live.lost.value).toEqual([])
  })
  test('words that came in just before are acknowledged, not lost', () => {
    last().join(true).store()
    text().insert(6, ' in time')
    last().says([9, 3], JSON.stringify({ write: false, why: 'paper-closed' }))
    last().store()
    vi.advanceTimersByTime(10_000)
    expect(live.lost.value).toEqual([])
    expect(live.saved.value.state).toBe('saved')
  })
  test('a server that says nothing more: after a while they are lost, and shown', () => {
    last().join(true).store()
    text().insert(6, ' unheard')
    last().says([9, 3], JSON.stringify({ write: false, why: 'not-you' }))
    vi.advanceTimersByTime(5_000)
    expect(live.lost.value).toMatchObject([{ why: 'not-you', pieces: [{ words: 'unheard' }] }])
  })
  test('closed for good: the reason stands, the words are kept, nobody knocks again', () => {
    last().join(true).store()
    text().insert(6, ' unheard')
    last().drop(4401, 'not-signed-in')
    expect(live.connection.value).toMatchObject({ state: 'closed', why: 'not-signed-in' })
    expect(live.lost.value).toMatchObject([{ why: 'not-signed-in', pieces: [{ words: 'unheard' }] }])
    expect(words(live.doc.value)).toBe('stored')
    const count = Wire.open.length
    vi.advanceTimersByTime(60_000)
    expect(Wire.open.length).toBe(count)
  })
})

test('who may only read sends no text, whatever the document does', () => {
  last().join(false, 'not-you')
  text().insert(0, 'tidied')
  expect(last().updates).toEqual([])
  expect(live.saved.value).toEqual({ state: 'saved' })
  expect(live.writing.value).toBe(false)
})

test('a line that takes the call and never answers is given up, and tried again', () => {
  const silent = last()
  expect(silent.readyState).toBe(0)
  vi.advanceTimersByTime(15_000)
  expect(silent.readyState).toBe(3)
  silent.drop()
  vi.advanceTimersByTime(3_000)
  expect(last()).not.toBe(silent)
  last().join(true).store()
  vi.advanceTimersByTime(20_000)
  expect(live.connection.value.state).toBe('live')
})

test('an acknowledgement on a new connection does not count for the old one', () => {
  const counts = new Acknowledged()
  counts.connected()
  counts.sending(true)
  counts.edited(1)
  counts.sending(false)
  counts.connected()
  counts.acknowledged(2, 2)
  expect(counts.saved).toBe(false)
  counts.sending(true)
  counts.acknowledged(1, 3)
  expect(counts.saved).toBe(true)
})
