// One document while people are in it: who is there, what they say, and what they are told. A story: load, admit, take, store, tell, close.
import type * as Y from 'yjs'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import type { Admission, Credentials } from './admission'
import type { Committer } from './committer'
import { pause } from './committer'
import { closeCodeOf, type Connection } from './connection'
import { mergedOf, type Gate, type Row, type Store, type StoredRow } from './documents.db'
import { Draft } from './draft'
import { frames, read } from './frame'
import { COMPACT, LIMITS, TIMES } from './limits'
import { Presence } from './presence'
import { applyQuietly, Truth } from './text'
import { Turn } from './turn'
import { Act, type Held } from './act'

export interface RoomPorts {
  store: Store
  committer: Committer
  admit(document: string, credentials: Credentials): Promise<Admission>
  mend?(doc: Y.Doc): void
  now(): Date
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
  /** presence moved; somebody tells it soon */
  stirred(room: Room): void
  closed(room: Room): void
}

export class Room {
  state: 'live' | 'draining' | 'closed' = 'live'
  readonly connections = new Set<Connection>()
  readonly presence = new Presence<Connection>(() => this.ports.now().getTime())
  rightsAskedAt = performance.now()
  emptySince = performance.now()
  /** acts under way; the room stays */
  private acts = 0
  private readonly turn = new Turn()
  private toldAt = 0
  private beating = false
  private paused = false

  private constructor(readonly document: string, private readonly ports: RoomPorts, private gate: Gate, private readonly truth: Truth, private readonly draft: Draft<Connection>, private rowsBehind: number) {}

  static async load(document: string, ports: RoomPorts): Promise<Room | undefined> {
    const stored = await ports.store.load(document)
    if (!stored) return undefined
    const truth = new Truth(stored.seq, stored.updates)
    return new Room(document, ports, { open: stored.open, version: stored.version }, truth, new Draft(truth, stored.owners), stored.tail)
  }

  get version(): number { return this.gate.version }

  // Coming and going

  /** `admission` was asked for while the gate had this room's version. */
  join(connection: Connection, admission: Admission): void {
    connection.admission = admission
    this.connections.add(connection)
    connection.onClose(() => { this.leave(connection) })
    connection.sayAdmission(...this.writes(connection))
    // Asked of writers only, and by the committed text: what is under way is sent again and acknowledged with it.
    if (this.mayWrite(connection)) connection.send(frames.vector(this.truth.vector()))
    connection.listen((message) => { this.hear(connection, message) })
    if (!connection.open) this.leave(connection)
  }

