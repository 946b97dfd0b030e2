// Our own messages beside y-websocket's (type 9), as the server says them.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import type { CrowdPart } from '../papers/editor/carets'

export const OURS = 9
const ACK = 1, REFUSED = 2, ADMITTED = 3, TURN = 4, CROWD = 5, PLACE = 6, STANDS = 7

/** A row of the log, by its number and its content. */
export interface Place { seq: number; mark: number }

export type Said =
  /** the first so many updates of this line are stored, the log's last row being this one */
  | { is: 'stored'; n: number; place?: Place }
  | { is: 'crowd'; here?: CrowdPart[] }
  | { is: 'admitted'; write: boolean; why?: RefusalId }
  | { is: 'refused'; refused: RefusalId; n: number }
  /** words were moved, up to this turn */
  | { is: 'turn'; turn: number }
  /** the text up to this row comes next */
  | { is: 'place'; place: Place }
  /** whether the last row that I was told is in the log still */
  | { is: 'stands'; stands: boolean }

export function readOurs(decoder: decoding.Decoder): Said | undefined {
  const kind = decoding.readVarUint(decoder)
  if (kind === TURN) return { is: 'turn', turn: decoding.readVarUint(decoder) }
  if (kind === PLACE) return { is: 'place', place: { seq: decoding.readVarUint(decoder), mark: decoding.readVarUint(decoder) } }
  if (kind === STANDS) return { is: 'stands', stands: decoding.readVarUint(decoder) === 1 }
  if (kind === ACK) {
    const n = decoding.readVarUint(decoder)
    const seq = decoding.readVarUint(decoder)
    return { is: 'stored', n, ...(decoding.hasContent(decoder) ? { place: { seq, mark: decoding.readVarUint(decoder) } } : {}) }
  }
  const said = JSON.parse(decoding.readVarString(decoder)) as { refused?: RefusalId; n?: number; write?: boolean; why?: RefusalId; here?: CrowdPart[] }
  if (kind === CROWD) return { is: 'crowd', here: said.here }
  if (kind === ADMITTED) return { is: 'admitted', write: said.write === true, why: said.why }
  return kind === REFUSED && said.refused ? { is: 'refused', refused: said.refused, n: said.n ?? 0 } : undefined
}

export const laterOf = (one: Place | undefined, other: Place | undefined): Place | undefined => (one && other ? (one.seq >= other.seq ? one : other) : one ?? other)
export const placeSaid = (place: Place | undefined): string => (place ? `${place.seq}.${place.mark}` : '')

export function sayTurn(encoder: encoding.Encoder, turn: number): void {
  for (const value of [OURS, TURN, turn]) encoding.writeVarUint(encoder, value)
}
