// What a room stands on: the log and the gate as the database has them. Asked after a row was refused, after an act, when another server says so.
import type { Audience } from './audience'
import type { Connection } from './connection'
import type { Gate, Row, StoredRow } from './documents.db'
import type { Draft } from './draft'
import { insist } from './patience'
import type { Rights } from './rights'
import type { RoomPorts } from './room-ports'
import type { Truth } from './text'
import type { Turn } from './turn'

export interface GroundRoom {
  readonly document: string
  readonly state: 'live' | 'closed'
  readonly turn: Turn
  /** our own row is in the log */
  land(row: StoredRow): void
  /** … another's */
  adopt(row: StoredRow): void
  /** who was paused because too much waited may go on */
  relieve(): void
  /** somebody's presence moved */
  stirred(): void
  close(code: number, reason: string): void
  fail(error: unknown): void
}

export class Ground {
  constructor(private readonly room: GroundRoom, private readonly ports: Pick<RoomPorts, 'store' | 'tally' | 'log'>,
    private readonly truth: Truth, private readonly draft: Draft<Connection>, private readonly rights: Rights, private readonly audience: Audience) {}

  /** Until there is an answer, or nobody is there any more who would need it. */
  insist<T>(question: () => Promise<T>): Promise<T> {
    return insist(question, (error) => {
      if (this.room.state === 'closed') throw error
      this.ports.log.warn({ document: this.room.document, error }, 'the database does not answer for a document; asked again')
    })
  }

  /**
   * Brings the room up to the log. A row of the flight that stands there did commit (its answer was lost); others' rows are told;
   * what is left of the flight waits again.
   */
  async reconcile(row?: Row): Promise<Gate | undefined> {
    const now = await this.insist(() => this.ports.store.since(this.room.document, this.truth.seq))
    for (const stored of now?.rows ?? []) {
      if (row && stored.seq === row.seq && Buffer.compare(stored.updates, row.updates) === 0) this.room.land(row)
      else this.room.adopt(stored)
    }
    this.draft.putBack()
    this.stand()
    return now
  }

  /** What others stored may have moved what waits here: it is checked again. */
  stand(): void { if (this.draft.shaken) this.tellDropped(this.draft.rebuild(() => true)) }

  /** When the gate has moved everybody's rights are asked again, after its version was read. What lost its right is dropped, and only its author told. */
  async readmit(gate: Gate | undefined, always = false): Promise<void> {
    if (!gate) return this.room.close(4404, 'unknown')
    if (!always && this.rights.holds(gate)) return
    const before = new Map([...this.audience.connections].map((connection) => [connection, this.rights.mayWrite(connection)]))
    await this.rights.ask(gate, [...before.keys(), ...this.draft.waiting.flatMap(({ from }) => (from ? [from] : []))])
    const stays = ({ from }: { from?: Connection }) => from === undefined || this.rights.mayWrite(from)
    if (!this.draft.waiting.every(stays)) this.tellDropped(this.draft.rebuild(stays))
    this.room.relieve()
    for (const [connection, wrote] of before) this.sayRights(connection, wrote)
  }

  private sayRights(connection: Connection, wrote: boolean): void {
    const now = this.rights.say(connection, wrote)
    if (now === 'writes') this.audience.ask(connection)
    else if (now === 'reads' && this.audience.presence.leave(connection)) this.room.stirred()
  }

  /** Their authors learn that these will not be. */
  tellDropped(dropped: { from?: Connection; n: number }[]): void {
    this.ports.tally.refused.dropped += dropped.length
    for (const { from, n } of dropped) from?.refuse(this.rights.of(from)[1] ?? 'text-lost', n)
  }

  /** `always`: sessions run out without a trace in the gate. */
  async recheck(always = false): Promise<void> {
    const release = await this.room.turn.wait()
    try {
      if (this.room.state !== 'closed') await this.readmit(await this.reconcile(), always)
    } catch (error) {
      this.room.fail(error)
    } finally {
      release()
    }
  }

  /** Others' rows were adopted, which tell of the gate's versions they were stored under. */
  async adopted(versions: readonly number[]): Promise<void> {
    if (this.room.state === 'closed') return
    try {
      this.stand()
      if (versions.some((version) => version !== this.rights.version)) await this.readmit(await this.reconcile())
    } catch (error) {
      this.room.fail(error)
    }
  }
}