  private leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.presence.leave(connection)
    this.ports.stirred(this)
    if (this.connections.size === 0) this.emptySince = performance.now()
  }

  private mayWrite(connection: Connection): boolean { return this.gate.open && connection.admittedToWrite }
  private writes(connection: Connection): [boolean, RefusalId?] {
    if (this.mayWrite(connection)) return [true]
    return [false, (connection.admission?.read ? connection.admission.why : undefined) ?? (this.gate.open ? 'not-you' : 'paper-closed')]
  }

  // What is said

  private hear(connection: Connection, message: Uint8Array): void {
    const heard = read(message)
    switch (heard.kind) {
      case 'vector': return this.answer(connection, heard.vector)
      case 'update': return this.take(connection, heard.update)
      case 'ask-presence': {
        const everybody = this.presence.everybody(connection)
        if (everybody) connection.tell(everybody)
        return
      }
      case 'presence': {
        const who = connection.who
        if (!who || !this.mayWrite(connection)) return
        if (!this.presence.hear(connection, who, heard.bytes, (client) => this.draft.claim(client, who.person))) this.offence(connection)
        if (this.presence.moved) this.ports.stirred(this)
        return
      }
      case 'malformed': return this.offence(connection)
    }
  }

  private answer(connection: Connection, vector: Uint8Array): void {
    if (connection.stale) { connection.stale.vector = vector; connection.stale.asked = true; return }
    try {
      const answer = frames.answer(this.truth.since(vector))
      const everybody = this.presence.everybody(connection)
      if (everybody) connection.send(everybody)
      connection.send(answer)
      connection.synced = true
    } catch {
      this.offence(connection)
    }
  }

  private take(connection: Connection, raw: Uint8Array): void {
    const n = ++connection.received
    const [write, why] = this.writes(connection)
    if (!write || !connection.who) return connection.refuse(why ?? 'not-you', n)
    const verdict = this.draft.take({ from: connection, who: connection.who, n, raw, clients: [] })
    if (verdict.ok) {
      connection.askedAgain = false
      if (this.draft.bytes > LIMITS.backlog) this.pauseWriters()
      return this.wake()
    }
    connection.refuse(verdict.refused, n)
    if (this.draft.tainted) {
      this.refuseAll(this.draft.rebuild(() => true), 'text-lost')
      return connection.close(1008, verdict.rule)
    }
    if (verdict.rule === 'pending') {
      // It builds on something that we do not have: once, ask for all it has.
      if (!connection.askedAgain) connection.send(frames.vector(this.truth.vector()))
      connection.askedAgain = true
    } else if (verdict.rule !== 'size') this.offence(connection)
  }

  private offence(connection: Connection): void {
    connection.offences++
    if (connection.offences < LIMITS.offences) return
    this.ports.log.warn({ document: this.document, session: connection.who?.session }, 'a connection kept sending what no editor sends; closed')
    connection.close(1008, 'malformed')
  }

  private pauseWriters(): void {
    if (this.paused) return
    this.paused = true
    for (const connection of this.connections) connection.pause()
  }

  // Store, then tell

  /** The next row goes a moment after the last tell: the more receivers, the longer the moment. */
  private wake(): void {
    if (this.beating || this.draft.waiting.length === 0 || this.state === 'closed') return
    this.beating = true
    const window = Math.min(TIMES.tick, this.connections.size * TIMES.tickPerReceiver)
    const wait = this.toldAt + window - performance.now()
    const go = () => {
      this.beating = false
      const release = this.turn.take()
      if (release) void this.flight().catch((error: unknown) => { this.fail(error) }).finally(() => { release(); this.wake() })
    }
    if (wait >= 1) setTimeout(go, wait); else setImmediate(go)
  }

  private async flight(): Promise<void> {
    if (this.state === 'closed') return
    if (this.ports.mend) this.draft.mend(this.ports.mend)
    const cut = this.draft.cut()
    if (!cut) return this.acknowledge()
    const row: Row = { ...cut, document: this.document, seq: this.truth.seq + 1, version: this.gate.version, at: this.ports.now() }
    if (await this.ports.committer.commit(row) === 'stored') return this.land(row)
    await this.readmit(await this.reconcile(row))
  }

  private land(row: StoredRow): void {
    const authors = new Set(this.draft.flying.filter(({ fresh }) => fresh).map(({ from }) => from))
    this.tell(row, authors.size === 1 ? [...authors][0] : undefined)
    this.acknowledge()
    if (this.paused && this.draft.bytes < LIMITS.backlog / 2) {
      this.paused = false
      for (const connection of this.connections) connection.resume()
    }
  }

  private acknowledge(): void {
    const counts = new Map<Connection, number>()
    for (const { from, n } of this.draft.landed()) if (from) counts.set(from, n)
    for (const [connection, n] of counts) connection.ack(n, this.truth.seq)
  }

  private tell(row: StoredRow, but?: Connection): void {
    const clogged = [...this.connections].filter((connection) => connection.synced && !connection.stale && connection.unsent > LIMITS.unsent)
    if (clogged.length > 0) {
      const vector = this.truth.vector()
      for (const connection of clogged) this.setAside(connection, vector)
    }
    const update = mergedOf(row)
    this.truth.apply(row.seq, update)
    const frame = frames.update(update)
    for (const connection of this.connections) if (connection !== but) connection.tell(frame)
    this.toldAt = performance.now()
    if (++this.rowsBehind >= COMPACT.rows) void this.compact()
  }

  /** It gets nothing until it has drained, then one difference. */
  private setAside(connection: Connection, vector: Uint8Array): void {
    connection.stale = { since: performance.now(), vector, asked: false }
    connection.onceDrained(() => {
      const stale = connection.stale
      connection.stale = undefined
      if (!stale || !this.connections.has(connection)) return
      if (stale.asked) return this.answer(connection, stale.vector)
      connection.send(frames.update(this.truth.since(stale.vector)))
      const everybody = this.presence.everybody(connection)
      if (everybody) connection.send(everybody)
    })
  }

  // The log and the gate as they are

  /**
   * Asks the database, after a row was refused or an act ended. A row of the flight that stands in the log did commit (its answer
   * was lost); others' rows are told; what is left of the flight waits again.
   */
  private async reconcile(row?: Row): Promise<Gate | undefined> {
    const now = await this.insist(() => this.ports.store.since(this.document, this.truth.seq))
    for (const stored of now?.rows ?? []) {
      if (row && stored.seq === row.seq && Buffer.compare(stored.updates, row.updates) === 0) this.land(row)
      else {
        this.draft.learn(mergedOf(stored), clientsOf(stored))
        this.tell(stored)
      }
    }
    this.draft.putBack()
    return now
  }

  /** When the gate has moved: everybody's rights are asked again, after its version was read; what lost its right is dropped, and its author told. */
  private async readmit(gate: Gate | undefined, always = false): Promise<void> {
    if (!gate) return this.close(4404, 'unknown')
    if (!always && gate.version === this.gate.version && gate.open === this.gate.open) return
    this.gate = { open: gate.open, version: gate.version }
    this.rightsAskedAt = performance.now()
    const authors = this.draft.waiting.flatMap(({ from }) => (from ? [from] : []))
    const asked = new Map<string, Promise<Admission>>()
    const before = new Map<Connection, boolean>()
    await Promise.all([...new Set([...this.connections, ...authors])].map(async (connection) => {
      const { token, onInstruction } = connection.credentials
      const key = JSON.stringify([token, onInstruction])
      if (!asked.has(key)) asked.set(key, this.insist(() => this.ports.admit(this.document, connection.credentials)))
      const admission = await asked.get(key)!
      before.set(connection, this.mayWrite(connection))
      connection.admission = admission
    }))
    if (this.draft.waiting.some(({ from }) => from && !this.mayWrite(from))) this.refuseAll(this.draft.rebuild(({ from }) => from !== undefined && this.mayWrite(from)), 'text-lost')
    for (const [connection, wrote] of before) this.sayRights(connection, wrote)
  }

  private sayRights(connection: Connection, wrote: boolean): void {
    const { admission } = connection
    if (admission && !admission.read) return connection.close(closeCodeOf(admission.refused), admission.refused)
    const [write, why] = this.writes(connection)
    if (write === wrote) return
    connection.sayAdmission(write, why)
    if (write) return connection.send(frames.vector(this.truth.vector()))
    this.presence.leave(connection)
    this.ports.stirred(this)
  }

  private refuseAll(dropped: { from?: Connection; n: number }[], lost: RefusalId): void {
    for (const { from, n } of dropped) {
      if (!from) continue
      const [write, why] = this.writes(from)
      from.refuse(write ? lost : from.admission && !from.admission.read ? from.admission.refused : why ?? 'not-you', n)
    }
  }

  /** Asks until the database answers. */
  private async insist<T>(question: () => Promise<T>): Promise<T> {
    for (let wait: number = TIMES.retryFirst; ; wait = Math.min(TIMES.retryLongest, wait * 2)) {
      try {
        return await question()
      } catch (error) {
        if (this.state === 'closed') throw error
        this.ports.log.warn({ document: this.document, error }, 'the database does not answer for a document; asked again')
        await pause(wait)
      }
    }
  }

  async recheck(always = false): Promise<void> {
    const release = await this.turn.wait()
    try {
      if (this.state !== 'closed') await this.readmit(await this.reconcile(), always)
    } catch (error) {
      this.fail(error)
    } finally {
      release()
      this.wake()
    }
  }

  /** The flight lands first; then nobody's words enter until the act is done, whichever way its transaction ended. */
  async act<T>(run: (held: Held) => Promise<T>): Promise<T> {
    this.acts++
    const release = await this.turn.wait(TIMES.act).catch((error: unknown) => { this.acts--; throw error })
    const done = () => { this.acts--; release(); this.emptySince = performance.now(); this.wake() }
    const act = new Act(this.document, this.truth, this.ports.store, () => this.ports.now())
    try {
      return await act.run(run)
    } finally {
      // Whether it committed, the log knows better than the caller. Rights are asked again behind the act's back.
      const gate = await this.reconcile().catch((error: unknown) => { this.fail(error); return undefined })
      if (this.state === 'closed') done()
      else void this.readmit(gate).catch((error: unknown) => { this.fail(error) }).finally(done)
    }
  }

  // Rest

  private compacting = false
  private async compact(): Promise<void> {
    if (this.compacting) return
    this.compacting = true
    try {
      // On the event loop for now; a long text takes some milliseconds.
      await this.ports.store.snapshot(this.document, this.truth.seq, this.truth.all())
      this.rowsBehind = 0
    } catch (error) {
      this.ports.log.error({ document: this.document, error }, 'a document could not be compacted')
    } finally {
      this.compacting = false
    }
  }

  get idle(): boolean { return this.connections.size === 0 && this.acts === 0 && this.draft.waiting.length === 0 }

  /** Unloads the room, unless somebody comes back meanwhile: then it is the same room still. */
  async retire(): Promise<void> {
    const release = this.turn.take()
    if (!release) return
    this.state = 'draining'
    if (this.rowsBehind >= COMPACT.rowsAtLeave) await this.compact()
    if (this.idle) this.close(1001, 'idle'); else this.state = 'live'
    release()
  }

  /** Waits until nothing is under way. */
  async flushed(): Promise<void> {
    for (const connection of this.connections) connection.pause()
    do {
      this.wake()
      ;(await this.turn.wait())()
    } while (this.draft.waiting.length > 0 && this.state !== 'closed')
  }

  close(code: number, reason: string): void {
    if (this.state === 'closed') return
    this.state = 'closed'
    for (const connection of this.connections) connection.close(code, reason)
    this.ports.closed(this)
  }

  /** A bug: the room is closed, editors come back and send what was not stored; the log is untouched. */
  private fail(error: unknown): void {
    this.ports.log.error({ document: this.document, error }, 'a room failed and is opened anew')
    this.close(1011, 'failed')
  }
}

/** Whose client ids a stored row brings. */
function clientsOf(row: StoredRow): { client: number; person: string }[] {
  return clientsIn(row)
}
