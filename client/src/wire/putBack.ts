// A server whose text was put back to an earlier copy: how a page that holds a newer one notices, and which of its own words it brings in again.
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'

const ASKED = 0
/** So long others may take to bring what mine stands on. */
const PATIENCE = 8_000
const SOON = 100
/** Behind what another server told one may be for so long: what it says then is no sign. */
export const LAGS = 2_500

/** Does the server ask by less than it had stored? What it had deleted since its copy, and nothing else, is not noticed. */
export function hasForgotten(message: decoding.Decoder, stored: () => Uint8Array | undefined): boolean {
  const peek = decoding.createDecoder(message.arr.subarray(message.pos))
  const had = decoding.readVarUint(peek) === ASKED ? stored() : undefined
  if (!had) return false
  const theirs = Y.decodeStateVector(decoding.readVarUint8Array(peek))
  return [...Y.parseUpdateMeta(had).to].some(([client, clock]) => clock > (theirs.get(client) ?? 0))
}

/** What was written on `before` itself and can stand in `now`. What stands on words that are not there yet waits for them. */
export function bringable(before: Y.Doc, now: Y.Doc): Uint8Array | undefined {
  const known = Y.decodeStateVector(Y.encodeStateVector(before))
  known.set(before.clientID, Y.getState(now.store, before.clientID))
  const trial = new Y.Doc()
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(now))
  const brought: Uint8Array[] = []
  trial.on('update', (update: Uint8Array) => { brought.push(update) })
  trial.transact((transaction) => {
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(before, Y.encodeStateVector(known)))
    // Nothing is tidied on the way.
    transaction.local = true
  })
  return brought[0]
}

const holdsAll = (now: Y.Doc, before: Y.Doc): boolean => [...Y.decodeStateVector(Y.encodeStateVector(before))].every(([client, clock]) => Y.getState(now.store, client) >= clock)
export const wroteIn = (doc: Y.Doc): boolean => Y.getState(doc.store, doc.clientID) > 0

/** Brings it in, bit by bit as others bring theirs; `over` when no more is awaited. `mayWrite`: undefined while that is not known. The answer ends it at once. */
export function bringBack(before: Y.Doc, now: Y.Doc, mayWrite: () => boolean | undefined, over: () => void): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined
  const bring = () => {
    soon = undefined
    const may = mayWrite()
    if (may === undefined) return look()
    const update = may ? bringable(before, now) : undefined
    if (update) Y.applyUpdate(now, update, before)
    else if (!may || holdsAll(now, before)) end()
  }
  const look = () => { soon ??= setTimeout(bring, SOON) }
  const end = () => {
    now.off('update', look)
    clearTimeout(soon)
    clearTimeout(late)
    over()
  }
  const late = setTimeout(end, PATIENCE)
  now.on('update', look)
  look()
  return end
}
