// What people say in a room, checked before anything of it counts; nobody's words take more than his share of the processor.
import type { Writer } from './admission'
import type { Connection } from './connection'
import type { Audience } from './audience'
import type { Draft, Entry } from './draft'
import { read, type Heard } from './frame'
import { LIMITS } from './limits'
import type { Rights } from './rights'
import type { RoomPorts } from './room-ports'
import type { Room } from './room'
import type { Truth } from './text'

export interface IntakeRoom {
  /** something waits to be stored */
  wake(): void
  /** their authors learn that these will not be */
  tellDropped(dropped: Entry<Connection>[]): void
}

export class Intake {
  constructor(private readonly room: IntakeRoom & Room, private readonly document: string, private readonly ports: Pick<RoomPorts, 'budgets' | 'stirred' | 'log' | 'tally'>,
    private readonly truth: Truth, private readonly draft: Draft<Connection>, private readonly audience: Audience, private readonly rights: Rights) {}

  hear(connection: Connection, message: Uint8Array): void {
    const begun = performance.now()
    this.heard(connection, read(message))
    const wait = this.ports.budgets.spend(connection.who?.person ?? connection.credentials.token ?? '', performance.now() - begun)
    if (wait > 0) connection.rest(wait)
  }

  private heard(connection: Connection, heard: Heard): void {
    switch (heard.kind) {
      case 'vector': return this.joins(connection, heard.vector)
      case 'turn': return this.audience.heard(connection, heard.turn)
      // A line that says something twice must not make more acknowledged than was said.
      case 'update': return heard.number !== undefined && heard.number <= connection.received ? undefined : this.take(connection, heard.update, heard.whole)
      case 'presence': return this.hearPresence(connection, heard.bytes)
      case 'ask-presence': return connection.synced ? this.audience.showPresence(connection) : undefined
      case 'malformed': return this.offence(connection)
    }
  }

  private joins(connection: Connection, vector: Uint8Array): void {
    const most = LIMITS.vectorEntry * LIMITS.vectorOver
    if (vector.byteLength > most && vector.byteLength > most + LIMITS.vectorEntry * this.truth.clients) return this.offence(connection)
    try {
      this.audience.join(connection, vector)
      connection.arrival.holds(vector)
      this.room.opening.answered(connection)
    } catch {
      this.offence(connection)
    }
  }

  private hearPresence(connection: Connection, bytes: Uint8Array): void {
    const { who } = connection
    if (!who || !this.rights.mayWrite(connection)) return
    if (!this.audience.presence.hear(connection, who, bytes, (client) => this.draft.claim(client, who.person))) this.offence(connection)
    if (this.audience.presence.moved) this.ports.stirred(this.room)
  }

  private take(connection: Connection, raw: Uint8Array, whole: boolean): void {
    const n = ++connection.received
    const [write, why] = this.rights.of(connection)
    const { tally } = this.ports
    if (!write || !connection.who) {
      tally.refused.right++
      return connection.refuse(why ?? 'not-you', n)
    }
    const entry: Entry<Connection> & { who: Writer } = { from: connection, at: performance.now(), who: connection.who, n, raw, clients: [], heard: connection.hearing.heard(whole, () => this.truth.vector()) }
    const verdict = this.draft.take(entry)
    if (verdict.ok) {
      const had = connection.arrival.older(raw, whole)
      if (had) entry.had = had
      tally.taken++
      connection.askedAgain = false
      if (this.draft.bytes > LIMITS.backlog) this.audience.pause()
      return this.room.wake()
    }
    tally.refused[verdict.rule]++
    connection.refuse(verdict.refused, n)
    if (this.draft.tainted) {
      this.room.tellDropped(this.draft.rebuild(() => true))
      return connection.close(1008, verdict.rule)
    }
    if (verdict.rule === 'pending') {
      // It builds on something that we do not have: once, ask for all it has.
      if (!connection.askedAgain) this.audience.ask(connection)
      connection.askedAgain = true
    } else if (verdict.rule !== 'size') this.offend(connection)
  }

  private offence(connection: Connection): void {
    this.ports.tally.refused.frame++
    this.offend(connection)
  }

  private offend(connection: Connection): void {
    connection.offences++
    if (connection.offences < LIMITS.offences) return
    this.ports.log.warn({ document: this.document, session: connection.who?.session }, 'a connection kept sending what no editor sends; closed')
    connection.close(1008, 'malformed')
  }
}
