// What belongs to one thing of a body (a paper's citations): fetched when it is first looked at, and kept true by the body's events.
import { shallowReactive, shallowRef, type ShallowRef } from 'vue'
import { kindOf, type Kind } from '@roundtable/shared/record/aggregates'
import type { Audience } from '@roundtable/shared/record/audience'
import type { RecordedEvent } from '@roundtable/shared/record/event'
import { isRefused, Unreachable } from './answer'
import { keep, recall, shownAsHad } from './device'
import { query } from './http'

type State = { id: string; body: string }
interface Part { states: Map<string, State>; /** as this device had them, or as the server answered */ come: ShallowRef<boolean>; seq: number | undefined; waiting: RecordedEvent[]; asking: boolean }

export class Parts {
  private readonly open = new Map<string, Part>()
  /** how often all began anew */
  private times = 0

  /** `seq`: up to which number of the body's record its picture is true; `remembered`: when what this device had of the body is drawn */
  constructor(private readonly body: string, private readonly audience: () => Audience, private readonly seq: () => number | undefined = () => undefined, private readonly remembered: () => Promise<void> = () => Promise.resolve()) {}

  /** The states by id; empty until they have come. */
  of(kind: Kind, parent: string): ReadonlyMap<string, State> { return this.part(kind, parent).states }
  /** Have they come? Before that none is no answer. */
  come(kind: Kind, parent: string): boolean { return this.part(kind, parent).come.value }

  private part(kind: Kind, parent: string): Part {
    const key = `${kind} ${parent}`
    let part = this.open.get(key)
    if (!part) {
      this.open.set(key, (part = { states: shallowReactive(new Map<string, State>()), come: shallowRef(false), seq: undefined, waiting: [], asking: false }))
      void this.begin(kind, parent, part)
    }
    return part
  }

  /** Keeps on this device what is looked at: true up to the same number as the body beside it. */
  save(at: number): void {
    for (const [key, part] of this.open) if (part.seq !== undefined && !part.asking) void keep(`part ${this.body} ${key}`, this.body, [...part.states.values()], Math.max(at, part.seq))
  }

  /** Is the event about a part? Then it is kept here if anybody looks at it, and nowhere else. */
  take(event: RecordedEvent): boolean {
    const kind = event.aggregate.kind as Kind
    if (!kindOf(kind).partOf) return false
    for (const [key, part] of this.open) {
      if (!key.startsWith(`${kind} `) || !this.belongs(event, kind, key.slice(kind.length + 1), part)) continue
      if (part.asking || part.seq === undefined) part.waiting.push(event)
      else this.apply(event, kind, part)
    }
    return true
  }

  /** Another picture of the body: what is looked at is asked anew. */
  anew(): void {
    this.times += 1
    for (const [key, part] of this.open) {
      const [kind, parent] = key.split(' ') as [Kind, string]
      void this.fetch(kind, parent, part)
    }
  }

  /** The first event of a part says whose it is. Of one that is being fetched it is decided when it has come. */
  private belongs(event: RecordedEvent, kind: Kind, parent: string, part: Part): boolean {
    if (part.states.has(event.aggregate.id) || part.asking) return true
    try {
      return kindOf(kind).columns?.(kindOf(kind).apply(undefined, event)).parent === parent
    } catch {
      return false
    }
  }

  private apply(event: RecordedEvent, kind: Kind, part: Part): void {
    if (event.seq <= part.seq!) return
    const state = kindOf(kind).apply(part.states.get(event.aggregate.id), event)
    part.states.set(state.id, kindOf(kind).cut?.(state, this.audience()) ?? state)
  }

  /** What this device had is as true as the body's picture, or it is shown until the server has answered. */
  private async begin(kind: Kind, parent: string, part: Part): Promise<void> {
    const place = `part ${this.body} ${kind} ${parent}`
    part.asking = true
    await this.remembered()
    const [before, times] = [this.seq(), this.times]
    const had = await recall<State[]>(place)
    part.asking = false
    if (had && part.seq === undefined) for (const state of had.value) part.states.set(state.id, state)
    if (had) part.come.value = true
    // Nothing of it can have been missed: the body's events go on from the same number.
    if (had && before !== undefined && had.seq >= before && times === this.times) {
      part.seq = had.seq
      return this.catchUp(kind, parent, part)
    }
    if (had) shownAsHad.set(place, had.at)
    await this.fetch(kind, parent, part)
    shownAsHad.delete(place)
  }

  private async fetch(kind: Kind, parent: string, part: Part): Promise<void> {
    if (part.asking) return
    part.asking = true
    const found = new Map<string, State>()
    let first: number | undefined
    try {
      for (let after: string | undefined; ;) {
        const answer = await query('bodies/part', { body: this.body, kind, parent, ...(after ? { after } : {}) })
        if (isRefused(answer)) break
        first ??= answer.seq
        for (const { state } of answer.aggregates as { state: State }[]) found.set(state.id, state)
        after = (answer.aggregates.at(-1)?.state as State | undefined)?.id
        if (!answer.more) break
      }
      for (const id of [...part.states.keys()]) if (!found.has(id)) part.states.delete(id)
      for (const [id, state] of found) part.states.set(id, state)
      part.seq = first
      part.come.value = true
    } catch (error) {
      // The line broke: asked again when the body is.
      if (!(error instanceof Unreachable)) throw error
    } finally {
      part.asking = false
    }
    this.catchUp(kind, parent, part)
  }

  private catchUp(kind: Kind, parent: string, part: Part): void {
    const late = part.waiting.splice(0)
    if (part.seq !== undefined) for (const event of late) if (this.belongs(event, kind, parent, part)) this.applyLate(event, kind, part)
  }

  /** Of two pages the second may hold already what an event after the first page says. */
  private applyLate(event: RecordedEvent, kind: Kind, part: Part): void {
    try { this.apply(event, kind, part) } catch { /* it is in the picture */ }
  }
}
