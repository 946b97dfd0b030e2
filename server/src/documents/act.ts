// An act on a text: a change made on a copy and stored in the caller's transaction, so text, record and rows can't disagree.
import type * as Y from 'yjs'
import { SYSTEM, type Writer } from './admission'
import { digestOf } from './digest'
import type { Store, Tx } from './documents.db'
import { partOf } from './draft'
import { changeOf, type Truth } from './text'

export interface Held {
  /** a copy of the committed text; `write` changes it */
  doc: Y.Doc
  /** of the committed text, for callers that expect one (`digestOf`) */
  digest: string
  /**
   * Locks the gate, fences the log and stores the change under the system's or the given author's name. Others are told when the
   * caller's transaction has committed; if it rolls back nothing happened. May be called several times.
   */
  write(tx: Tx, change: (doc: Y.Doc) => void, author?: Writer): Promise<void>
}

/** The log has rows that this copy does not know; the room reads them and runs the act again. */
export class TextMoved extends Error {}

export function hold(document: string, truth: Truth, store: Store, now: () => Date): Held {
  const doc = truth.copy()
  let seq = truth.seq
  return {
    doc,
    digest: digestOf(doc),
    async write(tx, change, author) {
      if (await store.lock(tx, document) !== seq) throw new TextMoved(`the log of ${document} has moved`)
      const updates = changeOf(doc, () => { doc.transact(() => { change(doc) }) })
      if (!updates) return
      const clients = [{ client: doc.clientID, person: author?.person ?? SYSTEM }]
      await store.insert(tx, { document, seq: ++seq, at: now(), parts: [partOf(author, updates)], updates }, clients)
    },
  }
}

/** Runs the act on the text as held; when the log has moved meanwhile it is read and the act runs again, three times at most. */
export async function actOn<T>(held: () => Held, run: (held: Held) => Promise<T>, reread: () => Promise<unknown>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run(held())
    } catch (error) {
      if (!(error instanceof TextMoved) || tries === 3) throw error
      await reread()
    }
  }
}
