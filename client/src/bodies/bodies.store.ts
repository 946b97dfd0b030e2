// The bodies that are followed: one view for each. Thin: what is shown is the fold of the record.
import { defineStore } from 'pinia'
import { computed, type ComputedRef, type Ref } from 'vue'
import { INSTALLATION } from '@roundtable/shared/base/installation'
import { isRefusal } from '@roundtable/shared/base/refusal'
import type { Application } from '@roundtable/shared/bodies/application.rules'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Seat } from '@roundtable/shared/bodies/seat.rules'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import type { Arrival, Forwarding } from '@roundtable/shared/outcomes/forwarding.rules'
import type { Outcome } from '@roundtable/shared/outcomes/outcomes.rules'
import type { Paper } from '@roundtable/shared/papers/papers.rules'
import type { Target } from '@roundtable/shared/permissions/grants'
import { may } from '@roundtable/shared/permissions/may'
import type { Actor, Membership } from '@roundtable/shared/permissions/roles'
import type { Action } from '@roundtable/shared/permissions/who-may'
import { sorterIn } from '@roundtable/shared/words/dates'
import { kindOf } from '@roundtable/shared/record/aggregates'
import { useAccounts } from '../accounts/accounts.store'
import type { Refused } from '../wire/answer'
import { followBody, type BodyFollow } from '../wire/body'
import { announceEvents } from './told'

export interface BodyView {
  id: string
  ready: ComputedRef<boolean>
  refused: Ref<Refused | undefined>
  /** at its table, or serving it: sees what members see */
  atTable: ComputedRef<boolean>
  body: ComputedRef<Body | undefined>
  seats: ComputedRef<Seat[]>
  applications: ComputedRef<Application[]>
  papers: ComputedRef<Paper[]>
  /** the latest first */
  meetings: ComputedRef<Meeting[]>
  outcomes: ComputedRef<Outcome[]>
  /** outcomes of this body on their way to others, and what others have forwarded here, the latest first */
  forwardings: ComputedRef<Forwarding[]>
  arrivals: ComputedRef<Arrival[]>
  actor: ComputedRef<Actor>
  /** seats that I sit in */
  mine: ComputedRef<Seat[]>
  can(action: Action, target?: Target, onInstruction?: boolean): boolean
  seat(id: string): Seat | undefined
  /** moves with the record: for lists that are no part of it */
  changes: ComputedRef<number>
  /** what belongs to one thing here, such as the citations of a paper */
  part: BodyFollow['part']
  come: BodyFollow['come']
}

/** By the names of the record, which is kept in English; a list that people read orders them anew in their language. */
const inRecord = sorterIn('en')
const byTime = <T extends { at: string }>(rows: T[]): T[] => [...rows].sort((a, b) => b.at.localeCompare(a.at))

export const useBodies = defineStore('bodies', () => {
  const accounts = useAccounts()
  const views = new Map<string, BodyView>()

  function open(id: string): BodyView {
    const known = views.get(id)
    if (known) return known
    const follow = followBody(id)
    follow.onRights(() => void accounts.refresh())
    announceEvents(follow)
    const [forwardings, arrivals] = [follow.all('forwarding'), follow.all('arrival')]
    const [bodies, seats, applications, papers, meetings, outcomes] =
      [follow.all('body'), follow.all('seat'), follow.all('application'), follow.all('paper'), follow.all('meeting'), follow.all('outcome')]
    // My roles here follow from the record itself, so a button goes the moment its right does.
    const memberships = computed((): Membership[] => {
      const person = accounts.person?.id
      const here = [...bodies.value.map((state) => ({ kind: 'body' as const, state })), ...seats.value.map((state) => ({ kind: 'seat' as const, state }))]
        .flatMap(({ kind, state }) => kindOf(kind).memberships?.(state) ?? [])
      const serving = accounts.actorIn().memberships.filter((one) => one.body === INSTALLATION)
      return [...here.filter((one) => one.person === person).map(({ person: _, ...one }) => one), ...serving]
    })
    const actor = computed((): Actor => ({ ...(accounts.person ? { person: accounts.person } : {}), memberships: memberships.value }))
    const view: BodyView = {
      id, refused: follow.refused, actor,
      ready: computed(() => follow.seq.value !== undefined && accounts.me !== undefined),
      atTable: computed(() => follow.audience.value !== 'public'),
      body: computed(() => bodies.value[0]),
      seats: computed(() => [...seats.value].sort((a, b) => inRecord(a.organisation, b.organisation))),
      applications: computed(() => byTime(applications.value)),
      papers: computed(() => [...papers.value].sort((a, b) => b.made.localeCompare(a.made))),
      meetings: computed(() => [...meetings.value].sort((a, b) => b.starts.localeCompare(a.starts))),
      outcomes: computed(() => byTime(outcomes.value)),
      forwardings: computed(() => byTime(forwardings.value)),
      arrivals: computed(() => byTime(arrivals.value)),
      mine: computed(() => seats.value.filter((seat) => seat.delegates.some((one) => one.person === accounts.person?.id))),
      can: (action, target = {}, onInstruction = false) => !isRefusal(may(action, actor.value, target, onInstruction)),
      seat: (seat) => seats.value.find((one) => one.id === seat),
      changes: computed(() => follow.seq.value ?? 0),
      part: follow.part, come: follow.come,
    }
    views.set(id, view)
    return view
  }

  return { open }
})
