// One go at a live text: its document and line, what was written in it, and what the server said of that. After words were refused another begins.
import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { Acknowledged } from './acknowledged'
import { Stored } from './stored'

export class Attempt {
  readonly began = Date.now()
  readonly awareness: Awareness
  readonly acknowledged = new Acknowledged()
  readonly stored = new Stored()
  provider!: WebsocketProvider
  /** up to which I have heard of moved words */
  turn = 0
  /** Something was written that is not kept edit by edit, or an edit alone was not taken: only the whole text brings it. */
  onlyWhole = false
  /** ends its line */
  hangUp: () => void = () => undefined

  constructor(readonly doc: Y.Doc) {
    this.awareness = new Awareness(doc)
  }
}
