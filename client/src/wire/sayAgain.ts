// Who comes back says again what was not stored, edit by edit, each with what its author had heard of moved words when writing it: of a
// whole text nobody can tell what was deleted on purpose, what was moved, and what fell with a paragraph.
import * as encoding from 'lib0/encoding'
import type { Edit } from './stored'

const SYNC = 0, ANSWER = 1, UPDATE = 2
const OURS = 9, TURN = 4
/** An update that brings nothing. */
const NOTHING = new Uint8Array([0, 0])

const message = (write: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> => new Uint8Array(encoding.encode(write))

export function sayAgain(edits: readonly Edit[], send: (message: Uint8Array<ArrayBuffer>) => void): void {
  let told: number | undefined
  for (const { update, turn } of edits) {
    if (turn !== told) send(message((encoder) => { for (const value of [OURS, TURN, turn]) encoding.writeVarUint(encoder, value) }))
    told = turn
    send(message((encoder) => {
      encoding.writeVarUint(encoder, SYNC)
      encoding.writeVarUint(encoder, UPDATE)
      encoding.writeVarUint8Array(encoder, update)
    }))
  }
}

/** There is no more than what was said again. */
export function answerThatIsAll(encoder: encoding.Encoder): void {
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, ANSWER)
  encoding.writeVarUint8Array(encoder, NOTHING)
}
