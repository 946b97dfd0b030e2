// Who is there and where their cursors stand. Made here from the admission: of what a client says only its cursor is kept.
import { readPresence, frames, type CrowdPart } from './frame'
import { Elsewhere, join, partsOf, type ByDelegation } from './elsewhere'
import { LIMITS, TIMES } from './limits'
import type { Writer } from './admission'

/** One client's state as it is told; `person`: whose the client id is. */
export interface Entry { client: number; clock: number; state: string; person: string }
interface State extends Entry { toldAt: number }
interface Listener { tell(frame: Buffer): void; tellCrowd(frame: Buffer): void }

export class Presence<Person extends Listener> {
  private readonly states = new Map<Person, State>()
  private readonly changed = new Map<Person, State>()
  private readonly gone: Entry[] = []
  /** how many are connected to other servers */
  private readonly others: Elsewhere
  /** whose cursors stand on other servers, and what of it is news here */
  private readonly elsewhere = new Map<number, State>()
  private readonly arrived = new Map<number, Entry>()
  private clock = 0
  /** what was told last of a crowd; undefined: cursors are told */
  private crowd: string | undefined
  private toldCrowdAt = 0
  private toldAt = 0
  /** somebody came or went since the crowd was counted */
  private stirred = true

  /** `people`: who is connected here, whether or not they have a cursor */
  constructor(private readonly now: () => number, private readonly people: () => Iterable<Writer> = () => []) { this.others = new Elsewhere(now) }

  /** Answers whether those who are here should hear of it. */
  come(readers: number): boolean {
    this.others.stir()
    return this.counted(readers)
  }

  private counted(readers: number): boolean {
    this.stirred = true
    return this.crowd !== undefined || this.turns(readers)
  }

  /** Answers false when the message was nothing a client of this person may say. `claim`: may this person use that client id? */
  hear(from: Person, who: Writer, bytes: Uint8Array, claim: (client: number) => boolean): boolean {
    const said = bytes.byteLength <= LIMITS.presence ? readPresence(bytes) : undefined
    const known = this.states.get(from)
    const own = said?.find(({ client }) => !known || client === known.client)
    if (!said) return false
    // Editors repeat what they hear of others: no offence, and it says nothing.
    if (!own || !claim(own.client)) return true
    if (own.state === null) return this.leave(from)
    const state = JSON.stringify({ ...cursorOf(own.state), user: stamp(who) })
    if (known && known.state === state && this.now() - known.toldAt < TIMES.presenceAgain) return true
    const next = { client: own.client, clock: this.tick(), state, toldAt: this.now(), person: who.person }
    this.elsewhere.delete(own.client)
    this.states.set(from, next)
    this.changed.set(from, next)
    return true
  }

  leave(from: Person): true {
    const known = this.states.get(from)
    if (known) this.gone.push({ client: known.client, clock: this.tick(), state: GONE, person: known.person })
    this.states.delete(from)
    this.changed.delete(from)
    this.stirred = true
    this.others.stir()
    return true
  }

