// An act on a text: a change made on a copy and stored in the caller's transaction, so text, record and rows can't disagree.
import type * as Y from 'yjs'
import { SYSTEM, type Writer } from './admission'
import { digestOf } from './digest'
import { partsOf, type Store, type Tx } from './documents.db'
import { partOf } from './draft'
import { applyQuietly, changeOf, type Truth } from './text'

export interface Held {
  /**
   * Locks the document's gate, so no server stores anything in it until this transaction ends, and brings the copy up to the log.
   * The first thing in the transaction; `write` does it if nobody has.
   */
  lock(tx: Tx): Promise<void>
  /** a copy of the committed text; `write` changes it */
  doc: Y.Doc
  /** the last place in the log, this act's own rows included */
  readonly position: number
  /** of the copy as it stands, for callers that expect one (`digestOf`) */
  readonly digest: string
  /**
   * Stores the change under the system's or the given author's name. Others are told when the caller's transaction has committed;
   * if it rolls back nothing happened. May be called several times.
   */
  write(tx: Tx, change: (doc: Y.Doc) => void, author?: Writer): Promise<void>
}

/** A transaction that is tried again needs a copy of its own each time: `lock` makes it. */
export function hold(document: string, truth: Truth, store: Store, now: () => Date): Held {
  let locked: Tx | undefined
  let seq = truth.seq
  const held: Held = {
    doc: truth.copy(),
    get position() { return seq },
    get digest() { return digestOf(held.doc) },
    async lock(tx) {
      if (locked === tx) return
      if (locked) { held.doc = truth.copy(); seq = truth.seq }
      locked = tx
      for (const row of await store.lock(tx, document, seq)) {
        for (const update of partsOf(row)) applyQuietly(held.doc, update)
        seq = row.seq
      }
    },
    async write(tx, change, author) {
      await held.lock(tx)
      const updates = changeOf(held.doc, () => { held.doc.transact(() => { change(held.doc) }) })
      if (!updates) return
      const clients = [{ client: held.doc.clientID, person: author?.person ?? SYSTEM }]
      await store.insert(tx, { document, seq: ++seq, at: now(), parts: [partOf(author, updates)], updates }, clients)
    },
  }
  return held
}
