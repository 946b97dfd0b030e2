// Builds the snapshot of a document from its log, in a thread of its own: however long that takes, nobody waits for it.
import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { digestOf } from './digest'
import { applyQuietly, emptyDoc, leavesPending } from './text'

export interface Built { state: Uint8Array; vector: Uint8Array }
/** Updates of the log in order, a long one in several pieces, then the order to build. */
export type ToWorker = Piece | 'build'
export interface Piece { bytes: Uint8Array; /** its last piece */ last: boolean }
/** `why`: they make no whole text, or what was made of them is not equal to them. */
export interface FromWorker { built?: Built; why?: string }

let updates: Uint8Array[] = []
let begun: Uint8Array[] = []

/** What was written down is read again and compared: words, marks and attributes, what was deleted, and whose clocks stand where. */
export function build(updates: readonly Uint8Array[]): FromWorker {
  const doc = emptyDoc()
  for (const update of updates) applyQuietly(doc, update)
  if (leavesPending(doc)) return { why: 'the log has a gap' }
  const state = Y.encodeStateAsUpdate(doc)
  const again = emptyDoc()
  applyQuietly(again, state)
  if (leavesPending(again) || !Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(again)) || digestOf(doc) !== digestOf(again)) return { why: 'the snapshot is not equal to the log' }
  return { built: { state, vector: Y.encodeStateVector(doc) } }
}

parentPort?.on('message', (said: ToWorker) => {
  if (said !== 'build') {
    begun.push(said.bytes)
    if (!said.last) return
    updates.push(begun.length === 1 ? begun[0]! : Buffer.concat(begun))
    begun = []
    return
  }
  const all = updates
  updates = []
  let answer: FromWorker
  try {
    answer = build(all)
  } catch (error) {
    answer = { why: String(error) }
  }
  parentPort?.postMessage(answer)
})
