// A y-websocket client with a session's cookie: what any editor has, and the count of what the server says is stored.
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { readPaper, ROOT } from '@roundtable/shared/papers/schema'
import type { Client } from './client'

export interface Joined {
  doc: Y.Doc
  provider: WebsocketProvider
  /** local updates made, and how many of them are acknowledged on the present connection */
  acknowledged(): number
  words(): string
  text(block?: number): Y.XmlText
  synced(): Promise<void>
  /** resolves when the words satisfy */
  until(holds: (words: string) => boolean, what: string): Promise<void>
  leave(): void
}

export const wordsOf = (doc: Y.Doc): string => readPaper(doc.getXmlFragment(ROOT)).map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n')

export function join(client: Client, document: string, doc = new Y.Doc()): Joined {
  const origin = client.url
  class WithCookie extends WebSocket { constructor(address: string | URL) { super(address, { headers: { cookie: client.cookie, origin } }) } }
  const provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/documents`, document, doc, { WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket, disableBc: true, maxBackoffTime: 200, params: { acks: '1' } })
  let acknowledged = 0
  provider.on('status', ({ status }) => { if (status === 'connecting') acknowledged = 0 })
  provider.messageHandlers[9] = (_encoder, decoder) => {
    if (decoding.readVarUint(decoder) === 1) acknowledged = decoding.readVarUint(decoder)
  }
  const until = (holds: () => boolean, what: string) => new Promise<void>((done, fail) => {
    if (holds()) return void done()
    const timer = setTimeout(() => { stop(); fail(new Error(`never: ${what}; stands: ${wordsOf(doc).slice(-300)}`)) }, 20_000)
    const look = () => { if (holds()) { stop(); done() } }
    const stop = () => { clearTimeout(timer); doc.off('update', look); provider.off('sync', look) }
    doc.on('update', look)
    provider.on('sync', look)
  })
  return {
    doc, provider, acknowledged: () => acknowledged, words: () => wordsOf(doc),
    text: (block = 0) => (doc.getXmlFragment(ROOT).get(block) as Y.XmlElement).get(0) as Y.XmlText,
    synced: () => until(() => provider.synced, 'synced'),
    until: (holds, what) => until(() => holds(wordsOf(doc)), what),
    leave: () => provider.destroy(),
  }
}
