// One go at a live text: its document and line, what was written in it, and what the server said of that. After words were refused another begins.
import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { Acknowledged } from './acknowledged'
import { laterOf, type Place } from './ours'
import { Stored } from './stored'

export class Attempt {
  readonly began = Date.now()
  readonly awareness: Awareness
  readonly acknowledged = new Acknowledged()
  readonly stored = new Stored()
  provider!: WebsocketProvider
  /** up to which I have heard of moved words */
  turn = 0
  /** the last row that was told of a log that was put back since: what it lost is brought in again here */
  lost: Place | undefined
  /** the last row of the log that I was told, and what was told since the line was asked whether that row stands */
  place: Place | undefined
  private since: Place | undefined
  private asking = false
  /** Something was written that is not kept edit by edit, or an edit alone was not taken: only the whole text brings it. */
  onlyWhole = false
  /** ends its line */
  hangUp: () => void = () => undefined

  constructor(readonly doc: Y.Doc) {
    this.awareness = new Awareness(doc)
  }

  heardOf(place: Place | undefined): void {
    if (this.asking) this.since = laterOf(place, this.since)
    else this.place = laterOf(place, this.place)
  }
  /** For the address of a line, which will be told whether it stands; asked again until it does. */
  asked(): Place | undefined {
    this.asking = this.place !== undefined
    this.since = undefined
    return this.place
  }
  stands(): void {
    this.asking = false
    this.heardOf(this.since)
  }
}
