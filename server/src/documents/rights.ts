// Who may do what in a room: as the door said under the gate's present version, and asked again when that has moved.
import type { RefusalId } from '@roundtable/shared/base/refusal'
import type { Admission, Credentials } from './admission'
import { closeCodeOf, type Connection } from './connection'
import type { Gate } from './documents.db'

export class Rights {
  askedAt = performance.now()

  /** `door`: who may read and write now; insists until it has an answer */
  constructor(private gate: Gate, private readonly door: (credentials: Credentials) => Promise<Admission>) {}

  get version(): number { return this.gate.version }
  mayWrite(connection: Connection): boolean { return this.gate.open && connection.admittedToWrite }

  /** May it write, and if not, why. */
  of({ admission }: Connection): [boolean, RefusalId?] {
    if (!admission?.read) return [false, admission?.refused ?? 'not-you']
    return this.gate.open && admission.write ? [true] : [false, admission.why ?? (this.gate.open ? 'not-you' : 'paper-closed')]
  }

  /** Tells who may now what he might not before, or the other way round; hangs up on who may not even read. */
  say(connection: Connection, wrote: boolean): 'as before' | 'gone' | 'writes' | 'reads' {
    const { admission } = connection
    if (admission && !admission.read) {
      connection.close(closeCodeOf(admission.refused), admission.refused)
      return 'gone'
    }
    const [write, why] = this.of(connection)
    if (write === wrote) return 'as before'
    connection.sayAdmission(write, why)
    return write ? 'writes' : 'reads'
  }

  holds({ version, open }: Gate): boolean { return version === this.gate.version && open === this.gate.open }

  /** The gate's version was read before, so what changes while the door is asked moves it once more. */
  async ask(gate: Gate, connections: Iterable<Connection>): Promise<void> {
    this.gate = { open: gate.open, version: gate.version }
    this.askedAt = performance.now()
    const asked = new Map<string, Promise<Admission>>()
    await Promise.all([...new Set(connections)].map(async (connection) => {
      const key = JSON.stringify(connection.credentials)
      const answer = asked.get(key) ?? this.door(connection.credentials)
      asked.set(key, answer)
      connection.admission = await answer
    }))
  }
}
