// Somebody who follows a body over the socket: a snapshot, then every event told, folded by the same `apply` as the server's.
import { io, type Socket } from 'socket.io-client'
import { canonical } from '@roundtable/shared/base/canonical'
import { kindOf, type Kind } from '@roundtable/shared/record/aggregates'
import type { Audience } from '@roundtable/shared/record/audience'
import { isWithheld, type ToldEvent } from '@roundtable/shared/record/event'
import type { Client } from './client'

type State = { id: string; body: string }
export interface Snapshot { seq: number; audience: Audience; aggregates: { kind: string; state: unknown }[] }

/** A picture of a body: what a snapshot and the events after it give. */
export class Picture {
  seq = 0
  readonly states = new Map<string, State>()

  take({ seq, aggregates }: Snapshot): void {
    this.seq = seq
    this.states.clear()
    this.add(aggregates)
  }

  add(aggregates: Snapshot['aggregates']): void {
    for (const { kind, state } of aggregates) this.states.set(`${kind} ${(state as State).id}`, state as State)
  }

  /** Events of before are passed over; a gap is an error: nothing may be missed. */
  apply(events: ToldEvent[]): void {
    for (const event of events) {
      if (event.seq <= this.seq) continue
      if (event.seq !== this.seq + 1) throw new Error(`after ${this.seq} came ${event.seq}`)
      this.seq = event.seq
      if (isWithheld(event)) continue
      const key = `${event.aggregate.kind} ${event.aggregate.id}`
      this.states.set(key, kindOf(event.aggregate.kind as Kind).apply(this.states.get(key), event))
    }
  }

  get text(): string { return canonical(JSON.parse(JSON.stringify([...this.states].sort(([a], [b]) => (a < b ? -1 : 1))))) }
}

export const pictureOf = (snapshot: Snapshot): Picture => {
  const picture = new Picture()
  picture.take(snapshot)
  return picture
}

export class Follower {
  readonly picture = new Picture()
  readonly told: ToldEvent[] = []
  resnapshots = 0
  private readonly looks = new Set<() => void>()
  private failed: unknown
  private begun = false
  private waiting: ToldEvent[] = []

  private constructor(readonly socket: Socket, readonly client: Client, readonly body: string) {
    socket.on('events', ({ body: of, events }: { body: string; events: ToldEvent[] }) => {
      if (of !== body) return
      this.told.push(...events)
      // Told before the snapshot came: what it holds already is passed over.
      if (this.begun) this.take(events)
      else this.waiting.push(...events)
    })
    socket.on('resnapshot', ({ body: of }: { body: string }) => { if (of === body) { this.resnapshots += 1; this.stir() } })
  }

  static async open(client: Client, body: string): Promise<Follower> {
    const socket = io(client.url, { transports: ['websocket'], extraHeaders: client.headers, forceNew: true })
    const follower = new Follower(socket, client, body)
    await follower.begin()
    return follower
  }

  /** Follows (again) from a snapshot. */
  async begin(): Promise<void> {
    const snapshot = (await this.ask('bodies/follow', { body: this.body })) as Snapshot
    if (!('aggregates' in snapshot)) throw new Error(`no snapshot: ${JSON.stringify(snapshot)}`)
    this.picture.take(snapshot)
    this.begun = true
    this.take(this.waiting.splice(0))
  }

  ask(name: string, input: unknown, key?: string): Promise<unknown> { return this.socket.timeout(20_000).emitWithAck(name, input, key ? { key } : {}) as Promise<unknown> }

  private take(events: ToldEvent[]): void {
    try {
      this.picture.apply(events)
    } catch (error) {
      this.failed = error
    }
    this.stir()
  }

  private stir(): void { for (const look of [...this.looks]) look() }

  until(is: () => boolean, what: string): Promise<void> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => { this.looks.delete(look); fail(new Error(`never: ${what}; at ${this.picture.seq}`)) }, 20_000)
      const look = () => {
        if (!this.failed && !is()) return
        clearTimeout(timer)
        this.looks.delete(look)
        if (this.failed) fail(this.failed as Error)
        else done()
      }
      this.looks.add(look)
      look()
    })
  }

  reached(seq: number): Promise<void> { return this.until(() => this.picture.seq >= seq, `event ${seq}`) }
  close(): void { this.socket.disconnect() }
}
