// The wire: y-websocket's messages and our own (type 9), and the WebSocket frame around them, made once for all receivers.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import type { Place } from './place'

const SYNC = 0, PRESENCE = 1, ASK_PRESENCE = 3, OURS = 9
const VECTOR = 0, ANSWER = 1, UPDATE = 2
const ACK = 1, REFUSED = 2, ADMITTED = 3, TURN = 4, CROWD = 5, PLACE = 6, STANDS = 7

export type Heard =
  | { kind: 'vector'; vector: Uint8Array }
  /** sync step 2 or update: both bring text, and both are counted for acknowledgements; `number`: as its editor counts it, if it says so */
  | { kind: 'update'; update: Uint8Array; whole: boolean; number?: number }
  /** it has heard of all moved words up to this turn */
  | { kind: 'turn'; turn: number }
  | { kind: 'presence'; bytes: Uint8Array }
  | { kind: 'ask-presence' }
  | { kind: 'malformed' }

export function read(message: Uint8Array): Heard {
  try {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === ASK_PRESENCE) return { kind: 'ask-presence' }
    if (type === PRESENCE) return { kind: 'presence', bytes: decoding.readVarUint8Array(decoder) }
    if (type === OURS && decoding.readVarUint(decoder) === TURN) return { kind: 'turn', turn: decoding.readVarUint(decoder) }
    if (type !== SYNC) return { kind: 'malformed' }
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === VECTOR) return { kind: 'vector', vector: bytes }
    if (step !== ANSWER && step !== UPDATE) return { kind: 'malformed' }
    return { kind: 'update', update: bytes, whole: step === ANSWER, ...(decoding.hasContent(decoder) ? { number: decoding.readVarUint(decoder) } : {}) }
  } catch {
    return { kind: 'malformed' }
  }
}

/** The message by which an editor says what it has. */
export function asVector(vector: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, VECTOR)
  encoding.writeVarUint8Array(encoder, vector)
  return encoding.toUint8Array(encoder)
}

/** How many bytes stand before so many in a binary WebSocket frame of a server: not masked, not compressed. */
const headOf = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10)
function writeHead(into: Buffer, at: number, length: number): void {
  into[at] = 0x82
  into[at + 1] = length < 126 ? length : length < 65_536 ? 126 : 127
  if (length >= 65_536) into.writeBigUInt64BE(BigInt(length), at + 2)
  else if (length >= 126) into.writeUInt16BE(length, at + 2)
}

/** One for all frames: memory of its own for each would be most of what a keystroke leaves to be collected. */
let desk = encoding.createEncoder()
/** Bytes above which the desk is not kept. */
const DESK = 64 * 1024

function frame(write: (encoder: encoding.Encoder) => void): Buffer {
  desk.cpos = 0
  desk.bufs.length = 0
  write(desk)
  const length = encoding.length(desk)
  const head = headOf(length)
  const framed = Buffer.allocUnsafe(head + length)
  writeHead(framed, 0, length)
  let at = head
  for (const piece of desk.bufs) { framed.set(piece, at); at += piece.byteLength }
  framed.set(desk.cbuf.subarray(0, desk.cpos), at)
  if (desk.cbuf.byteLength > DESK) desk = encoding.createEncoder()
  return framed
}

const sync = (step: number, bytes: Uint8Array): Buffer => frame((encoder) => {
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, bytes)
})
/** Many at once, in one piece and copied once: a long paper is told so to whoever opens it. */
function whole(updates: readonly Uint8Array[]): Buffer {
  return Buffer.concat(updates.flatMap((update, index) => {
    const before = encoding.encode((encoder) => { for (const value of [SYNC, index < updates.length - 1 ? UPDATE : ANSWER, update.byteLength]) encoding.writeVarUint(encoder, value) })
    const length = before.byteLength + update.byteLength
    const head = Buffer.alloc(headOf(length))
    writeHead(head, 0, length)
    return [head, before, update]
  }))
}
const ours = (kind: number, said: object): Buffer => frame((encoder) => {
  encoding.writeVarUint(encoder, OURS)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarString(encoder, JSON.stringify(said))
})

export const frames = {
  /** asks a writer for what the log does not hold */
  vector: (vector: Uint8Array) => sync(VECTOR, vector),
  /** the last message of a join: with it the editor holds all that was told */
  answer: (update: Uint8Array) => sync(ANSWER, update),
  update: (update: Uint8Array) => sync(UPDATE, update),
  /** all but the last as updates, the last as the answer */
  whole,
  /** your first `n` update messages are stored; `seq` is the log's last row, and what it is known by */
  ack: (n: number, seq: number, mark?: number) => frame((encoder) => { for (const value of [OURS, ACK, n, seq, ...(mark === undefined ? [] : [mark])]) encoding.writeVarUint(encoder, value) }),
  /** what comes next is the text up to this row */
  place: ({ seq, mark }: Place) => frame((encoder) => { for (const value of [OURS, PLACE, seq, mark]) encoding.writeVarUint(encoder, value) }),
  /** whether the row that its address named is in the log */
  stands: (stands: boolean) => frame((encoder) => { for (const value of [OURS, STANDS, stands ? 1 : 0]) encoding.writeVarUint(encoder, value) }),
  /** words were moved: who says it back has heard of it */
  turn: (turn: number) => frame((encoder) => { for (const value of [OURS, TURN, turn]) encoding.writeVarUint(encoder, value) }),
  refused: (said: { refused: RefusalId; n: number }) => ours(REFUSED, said),
  admitted: (said: { write: boolean; why?: RefusalId }) => ours(ADMITTED, said),
  /** so many of each delegation; without a list cursors are told again */
  crowd: (here?: readonly CrowdPart[]) => ours(CROWD, here ? { here } : {}),
  presence: (states: readonly { client: number; clock: number; state: string }[]) => frame((encoder) => {
    // Not on the desk, which is in use.
    const inner = encoding.createEncoder()
    encoding.writeVarUint(inner, states.length)
    for (const { client, clock, state } of states) {
      encoding.writeVarUint(inner, client)
      encoding.writeVarUint(inner, clock)
      encoding.writeVarString(inner, state)
    }
    encoding.writeVarUint(encoder, PRESENCE)
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner))
  }),
}

/** Of a crowd: how many people of one delegation. */
export interface CrowdPart { delegation: string; group?: string; people: number }

/** What a client says of presence: only its own first entry counts. */
export function readPresence(bytes: Uint8Array): { client: number; state: unknown }[] | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    return Array.from({ length: Math.min(decoding.readVarUint(decoder), 64) }, () => {
      const client = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      return { client, state: JSON.parse(decoding.readVarString(decoder)) as unknown }
    })
  } catch {
    return undefined
  }
}
