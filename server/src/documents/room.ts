// One document while people are in it. A story: load, admit, take, store, tell, close. What is asked of the committed text is in `audience`.
import { hold, type Held } from './act'
import type { Admission } from './admission'
import { Audience } from './audience'
import { Compaction } from './compaction'
import type { Connection } from './connection'
import { clientsOf, mergedOf, type Gate, type Row, type StoredRow } from './documents.db'
import { Ground, type GroundRoom } from './ground'
import { Draft } from './draft'
import { Intake, type IntakeRoom } from './intake'
import { LIMITS, TIMES } from './limits'
import { Others, type OthersRoom, type OthersRow } from './others'
import { Opening, type OpeningRoom } from './opening'
import { pause } from './patience'
import { markOf } from './place'
import type { News } from './relay'
import { Rights } from './rights'
import type { RoomPorts } from './room-ports'
import { Truth } from './text'
import { Tick } from './tick'
import { Turn } from './turn'

export class Room implements OthersRoom, IntakeRoom, OpeningRoom, GroundRoom {
  state: 'live' | 'closed' = 'live'
  private retiring = false
  readonly audience: Audience
  readonly opening: Opening
  /** acts under way; the room stays */
  private acts = 0
  readonly turn = new Turn(() => { this.wake() })
  private readonly tick = new Tick()
  private readonly compaction: Compaction
  private readonly others = new Others(this)
  private readonly rights: Rights
  private readonly ground: Ground
  private readonly intake: Intake

  private constructor(readonly document: string, private readonly ports: RoomPorts, gate: Gate, private readonly truth: Truth, private readonly draft: Draft<Connection>, rowsBehind: number, private readonly hangUp: () => void) {
    this.compaction = new Compaction(document, truth, ports, rowsBehind, () => draft.memory())
    this.rights = new Rights(gate, (credentials) => this.ground.insist(() => ports.admit(document, credentials)))
    this.audience = new Audience(truth, () => ports.now().getTime())
    this.ground = new Ground(this, ports, truth, draft, this.rights, this.audience)
    this.opening = new Opening(this, truth, draft, this.audience)
    this.intake = new Intake(this, document, ports, truth, draft, this.audience, this.rights)
  }

  static async load(document: string, ports: RoomPorts): Promise<Room | undefined> {
    // Listens before it reads, so what others store in between is read or heard.
    const early: News[] = []
    let hear = (news: News) => { early.push(news) }
    const hangUp = await ports.relay?.join(document, (news) => { hear(news) }) ?? (() => undefined)
    const stored = await ports.store.load(document).catch((error: unknown) => { hangUp(); throw error })
    if (!stored) { hangUp(); return undefined }
    const truth = new Truth(stored.seq, stored.updates, stored.mark)
    const room = new Room(document, ports, { open: stored.open, version: stored.version }, truth, new Draft(truth, stored.owners, ports.now().getTime(), stored.past), stored.tail, hangUp)
    hear = (news) => { room.learn(news) }
    for (const news of early) room.learn(news)
    ports.relay?.say(document, { kind: 'who' })
    return room
  }

  get version(): number { return this.rights.version }
  get rightsAskedAt(): number { return this.rights.askedAt }
  get seq(): number { return this.truth.seq }
  /** of what is not stored yet: bytes, and for how many milliseconds the oldest has waited */
  get unstored(): { bytes: number; age: number } { return this.draft }

  // Admit

  /** `admission` was asked for while the gate had this room's version. */
  join(connection: Connection, admission: Admission): void {
    connection.admission = admission
    this.audience.connections.add(connection)
    if (this.audience.presence.come(this.audience.size)) this.ports.stirred(this)
    connection.onClose(() => { this.leave(connection) })
    connection.sayAdmission(...this.rights.of(connection))
    this.opening.joined(connection)
    if (connection.place) void this.ports.stands(this.document, connection.place, this.truth.place).then((stands) => { connection.sayStands(stands) }, () => undefined)
    connection.listen((message) => { this.intake.hear(connection, message) })
    if (!connection.open) this.leave(connection)
  }

  /** By the committed text: what is under way is sent again and acknowledged with it. A page that only reads compares what it has. */
  askWriter(connection: Connection): void { if (this.rights.mayWrite(connection) || connection.compares) this.audience.ask(connection) }

  private leave(connection: Connection): void {
    if (this.audience.leave(connection)) this.ports.stirred(this)
  }

  // Store, then tell

  wake(): void {
    if (this.draft.waiting.length === 0 || this.state === 'closed') return
    this.tick.wake(this.audience.size, () => {
      const release = this.turn.take()
      if (release) void this.flight().catch((error: unknown) => { this.fail(error) }).finally(release)
    })
  }

  private async flight(): Promise<void> {
    if (this.state === 'closed') return
    if (this.ports.mend) this.draft.mend(this.ports.mend)
    const cut = this.draft.cut()
    if (!cut) return this.acknowledge()
    for (const { part, had } of cut.older) Object.assign(part, await this.ground.insist(() => this.ports.older(this.document, had)))
    const row: Row = { ...cut, document: this.document, seq: this.truth.seq + 1, version: this.rights.version, at: this.ports.now() }
    if (await this.ports.committer.commit(row) === 'stored') {
      this.land(row)
      return this.audience.told()
    }
    const now = await this.ground.reconcile(row)
    // What was refused and finds nothing moved would be refused for ever.
    if (now && now.version === row.version && now.open && this.truth.seq < row.seq) throw new Error('a row was refused though nothing had moved')
    await this.ground.readmit(now)
  }

