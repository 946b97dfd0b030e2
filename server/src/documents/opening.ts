// A text that is opened is told as it is stored; only when its first reader has taken it is it built, which of a long one takes a while.
import type { Audience } from './audience'
import type { Connection } from './connection'
import type { Draft } from './draft'
import type { Truth } from './text'

export interface OpeningRoom {
  readonly state: 'live' | 'draining' | 'closed'
  /** by the committed text: what is under way is sent again and acknowledged with it */
  askWriter(connection: Connection): void
  fail(error: unknown): void
}

export class Opening {
  private begun = false

  constructor(private readonly room: OpeningRoom, private readonly truth: Truth, private readonly draft: Draft<Connection>, private readonly audience: Audience) {}

  joined(connection: Connection): void { if (this.begun) this.room.askWriter(connection) }

  answered(connection: Connection): void { if (!this.begun) connection.onceTaken(() => setImmediate(() => { this.build() })) }

  /** Also for those who ask for nothing. */
  build(): void {
    if (this.begun || this.room.state === 'closed' || this.audience.size === 0) return
    this.begun = true
    try {
      this.truth.build()
      for (const connection of this.audience.connections) this.room.askWriter(connection)
      setImmediate(() => {
        if (this.room.state === 'closed') return
        this.draft.build()
        this.audience.tellTurn(this.draft.moves.fates.moved)
      })
    } catch (error) {
      this.room.fail(error)
    }
  }
}
