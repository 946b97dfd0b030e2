// Yjs documents as the server keeps them: it applies what people wrote and never writes on its own account.
import * as Y from 'yjs'
import { ROOT } from '@roundtable/shared/papers/schema'
import { LIMITS } from './limits'
import type { Place } from './place'

export function emptyDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.getXmlFragment(ROOT)
  return doc
}

/** Applies without the clean-up of formatting marks that Yjs would add: the log must hold all that the text is made of. */
export const applyQuietly = (doc: Y.Doc, update: Uint8Array): void => { applyAll(doc, [update]) }

/** Many in one transaction of Yjs. */
export function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update)
    transaction.local = true
  })
}

/** What `work` changed, as an update; undefined when nothing. */
export function changeOf(doc: Y.Doc, work: () => void): Uint8Array | undefined {
  const updates: Uint8Array[] = []
  const note = (update: Uint8Array) => { updates.push(update) }
  doc.on('update', note)
  try {
    work()
  } finally {
    doc.off('update', note)
  }
  return updates.length > 1 ? Y.mergeUpdates(updates) : updates[0]
}

export const leavesPending = (doc: Y.Doc): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null

/**
 * The committed text: exactly what was told, up to `seq`. Told as it is stored until somebody needs more of it than the bytes; and
 * what comes afterwards waits until somebody needs it again, since of most keystrokes nobody does.
 */
export class Truth {
  private built: Y.Doc | undefined
  /** in order: what it is made of until it is built, and then what is not in it yet */
  private pieces: Uint8Array[]
  private full: Uint8Array | undefined
  private known: Uint8Array | undefined
  private base = 0
  private grown = 0
  private shrunk = false

  /** `mark`: of the last row (./place) */
  constructor(public seq: number, updates: readonly Uint8Array[], private mark?: number) {
    this.pieces = [...updates]
    this.grown = updates.reduce((sum, { byteLength }) => sum + byteLength, 0)
  }

  /** Throws when the log has a gap. */
  private get doc(): Y.Doc {
    if (this.built && this.pieces.length === 0) return this.built
    const doc = this.built ?? emptyDoc()
    applyAll(doc, this.pieces)
    if (leavesPending(doc)) throw new Error('the log has a gap')
    this.pieces = []
    return (this.built = doc)
  }

  build(): void { void this.doc }

  get place(): Place | undefined { return this.mark === undefined ? undefined : { seq: this.seq, mark: this.mark } }

  apply(seq: number, update: Uint8Array, mark?: number): void {
    this.pieces.push(update)
    if (this.built && this.pieces.length >= LIMITS.waiting) this.build()
    // Only of a large text does it matter.
    this.shrunk ||= this.base > LIMITS.document / 2 && Y.decodeUpdate(update).ds.clients.size > 0
    this.seq = seq
    this.mark = mark
    this.grown += update.byteLength
    this.full = undefined
    this.known = undefined
  }

  /** Whether so many bytes more still fit. What was deleted since takes no room, so before it says no it measures. */
  fits(more: number): boolean {
    if (this.base + this.grown + more > LIMITS.document && (this.shrunk || this.grown > LIMITS.unmeasured)) this.all()
    return this.base + this.grown + more <= LIMITS.document
  }

  all(): Uint8Array {
    if (!this.full) {
      this.full = Y.encodeStateAsUpdate(this.doc)
      this.base = this.full.byteLength
      this.grown = 0
      this.shrunk = false
    }
    return this.full
  }

  /** The whole text in updates to be told in this order, without building it if need be. */
  whole(): readonly Uint8Array[] { return this.built || this.pieces.length === 0 ? [this.all()] : this.pieces }

  since(vector: Uint8Array): Uint8Array { return Y.encodeStateAsUpdate(this.doc, vector) }

  /** client ids that it knows */
  get clients(): number { return this.doc.store.clients.size }

  vector(): Uint8Array { return (this.known ??= Y.encodeStateVector(this.doc)) }

  copy(): Y.Doc {
    const copy = emptyDoc()
    applyAll(copy, this.whole())
    if (leavesPending(copy)) throw new Error('the log has a gap')
    return copy
  }
}