  land(row: StoredRow): void {
    this.ports.relay?.say(this.document, { kind: 'row', row: { seq: row.seq, parts: row.parts, updates: row.updates }, version: this.rights.version })
    const authors = new Set(this.draft.flying.filter(({ fresh }) => fresh).map(({ from }) => from))
    this.tell(row, authors.size === 1 ? [...authors][0] : undefined)
    this.ports.tally.tick.took(this.draft.age)
    if (this.draft.waiting.length === 0) this.audience.tellTurn(this.draft.moves.fates.moved)
    this.acknowledge()
    this.relieve()
  }

  private tell(row: StoredRow, but?: Connection): void {
    this.audience.tell(row.seq, mergedOf(row), markOf(row.updates), but)
    this.tick.told()
    this.compaction.grown()
  }

  private acknowledge(): void {
    const counts = new Map<Connection, number>()
    for (const { from, n } of this.draft.landed()) if (from) counts.set(from, n)
    for (const [connection, n] of counts) connection.ack(n, this.truth.seq, this.truth.place?.mark)
  }

  stirred(): void { this.ports.stirred(this) }

  relieve(): void { if (this.draft.bytes < LIMITS.backlog / 2) this.audience.resume() }

  // Other servers

  private learn(news: News): void {
    if (this.state === 'closed') return
    if (news.kind === 'row') this.others.put({ ...news.row, version: news.version })
    else if (news.kind === 'presence') {
      for (const { client, person } of news.entries) this.draft.claim(client, person)
      this.audience.presence.learn(news.entries)
      if (this.audience.presence.moved) this.ports.stirred(this)
    } else if (news.kind === 'crowd') {
      if (this.audience.presence.learnCrowd(news.server, news.here, this.audience.size)) this.ports.stirred(this)
    } else {
      this.ports.relay?.say(this.document, { kind: 'presence', entries: this.audience.presence.own() })
      this.audience.presence.asked()
    }
  }

  /** Once in a second: presence on servers that fell silent is forgotten, and others hear how many are here. */
  sweepPresence(): void {
    this.audience.presence.forget()
    if (this.audience.presence.moved) this.ports.stirred(this)
    const here = this.ports.relay && this.audience.presence.toSay()
    if (here) this.ports.relay?.sayCrowd(this.document, here)
  }

  adopt(row: StoredRow): void {
    if (this.state === 'closed') return
    this.draft.learn(mergedOf(row), clientsOf(row))
    this.tell(row)
  }

  adopted(rows: readonly OthersRow[]): Promise<void> { return this.ground.adopted(rows.map(({ version }) => version)) }
  gap(): void { void this.recheck() }
  recheck(always = false): Promise<void> { return this.ground.recheck(always) }
  tellDropped(dropped: { from?: Connection; n: number }[]): void { this.ground.tellDropped(dropped) }

  // Acts

  /** The flight lands first; then nobody's words enter until the act is done, whichever way its transaction ended. */
  async act<T>(run: (held: Held) => Promise<T>): Promise<T> {
    this.acts++
    const release = await this.turn.wait(TIMES.act).catch((error: unknown) => { this.acts--; throw error })
    try {
      return await run(hold(this.document, this.truth, this.ports.store, () => this.ports.now()))
    } finally {
      // Whether it committed the log knows better than the caller. Rights are asked again behind the act's back.
      const done = () => { this.acts--; this.audience.emptySince = performance.now(); release() }
      this.ports.relay?.sayLook([this.document])
      const gate = await this.ground.reconcile().catch((error: unknown) => { this.fail(error); return undefined })
      if (gate && this.state !== 'closed') void this.ground.readmit(gate).catch((error: unknown) => { this.fail(error) }).finally(done)
      else done()
    }
  }

  // Close

  get idle(): boolean { return this.audience.size === 0 && this.acts === 0 && this.draft.waiting.length === 0 }

  /** Unloads the room, unless somebody comes back meanwhile: then it is the same room still. */
  async retire(): Promise<void> {
    if (this.retiring) return
    this.retiring = true
    // Who comes back meanwhile writes on at once.
    await this.compaction.atLeave()
    this.retiring = false
    const release = this.turn.take()
    if (this.idle && release) this.close(1001, 'idle')
    release?.()
  }

  /** Hears no more, and waits until nothing is under way. */
  async flushed(): Promise<void> {
    this.audience.pause(true)
    for (;;) {
      (await this.turn.wait())()
      if (this.draft.waiting.length === 0 || this.state === 'closed') return
      await pause(1)
    }
  }

  close(code: number, reason: string): void {
    if (this.state === 'closed') return
    this.state = 'closed'
    this.ports.relay?.sayCrowd(this.document, [])
    this.hangUp()
    this.others.clear()
    this.audience.close(code, reason)
    this.ports.closed(this)
  }

  /** A bug: the room is closed, editors come back and send what was not stored; the log is untouched. */
  fail(error: unknown): void {
    this.ports.log.error({ document: this.document, error }, 'a room failed and is opened anew')
    this.close(1011, 'failed')
  }
}
