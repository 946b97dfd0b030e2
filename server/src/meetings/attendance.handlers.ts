// Who attends a meeting: on-line, or checked in at the door; and who is there now.
import { isRefusal, refuse } from '@roundtable/shared/base/refusal'
import { attend, leave, type Attendance } from '@roundtable/shared/meetings/attendance.rules'
import { audienceOf } from '@roundtable/shared/permissions/audience-of'
import type { Act, Commands, Queries } from '../gate/handler'
import { loadState, statesOfParent } from '../platform/record.db'
import type { Unit } from '../platform/unit'
import { attendedBy, attendedIn, forgetAttended, noteAttended } from './meetings.db'
import { ofMeeting, recordOr, stateOf, type Asked } from './of-meeting'

/** Who attends does so for a seat of his own. */
async function seatKnown(unit: Unit, { meeting, seat }: Asked & { seat: string }) {
  return (await unit.load('meeting', meeting)) && (await unit.load('seat', seat)) ? { seat } : undefined
}

async function enter(act: Act, { meeting, seat }: Asked & { seat: string }, how: Attendance['how']) {
  const [state, at] = [await stateOf(act, { meeting }), (await act.unit.load('seat', seat))!]
  const id = act.unit.ports.id()
  const decided = attend(id, state, { id: seat, class: at.class, group: at.group, suspended: at.standing === 'suspended' }, how)
  if (isRefusal(decided)) return decided
  if (await attendedBy(act.unit.tx, meeting, seat)) return refuse('already-attending')
  await noteAttended(act.unit.tx, meeting, seat, id)
  return recordOr(act, decided, {})
}

export const attendanceCommands: Pick<Commands<'meetings'>, 'attend' | 'checkIn' | 'checkOut'> = {
  attend: { ...ofMeeting, target: seatKnown, run: (act, input) => enter(act, input, 'on-line') },
  checkIn: { ...ofMeeting, target: seatKnown, run: (act, input) => enter(act, input, 'in-the-room') },
  checkOut: {
    ...ofMeeting, target: seatKnown,
    async run(act, { meeting, seat }) {
      const id = await attendedBy(act.unit.tx, meeting, seat)
      const there = id === undefined ? undefined : await act.unit.load('attendance', id)
      if (!there) return refuse('not-attending')
      const decided = leave(await stateOf(act, { meeting }), there)
      if (isRefusal(decided)) return decided
      await forgetAttended(act.unit.tx, meeting, seat)
      return recordOr(act, decided, {})
    },
  },
}

export const attendanceQueries: Pick<Queries<'meetings'>, 'attendance'> = {
  attendance: {
    body: ofMeeting.body, about: 'attendance',
    async run({ db, actor }, { meeting }) {
      const state = (await loadState(db, 'meeting', meeting))!
      const rows = ((await statesOfParent(db, 'attendance', meeting, undefined, 1000)) as Attendance[]).filter(({ left }) => left === undefined)
      // In the room one sees who sits there, while it sits; the record does not hold it.
      const now = state.mode === 'not-attributed' && audienceOf(actor, state.body) !== 'public' ? new Map((await attendedIn(db, meeting)).map(({ attendance, seat }) => [attendance, seat])) : new Map<string, string>()
      return { present: rows.map(({ id, seat = now.get(id), class: as, group, how }) => ({ class: as, group, how, ...(seat ? { seat } : {}) })) }
    },
  },
}
