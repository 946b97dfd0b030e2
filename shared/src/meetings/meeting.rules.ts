// A meeting: its call, its agenda, and where it stands (meetings.RULES.md, MEE-1 to MEE-10).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import { MEETING_STAGES, MODES, type Mode } from './words'

const ItemShape = z.strictObject({ id: z.string(), title: z.string(), minutes: z.number(), papers: z.array(z.string()) })
export const MeetingShape = z.strictObject({
  id: z.string(), body: z.string(), number: z.number(), mode: z.enum(MODES), stage: z.enum(MEETING_STAGES),
  title: z.string().optional(), starts: z.string(), minutes: z.number(), zone: z.string(), place: z.string().optional(), online: z.boolean(),
  /** of what is called, changed and set: who changes it says which he saw */
  version: z.number(),
  /** of the calendar entry (RFC 5545, SEQUENCE) */
  sequence: z.number(),
  agenda: z.array(ItemShape),
  /** the item at hand and those before it, in the order they were taken */
  taken: z.array(z.strictObject({ item: z.string(), at: z.string() })),
  opened: z.string().optional(), closed: z.string().optional(), cancelled: z.string().optional(),
})
export type Meeting = z.infer<typeof MeetingShape>
export type AgendaItem = z.infer<typeof ItemShape>
export type Schedule = Pick<Meeting, 'title' | 'starts' | 'minutes' | 'zone' | 'place' | 'online'>

const HOUR = 60 * 60_000
const YEARS = 2 * 366 * 24 * HOUR

export const meeting = defineAggregate<Meeting>({
  shape: MeetingShape,
  audience: 'public',
  apply(state, event) {
    if (event.type === 'meetingCalled') {
      return { id: event.aggregate.id, body: event.body, ...(event.payload as Schedule & Pick<Meeting, 'number' | 'mode'>), stage: 'called', version: 1, sequence: 0, agenda: [], taken: [] }
    }
    if (!state) impossible(event)
    switch (event.type) {
      case 'meetingChanged': {
        const { id, body, number, mode, stage, version, sequence, agenda, taken } = state
        return { id, body, number, mode, stage, agenda, taken, ...(event.payload as Schedule), version: version + 1, sequence: sequence + 1 }
      }
      case 'meetingCancelled': return { ...state, stage: 'cancelled', sequence: state.sequence + 1, cancelled: (event.payload as { reason: string }).reason }
      case 'agendaChanged': return { ...state, agenda: (event.payload as { items: AgendaItem[] }).items, version: state.version + 1 }
      case 'meetingOpened': return { ...state, stage: 'open', opened: event.at }
      case 'meetingSuspended': return { ...state, stage: 'suspended' }
      case 'meetingResumed': return { ...state, stage: 'open' }
      case 'meetingClosed': return { ...state, stage: 'closed', closed: event.at }
      case 'itemOpened': return { ...state, taken: [...state.taken, { item: (event.payload as { item: string }).item, at: event.at }] }
      default: return impossible(event)
    }
  },
  // MEE-10. The version counts what the viewer may see: events that are withheld from him do not raise it.
  cut(state, viewer) {
    if (viewer !== 'public' || state.mode === 'public') return state
    return { ...state, agenda: [], taken: [], version: state.sequence + 1 - (state.stage === 'cancelled' ? 1 : 0) }
  },
  columns: (state) => ({ stage: state.stage, key: `${state.body}:${state.number}` }),
})

const of = (state: Meeting) => draft('meeting', state.id)
/** MEE-10: what of a sitting the public may not see. */
const inside = (mode: Mode) => (mode === 'public' ? {} : { audience: 'table' as const })
export const itemAtHand = (state: Meeting): string | undefined => state.taken.at(-1)?.item
const over = ({ stage }: Meeting): boolean => stage === 'closed' || stage === 'cancelled'

/** MEE-1: `starts` is the instant that the wall clock meant; undefined when the clock never shows that time. */
export function timely(starts: Date | undefined, now: Date, { place, online }: Pick<Schedule, 'place' | 'online'>): Refusal | undefined {
  if (!starts) return refuse('time-never-comes')
  if (starts <= now) return refuse('meeting-past')
  if (starts.getTime() - now.getTime() > YEARS) return refuse('meeting-far')
  return place === undefined && !online ? refuse('meeting-nowhere') : undefined
}

/** MEE-1, MEE-2: called by `timely`'s leave. */
export function callMeeting(id: string, called: Schedule & Pick<Meeting, 'number' | 'mode'>, items: AgendaItem[]): Draft[] {
  const of = draft('meeting', id)
  return [of('meetingCalled', called), ...(items.length > 0 ? [{ ...of('agendaChanged', { items }), ...inside(called.mode) }] : [])]
}

/** MEE-3, MEE-5 */
export function changeMeeting(state: Meeting, version: number, schedule: Schedule): Draft[] | Refusal {
  if (state.stage !== 'called') return refuse('meeting-not-called')
  if (version !== state.version) return refuse('meeting-moved')
  return [of(state)('meetingChanged', schedule)]
}

/** MEE-4 */
export const cancelMeeting = (state: Meeting, reason: string): Draft[] | Refusal =>
  state.stage === 'called' ? [of(state)('meetingCancelled', { reason })] : refuse('meeting-not-called')

/** MEE-5 to MEE-7 */
export function setAgenda(state: Meeting, version: number, items: AgendaItem[]): Draft[] | Refusal {
  if (over(state)) return refuse('meeting-over')
  if (version !== state.version) return refuse('meeting-moved')
  if (state.taken.some(({ item }) => !items.some(({ id }) => id === item))) return refuse('item-taken')
  return [{ ...of(state)('agendaChanged', { items }), ...inside(state.mode) }]
}

/** MEE-8 */
export function openMeeting(state: Meeting, now: Date): Draft[] | Refusal {
  if (state.stage !== 'called') return refuse(over(state) ? 'meeting-over' : 'meeting-already-open')
  return Date.parse(state.starts) - now.getTime() > HOUR ? refuse('meeting-early') : [of(state)('meetingOpened', {})]
}
export const suspendMeeting = (state: Meeting): Draft[] | Refusal => (state.stage === 'open' ? [of(state)('meetingSuspended', {})] : refuse('meeting-not-open'))
export const resumeMeeting = (state: Meeting): Draft[] | Refusal => (state.stage === 'suspended' ? [of(state)('meetingResumed', {})] : refuse('meeting-not-suspended'))
export const closeMeeting = (state: Meeting): Draft[] | Refusal => (state.stage === 'open' || state.stage === 'suspended' ? [of(state)('meetingClosed', {})] : refuse('meeting-not-open'))

/** MEE-9 */
export function moveToItem(state: Meeting, item: string): Draft[] | Refusal {
  if (state.stage !== 'open') return refuse('meeting-not-open')
  if (!state.agenda.some(({ id }) => id === item)) return refuse('unknown')
  return itemAtHand(state) === item ? [] : [{ ...of(state)('itemOpened', { item }), ...inside(state.mode) }]
}
