// Those who are in a room: each is told everything once; who does not take it is set aside and gets the sum of it later.
import type { Connection } from './connection'
import { frames } from './frame'
import { LIMITS, TIMES } from './limits'
import { Presence } from './presence'
import type { Truth } from './text'

const isEmpty = (vector: Uint8Array): boolean => vector.byteLength === 1 && vector[0] === 0
const SILENCE = frames.presence([])

export class Audience {
  readonly connections = new Set<Connection>()
  readonly presence: Presence<Connection>
  emptySince = performance.now()
  /** moved words of which everybody was told */
  private turn = 0
  private paused: 'no' | 'yes' | 'for good' = 'no'
  /** what is being said, to whom it is still to be said, in order */
  private readonly saying: { to: Connection[]; say(connection: Connection): void }[] = []
  private silence: (() => void)[] = []
  private framed: { seq: number; frame: Buffer } | undefined

  constructor(private readonly truth: Truth, now: () => number) {
    this.presence = new Presence(now, () => [...this.connections].flatMap(({ who }) => who ?? []))
  }

  get size(): number { return this.connections.size }

  leave(connection: Connection): boolean {
    if (!this.connections.delete(connection)) return false
    this.presence.leave(connection)
    if (this.connections.size === 0) this.emptySince = performance.now()
    return true
  }

  join(connection: Connection, vector: Uint8Array): void {
    connection.hearing.holds(vector)
    this.answer(connection, vector)
    connection.tellTurn(this.turn)
  }

  /** Words were moved up to this turn, and everybody was told the row. */
  tellTurn(turn: number): void {
    if (turn <= this.turn) return
    this.turn = turn
    this.toAll((connection) => { connection.tellTurn(turn) })
  }

  /** A crowd is told in pieces, so that nobody else waits for it; what is said later is said behind it. */
  toAll(say: (connection: Connection) => void): void {
    const begun = this.saying.length > 0
    this.saying.push({ to: [...this.connections], say })
    if (!begun) this.goOn()
  }

  private goOn(most: number = LIMITS.atOnce): void {
    let left = most
    for (let next = this.saying[0]; next; next = this.saying[0]) {
      const now = next.to.splice(0, left)
      left -= now.length
      for (const connection of now) if (this.connections.has(connection)) next.say(connection)
      if (next.to.length > 0) return void setImmediate(() => { this.goOn() })
      this.saying.shift()
    }
    for (const done of this.silence.splice(0)) done()
  }

  /** Resolves when everybody was told everything. */
  told(): Promise<void> { return this.saying.length === 0 ? Promise.resolve() : new Promise((done) => { this.silence.push(done) }) }

  heard(connection: Connection, turn: number): void { connection.hearing.has(Math.min(turn, this.turn)) }

  /** Asks for all it has; its answer knows of all that it was told by now. */
  ask(connection: Connection): void {
    const vector = this.truth.vector()
    connection.hearing.holds(vector)
    connection.send(frames.vector(vector))
  }

  /** The text since `vector`; sync step 2 is the last message of a join. */
  answer(connection: Connection, vector: Uint8Array): void {
    // Who asks and does not take what he asked for gets one answer when he has taken the rest.
    if (!connection.stale && connection.unsent > LIMITS.unsent) this.setAside(connection, vector)
    if (connection.stale) { connection.stale.vector = vector; connection.stale.asked = true; return }
    const answer = isEmpty(vector) ? this.whole() : frames.answer(this.truth.since(vector))
    // Who is here stands before the text: sync step 2 is the last message of a join.
    connection.synced = true
    this.showPresence(connection)
    connection.tellPlace(this.truth.place)
    connection.send(answer)
  }

  /** For all who come at once, framed once. */
  private whole(): Buffer {
    if (this.framed?.seq !== this.truth.seq) this.framed = { seq: this.truth.seq, frame: frames.whole(this.truth.whole()) }
    return this.framed.frame
  }

  showPresence(connection: Connection): void { this.presence.show(connection) }

  /** Takes the update into the truth and tells it, in one breath: so a join before or after misses nothing. */
  tell(seq: number, update: Uint8Array, mark?: number, but?: Connection): void {
    // Who is set aside now must have heard all that stands before this row.
    this.goOn(Infinity)
    const clogged = [...this.connections].filter((connection) => connection.synced && !connection.stale && connection.unsent > LIMITS.unsent)
    if (clogged.length > 0) {
      const vector = this.truth.vector()
      for (const connection of clogged) this.setAside(connection, vector)
    }
    // Told first: whoever joins after this line finds it applied, and nobody waits for that.
    const frame = frames.update(update)
    const placed = mark === undefined ? frame : Buffer.concat([frames.place({ seq, mark }), frame])
    this.toAll((connection) => { if (connection !== but) connection.tell(connection.compares ? placed : frame) })
    this.truth.apply(seq, update, mark)
    this.framed = undefined
  }

  private setAside(connection: Connection, vector: Uint8Array): void {
    connection.stale = { since: performance.now(), vector, asked: false }
    connection.onceDrained(() => {
      const stale = connection.stale
      connection.stale = undefined
      if (!stale || !this.connections.has(connection)) return
      if (stale.asked) return this.answer(connection, stale.vector)
      connection.tellPlace(this.truth.place)
      connection.send(frames.update(this.truth.since(stale.vector)))
      this.showPresence(connection)
    })
  }

  cutStale(): void {
    for (const connection of this.connections) if (connection.stale && performance.now() - connection.stale.since > TIMES.stale) connection.cut()
  }

  /** Editors hang up when they hear nothing, and we when they do not answer. */
  keepAlive(): void {
    this.toAll((connection) => {
      if (connection.unanswered >= 2) return connection.cut()
      connection.tell(SILENCE)
      connection.ping()
    })
  }

  /** What they say waits in their sockets. */
  pause(forGood = false): void {
    if (this.paused === 'no') for (const connection of this.connections) connection.pause()
    if (this.paused !== 'for good') this.paused = forGood ? 'for good' : 'yes'
  }

  resume(): void {
    if (this.paused !== 'yes') return
    this.paused = 'no'
    for (const connection of this.connections) connection.resume()
  }

  close(code: number, reason: string): void {
    for (const connection of this.connections) connection.close(code, reason)
  }
}