  /** What another server says of those who are connected to it. */
  learn(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if ((this.elsewhere.get(entry.client)?.clock ?? 0) >= entry.clock || this.here(entry.client)) continue
      this.stirred ||= entry.state === GONE || !this.elsewhere.has(entry.client)
      if (entry.state === GONE) this.elsewhere.delete(entry.client)
      else this.elsewhere.set(entry.client, { ...entry, toldAt: this.now() })
      this.arrived.set(entry.client, entry)
    }
  }

  /** What another server counts of those who are connected to it. Answers whether those who are here should hear of it. */
  learnCrowd(server: string, here: readonly CrowdPart[], readers: number): boolean { return this.others.learn(server, here) && this.counted(readers) }

  /** Another server asks who is here. */
  asked(): void { this.others.stir() }
  /** What other servers should know of how many are here; asked once in a second. */
  toSay(): CrowdPart[] | undefined { return this.others.toSay(() => partsOf(this.byDelegation())) }

  /** A server that is gone says no goodbye for its people. */
  forget(): void {
    if (this.others.forget()) this.stirred = true
    for (const { client, toldAt, person } of this.elsewhere.values()) {
      if (this.now() - toldAt < TIMES.elsewhere) continue
      this.elsewhere.delete(client)
      this.stirred = true
      this.arrived.set(client, { client, clock: this.tick(), state: GONE, person })
    }
  }

  get moved(): boolean { return this.changed.size > 0 || this.gone.length > 0 || this.arrived.size > 0 || (this.crowd !== undefined && this.stirred) }

  /** Those who are connected here. */
  own(): Entry[] { return [...this.states.values()].map(entryOf) }

  /** Whether so many readers, here and elsewhere, change what is told: cursors, or of a crowd how many of each delegation. */
  turns(readers: number): boolean { return this.isCrowd(readers) !== (this.crowd !== undefined) }

  private isCrowd(readers: number): boolean { return readers + Math.max(this.elsewhere.size, this.others.readers) > (this.crowd === undefined ? LIMITS.cursors : LIMITS.cursorsAgain) }

  private byDelegation(): ByDelegation {
    const by: ByDelegation = new Map()
    for (const who of this.people()) join(by, who.person, who)
    return by
  }

  /** By delegation; one person in two windows counts once, and nobody is named. */
  private counts(): CrowdPart[] {
    const cursors: ByDelegation = new Map()
    for (const { state, person } of this.elsewhere.values()) join(cursors, person, (JSON.parse(state) as { user: { delegation?: string; group?: string } }).user)
    return this.others.sum(this.byDelegation(), cursors)
  }

  /** Counted anew only when somebody came or went, and not at every step of a crowd that streams in. */
  private tellCrowd(toAll: ToAll<Person>): void {
    // The cursors that stand on screens go once; nobody's own, or its editor would say it again.
    if (this.crowd === undefined) this.tellAll(toAll, [...this.states.values(), ...this.elsewhere.values()].map((entry) => ({ ...entry, clock: this.tick(), state: GONE })))
    else if (!this.stirred || this.now() - this.toldCrowdAt < TIMES.crowd) return
    this.stirred = false
    const counts = this.counts()
    const said = JSON.stringify(counts)
    if (said === this.crowd) return
    this.crowd = said
    this.toldCrowdAt = this.now()
    const frame = frames.crowd(counts)
    toAll((listener) => { listener.tellCrowd(frame) })
  }

  private tellCursorsAgain(toAll: ToAll<Person>): void {
    this.crowd = undefined
    const frame = frames.crowd()
    toAll((listener) => { listener.tellCrowd(frame) })
    this.tellAll(toAll, [...this.states.values(), ...this.elsewhere.values()].map((entry) => ({ ...entry, clock: this.tick() })))
  }

  /** Fifty cursors, each told at once to fifty, would be most of the work of a meeting. */
  due(readers: number): boolean { return performance.now() - this.toldAt >= Math.min(readers, LIMITS.cursors) * TIMES.presencePerReceiver }

  /** One frame to all; a moving one gets all but its own, or its editor would take its older self for news. Answers what other servers should know. */
  tell(readers: number, toAll: ToAll<Person>): Entry[] {
    this.toldAt = performance.now()
    const left = this.gone.filter(({ client }) => !this.here(client))
    const news = [...left, ...this.changed.values()]
    const all = [...news, ...[...this.arrived.values()].filter(({ client }) => !this.here(client))]
    if (this.isCrowd(readers)) this.tellCrowd(toAll)
    else {
      this.tellAll(toAll, all)
      if (this.crowd !== undefined) this.tellCursorsAgain(toAll)
    }
    this.changed.clear()
    this.arrived.clear()
    this.gone.length = 0
    return news.map(entryOf)
  }

  private tellAll(toAll: ToAll<Person>, all: readonly Entry[]): void {
    const frame = all.length > 0 ? frames.presence(all) : undefined
    const moving = new Set(all.map(({ client }) => client))
    if (frame) toAll((listener) => {
      const own = this.states.get(listener)
      if (!own || !moving.has(own.client)) listener.tell(frame)
      else if (all.length > 1) listener.tell(frames.presence(all.filter(({ client }) => client !== own.client)))
    })
  }

  /** For one who comes. */
  show(to: Person): void {
    if (this.crowd !== undefined) return to.tellCrowd(frames.crowd(this.counts()))
    const frame = this.everybody(to)
    if (frame) to.tell(frame)
  }

  private everybody(but: Person): Buffer | undefined {
    const own = this.states.get(but)?.client
    const states = [...this.states.values(), ...this.elsewhere.values()].filter(({ client }) => client !== own)
    return states.length > 0 ? frames.presence(states) : undefined
  }

  private here(client: number): boolean { return [...this.states.values()].some((state) => state.client === client) }

  /** Rising also across restarts, since editors remember the last clock they saw. */
  private tick(): number { return (this.clock = Math.max(this.clock + 1, this.now())) }
}

type ToAll<Person> = (say: (listener: Person) => void) => void
const GONE = 'null'
const entryOf = ({ client, clock, state, person }: Entry): Entry => ({ client, clock, state, person })
const stamp = ({ name, delegation, group, color }: Writer) => ({ name, delegation, group, color: /^#[0-9a-fA-F]{6}$/.test(color ?? '') ? color : '#5a6472' })

/** `cursor`: two relative positions, as the editor writes them. */
function cursorOf(state: unknown): { cursor?: { anchor: unknown; head: unknown } } {
  const cursor = typeof state === 'object' && state !== null ? (state as { cursor?: unknown }).cursor : undefined
  if (typeof cursor !== 'object' || cursor === null) return {}
  const { anchor, head } = cursor as { anchor?: unknown; head?: unknown }
  return { cursor: { anchor: position(anchor), head: position(head) } }
}

function position(value: unknown) {
  if (typeof value !== 'object' || value === null) return null
  const { type, tname, item, assoc } = value as Record<string, unknown>
  return { type: id(type), tname: typeof tname === 'string' ? tname.slice(0, 40) : null, item: id(item), assoc: typeof assoc === 'number' ? assoc : 0 }
}

function id(value: unknown) {
  const { client, clock } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return typeof client === 'number' && typeof clock === 'number' ? { client, clock } : null
}
