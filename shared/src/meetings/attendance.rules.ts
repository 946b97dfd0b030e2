// Who attends a meeting: a delegation, once; without its name where the mode says so (meetings.RULES.md, MEE-11 to MEE-14).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { CLASSES, GROUPS } from '../bodies/words'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import type { Meeting } from './meeting.rules'
import { HOW_PRESENT } from './words'

export const AttendanceShape = z.strictObject({
  id: z.string(), body: z.string(), meeting: z.string(), seat: z.string().optional(), class: z.enum(CLASSES), group: z.enum(GROUPS), how: z.enum(HOW_PRESENT), at: z.string(), left: z.string().optional(),
})
export type Attendance = z.infer<typeof AttendanceShape>
export type Present = Pick<Attendance, 'class' | 'group' | 'how'>

export const attendance = defineAggregate<Attendance>({
  shape: AttendanceShape,
  audience: 'table',
  partOf: 'meeting',
  apply(state, event) {
    if (event.type === 'delegationAttended') return { id: event.aggregate.id, body: event.body, ...(event.payload as Omit<Attendance, 'id' | 'body' | 'at'>), at: event.at }
    if (!state || event.type !== 'attendanceEnded') impossible(event)
    return { ...state, left: event.at }
  },
  columns: (state) => ({ parent: state.meeting, stage: state.left ? 'left' : 'present' }),
})

/** The seat as far as attendance needs to know. */
export interface SeatNow { id: string; class: Attendance['class']; group: Attendance['group']; suspended: boolean }

/** MEE-11 to MEE-13. That it attends already is known by its own row, which the record does not hold. */
export function attend(id: string, meeting: Meeting, seat: SeatNow, how: Attendance['how']): Draft[] | Refusal {
  if (meeting.stage === 'closed' || meeting.stage === 'cancelled') return refuse('meeting-over')
  if (how === 'on-line' && meeting.stage === 'called') return refuse('meeting-not-open')
  if (how === 'on-line' && !meeting.online) return refuse('meeting-in-room')
  if (seat.suspended) return refuse('seat-not-seated')
  const came = { meeting: meeting.id, class: seat.class, group: seat.group, how }
  return [{ ...draft('attendance', id)('delegationAttended', meeting.mode === 'not-attributed' ? came : { ...came, seat: seat.id }), ...unnamed(meeting) }]
}

/** MEE-14 */
export function leave(meeting: Meeting, state: Attendance): Draft[] | Refusal {
  if (meeting.stage === 'closed' || meeting.stage === 'cancelled') return refuse('meeting-over')
  return [{ ...draft('attendance', state.id)('attendanceEnded', {}), ...unnamed(meeting) }]
}

/** MEE-13 */
const unnamed = ({ mode }: Meeting) => (mode === 'not-attributed' ? { unattributed: true as const } : {})

/** MEE-12: of those who are there now. */
export function counted(present: readonly Pick<Attendance, 'class' | 'group' | 'left'>[]) {
  const there = present.filter(({ left }) => left === undefined)
  const of = (wanted: Attendance['class']) => there.filter((one) => one.class === wanted)
  return { members: of('member').length, observers: of('observer').length, experts: of('expert').length, groups: new Set(of('member').map(({ group }) => group)).size }
}
