// One meeting as the record has it: its body's view, who attends, which item is at hand, and what I may do there.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Seat } from '@roundtable/shared/bodies/seat.rules'
import { stands, type BackgroundFile } from '@roundtable/shared/meetings/file.rules'
import { itemAtHand, type AgendaItem, type Meeting } from '@roundtable/shared/meetings/meeting.rules'
import type { Action } from '@roundtable/shared/permissions/who-may'
import type { AnswerOf } from '@roundtable/shared/wire/contracts'
import { useBodies, type BodyView } from '../bodies/bodies.store'
import { isRefused, type Refused } from '../wire/answer'
import { queryOnce } from '../wire/had'
import { query } from '../wire/http'

export type Attending = AnswerOf<'meetings/attendance'>['present'][number]
export interface MeetingView {
  view: BodyView
  meeting: ComputedRef<Meeting | undefined>
  /** the item at hand and its number */
  item: ComputedRef<(AgendaItem & { number: number }) | undefined>
  next: ComputedRef<(AgendaItem & { number: number }) | undefined>
  present: ComputedRef<readonly Attending[]>
  /** the background files that stand */
  files: ComputedRef<readonly BackgroundFile[]>
  /** seats of mine that can attend on-line and do not yet */
  absent: ComputedRef<Seat[]>
  can(action: Action, onInstruction?: boolean): boolean
  /** what I may do only on the chair's instruction is said to be so */
  instructed(action: Action): { onInstruction?: true }
}
export type Opened = { is: 'opening' } | { is: 'refused'; refused: Refused } | { is: 'open'; of: MeetingView }

export const useMeetings = defineStore('meetings', () => {
  const bodies = useBodies()
  const views = new Map<string, MeetingView>()

  function viewOf(id: string, body: string): MeetingView {
    const known = views.get(id)
    if (known) return known
    const view = bodies.open(body)
    const meeting = computed(() => view.meetings.value.find((one) => one.id === id))
    const numbered = (at: number) => { const one = meeting.value?.agenda[at]; return one && { ...one, number: at + 1 } }
    const at = computed(() => meeting.value?.agenda.findIndex((one) => one.id === itemAtHand(meeting.value!)) ?? -1)
    const recorded = view.part('attendance', id)
    // Where the record names nobody, those in the room see each other by asking.
    const asked = shallowRef<readonly Attending[]>()
    const there = computed(() => recorded.value.filter(({ left }) => left === undefined))
    watch([there, () => meeting.value?.stage], async ([rows]) => {
      if (meeting.value?.mode !== 'not-attributed' || !view.atTable.value || rows.length === 0) return void (asked.value = undefined)
      const answer = await query('meetings/attendance', { meeting: id })
      if (!isRefused(answer)) asked.value = answer.present
    }, { immediate: true })
    const present = computed((): readonly Attending[] => asked.value ?? there.value)
    const attached = view.part('file', id)
    const of: MeetingView = {
      view, meeting, present,
      files: computed(() => attached.value.filter(stands)),
      item: computed(() => numbered(at.value)),
      next: computed(() => numbered(at.value + 1)),
      absent: computed(() => view.mine.value.filter((seat) => seat.standing === 'seated' && view.can('meetings/attend', { seat: seat.id }) && !present.value.some((one) => one.seat === seat.id))),
      can: (action, onInstruction = false) => view.can(action, {}, onInstruction),
      instructed: (action) => (!view.can(action) && view.can(action, {}, true) ? { onInstruction: true } : {}),
    }
    views.set(id, of)
    return of
  }

  function open(id: string): ShallowRef<Opened> {
    const known = views.get(id)
    const opened = shallowRef<Opened>(known ? { is: 'open', of: known } : { is: 'opening' })
    if (!known) void queryOnce('meetings/read', { meeting: id }, ({ body }) => body, (answer) => { opened.value = isRefused(answer) ? { is: 'refused', refused: answer } : { is: 'open', of: viewOf(id, answer.body) } })
    return opened
  }

  /** From a table that is open already the meeting opens at once. */
  const knows = (meeting: string, body: string): void => void viewOf(meeting, body)
  return { open, knows }
})
