// What the servers are told and say: y-websocket's messages, and Hocuspocus's, which put the document's name before them.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

export type Told =
  | { is: 'vector' | 'answer' | 'update' | 'presence'; bytes: Uint8Array }
  /** ours counts messages, Hocuspocus says one for each */
  | { is: 'ack'; n: number | undefined }
  | { is: 'refused'; why: string }
  | { is: 'other' }

export interface Dialect {
  path(document: string): string
  /** what is said before anything else */
  hello(document: string): Uint8Array[]
  sync(document: string, step: 0 | 1 | 2, bytes: Uint8Array): Uint8Array
  presence(document: string, bytes: Uint8Array): Uint8Array
  read(message: Uint8Array): Told
}

const SYNC = ['vector', 'answer', 'update'] as const

const bytesOf = (...parts: (number | string | Uint8Array)[]) => encoding.encode((encoder) => {
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
})

const plain = (path: (document: string) => string): Dialect => ({
  path,
  hello: () => [],
  sync: (_, step, bytes) => bytesOf(0, step, bytes),
  presence: (_, bytes) => bytesOf(1, bytes),
  read(message) {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === 0) return { is: SYNC[decoding.readVarUint(decoder)]!, bytes: decoding.readVarUint8Array(decoder) }
    if (type === 1) return { is: 'presence', bytes: decoding.readVarUint8Array(decoder) }
    if (type !== 9) return { is: 'other' }
    const kind = decoding.readVarUint(decoder)
    if (kind === 1) return { is: 'ack', n: decoding.readVarUint(decoder) }
    return kind === 2 ? { is: 'refused', why: decoding.readVarString(decoder) } : { is: 'other' }
  },
})

export const OURS = plain((document) => `/documents/${document}?acks=1&turns=1`)
export const Y_WEBSOCKET = plain((document) => `/${document}`)
export const HOCUSPOCUS: Dialect = {
  path: () => '/',
  hello: (document) => [bytesOf(document, 2, 0, 'token')],
  sync: (document, step, bytes) => bytesOf(document, 0, step, bytes),
  presence: (document, bytes) => bytesOf(document, 1, bytes),
  read(message) {
    const decoder = decoding.createDecoder(message)
    decoding.readVarString(decoder)
    const type = decoding.readVarUint(decoder)
    if (type === 0 || type === 4) return { is: SYNC[decoding.readVarUint(decoder)]!, bytes: decoding.readVarUint8Array(decoder) }
    if (type === 1) return { is: 'presence', bytes: decoding.readVarUint8Array(decoder) }
    return type === 8 && decoding.readVarUint(decoder) === 1 ? { is: 'ack', n: undefined } : { is: 'other' }
  },
}
