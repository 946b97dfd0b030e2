// The text as the server has it, kept as updates and put together only when somebody must know what is missing from it.
import * as Y from 'yjs'
import { readPaper, ROOT } from '@roundtable/shared/papers/schema'
import type { Paper } from '@roundtable/shared/papers/schema'

const MERGE_AT = 200

/** `turn`: up to which its author had heard of moved words. */
export interface Edit { edit: number; update: Uint8Array; turn: number }

export class Stored {
  private updates: Uint8Array[] = []
  waiting: Edit[] = []

  /** Told by the server, so it is stored. */
  told(update: Uint8Array): void {
    this.updates.push(update)
    if (this.updates.length > MERGE_AT) this.updates = [Y.mergeUpdates(this.updates)]
  }
  mine(edit: number, update: Uint8Array, turn: number): void { this.waiting.push({ edit, update, turn }) }
  upTo(edit: number): void {
    while (this.waiting[0] && this.waiting[0].edit <= edit) this.told(this.waiting.shift()!.update)
  }

  /** All that the server is known to have, as one update. */
  whole(): Uint8Array | undefined {
    if (this.updates.length > 1) this.updates = [Y.mergeUpdates(this.updates)]
    return this.updates[0]
  }

  doc(): Y.Doc {
    const doc = new Y.Doc()
    for (const update of this.updates) Y.applyUpdate(doc, update)
    return doc
  }
  paper(): Paper { return readPaper(this.doc().getXmlFragment(ROOT)) }
}
