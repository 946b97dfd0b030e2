// Follows a body: a snapshot, then every event through the same `apply` as the server's; asks for what it missed, never guesses.
import { computed, ref, shallowReactive, shallowRef, type ComputedRef, type Ref } from 'vue'
import { kindOf, isKind, type Kind, type StateOf } from '@roundtable/shared/record/aggregates'
import type { Audience } from '@roundtable/shared/record/audience'
import { isWithheld, type RecordedEvent, type ToldEvent } from '@roundtable/shared/record/event'
import { isRefused, Unreachable, type Refused } from './answer'
import { dropBody, keep, recall, shownAsHad } from './device'
import { Parts } from './parts'
import { saveSoon } from './saving'
import { askBySocket, listen } from './socket'

type State = { id: string; body: string }
interface Snapshot { seq: number; audience: Audience; aggregates: { kind: string; state: unknown }[] }
interface Missed { seq: number; audience: Audience; events: ToldEvent[] }

export interface BodyFollow {
  id: string
  /** the record's number up to which this picture is true; undefined before the first */
  seq: Ref<number | undefined>
  audience: Ref<Audience>
  refused: Ref<Refused | undefined>
  all<K extends Kind>(kind: K): ComputedRef<StateOf<K>[]>
  /** what belongs to one thing of the body; fetched when it is first asked for */
  part<K extends Kind>(kind: K, parent: string): ComputedRef<StateOf<K>[]>
  /** has that come? */
  come(kind: Kind, parent: string): ComputedRef<boolean>
  /** called after each event that changed the picture */
  onEvent(told: (event: RecordedEvent) => void): void
  onRights(told: () => void): void
  /** called when the picture was begun anew: what stands beside it has to be asked anew too */
  onAnew(told: () => void): void
}

const follows = new Map<string, BodyFollow>()
const nameOf = (kind: string, id: string) => `${kind} ${id}`

export function followBody(id: string): BodyFollow {
  const known = follows.get(id)
  if (known) return known
  const states = shallowReactive(new Map<string, { kind: Kind; state: State }>())
  const seq = ref<number>()
  const audience = ref<Audience>('public')
  const refused = shallowRef<Refused>()
  const told = new Set<(event: RecordedEvent) => void>()
  const rights = new Set<() => void>()
  const begun = new Set<() => void>()
  const parts = new Parts(id, () => audience.value, () => seq.value, () => remembered)
  const place = `body ${id}`
  let waiting: ToldEvent[] = []
  let asking = false
  let again: 'missed' | 'anew' | undefined

  function draw(snapshot: Snapshot): void {
    const fresh = new Set<string>()
    for (const { kind, state } of snapshot.aggregates) {
      if (!isKind(kind)) continue
      const name = nameOf(kind, (state as State).id)
      fresh.add(name)
      states.set(name, { kind, state: state as State })
    }
    for (const name of [...states.keys()]) if (!fresh.has(name)) states.delete(name)
    seq.value = snapshot.seq
    audience.value = snapshot.audience
  }
  function takeSnapshot(snapshot: Snapshot): void {
    draw(snapshot)
    parts.anew()
    for (const one of begun) one()
    save()
  }

  const save = saveSoon(() => {
    const at = seq.value
    if (at === undefined || refused.value || shownAsHad.has(place)) return
    void keep(place, id, { seq: at, audience: audience.value, aggregates: [...states.values()].map(({ kind, state }) => ({ kind, state })) } satisfies Snapshot, at)
    parts.save(at)
  })
  /** What this device had is shown at once; what was missed since is asked for, not the whole. */
  const remembered: Promise<void> = recall<Snapshot>(place).then((had) => {
    if (!had || seq.value !== undefined) return
    shownAsHad.set(place, had.at)
    draw(had.value)
  })

  /** False: a number is missing before this one. */
  function take(event: ToldEvent): boolean {
    const at = seq.value
    if (at === undefined || event.seq > at + 1) return false
    if (event.seq <= at) return true
    seq.value = event.seq
    if (isWithheld(event)) return true
    const { kind, id: aggregate } = event.aggregate
    if (!isKind(kind)) return true
    if (!parts.take(event)) {
      const name = nameOf(kind, aggregate)
      const state = kindOf(kind).apply(states.get(name)?.state, event)
      states.set(name, { kind, state: kindOf(kind).cut?.(state, audience.value) ?? state })
    }
    for (const one of told) one(event)
    save()
    return true
  }

  /** Events in order; a gap, or one that cannot be applied, asks the server instead. */
  function takeAll(events: ToldEvent[]): void {
    try {
      for (const event of [...events].sort((a, b) => a.seq - b.seq)) if (!take(event)) return void ask('missed')
    } catch {
      void ask('anew')
    }
  }

  /** `given`: the answer that is coming already to what was asked with the greeting. */
  async function ask(what: 'missed' | 'anew', given?: Promise<unknown>): Promise<void> {
    if (asking) { again = again === 'anew' ? again : what; return }
    asking = true
    try {
      await remembered
      const anew = () => askBySocket('bodies/follow', { body: id, ...(what === 'missed' && seq.value !== undefined ? { after: seq.value } : {}) })
      const answer = await (given?.catch(anew) ?? anew())
      shownAsHad.delete(place)
      if (isRefused(answer)) { refused.value = answer; states.clear(); void dropBody(id) }
      else if ('aggregates' in (answer as Snapshot | Missed)) { refused.value = undefined; takeSnapshot(answer as Snapshot) }
      else {
        const { events, audience: now } = answer as Missed
        // Another circle sees other things of the past, too.
        if (now !== audience.value) { again = 'anew'; await dropBody(id) }
        else { takeAll(events); save() }
      }
    } catch (error) {
      // The line broke: `up` asks again. Anything else is a bug and must be seen.
      if (!(error instanceof Unreachable)) throw error
    } finally {
      asking = false
    }
    const [late, next] = [waiting, again]
    waiting = []
    again = undefined
    if (next) return ask(next)
    if (late.length > 0 && seq.value !== undefined) takeAll(late)
  }

  listen({
    asks: async () => {
      await remembered
      return { body: id, ...(seq.value !== undefined ? { after: seq.value } : {}) }
    },
    up: (coming) => void ask('missed', coming(id)),
    events: ({ body, events }) => {
      if (body !== id) return
      if (asking || seq.value === undefined) waiting.push(...events)
      else takeAll(events)
    },
    head: (told) => { if (told.body === id && seq.value !== undefined && told.seq > seq.value) void ask('missed') },
    resnapshot: (body) => {
      if (body !== id) return
      for (const one of rights) one()
      void dropBody(id).then(() => ask('anew'))
    },
  })

  const follow: BodyFollow = {
    id, seq, audience, refused,
    all: <K extends Kind>(kind: K) => computed(() => [...states.values()].flatMap((one) => (one.kind === kind ? [one.state as unknown as StateOf<K>] : []))),
    part: <K extends Kind>(kind: K, parent: string) => computed(() => [...parts.of(kind, parent).values()] as unknown as StateOf<K>[]),
    come: (kind, parent) => computed(() => parts.come(kind, parent)),
    onEvent: (one) => void told.add(one),
    onRights: (one) => void rights.add(one),
    onAnew: (one) => void begun.add(one),
  }
  follows.set(id, follow)
  return follow
}
