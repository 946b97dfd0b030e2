// A meeting's call, its agenda, where it stands, and who attends (meetings.RULES.md).
import { describe, expect, it } from 'vitest'
import { refuse } from '@roundtable/shared/base/refusal'
import { attend, attendance, counted, leave, type Attendance } from '@roundtable/shared/meetings/attendance.rules'
import { attachFile, file, FILE_LIMITS, keepsFiles, withdrawFile, type BackgroundFile } from '@roundtable/shared/meetings/file.rules'
import { callMeeting, cancelMeeting, changeMeeting, closeMeeting, itemAtHand, meeting, moveToItem, openMeeting, resumeMeeting, setAgenda, suspendMeeting, timely, type Meeting } from '@roundtable/shared/meetings/meeting.rules'
import type { Mode } from '@roundtable/shared/meetings/words'
import { drafts, fold, types } from '../support/fold'

const STARTS = '2026-03-09T07:00:00.000Z'
const now = (iso: string) => new Date(iso)
const schedule = { starts: STARTS, minutes: 180, zone: 'Africa/Nairobi', place: 'Nairobi', online: true }
const item = (id: string, papers: string[] = []) => ({ id, title: `Item ${id}`, minutes: 30, papers })
const called = (mode: Mode = 'public') => fold(meeting, 'meeting', callMeeting('m', { ...schedule, number: 1, mode }, [item('a'), item('b', ['p'])]))
const after = (state: Meeting, decided: Parameters<typeof drafts>[0]) => fold(meeting, 'meeting', decided, state)
const open = after(called(), openMeeting(called(), now(STARTS)))

describe('calling', () => {
  it('[MEE-1] is for a time to come that the clock shows, somewhere', () => {
    const at = now('2026-03-02T10:00:00.000Z')
    expect(timely(now(STARTS), at, schedule)).toBeUndefined()
    expect(timely(undefined, at, schedule)).toEqual(refuse('time-never-comes'))
    expect(timely(at, at, schedule)).toEqual(refuse('meeting-past'))
    expect(timely(now('2028-03-20T07:00:00.000Z'), at, schedule)).toEqual(refuse('meeting-far'))
    expect(timely(now(STARTS), at, { online: false })).toEqual(refuse('meeting-nowhere'))
    expect(timely(now(STARTS), at, { online: false, place: 'Nairobi' })).toBeUndefined()
  })

  it('[MEE-2] keeps its number, also cancelled', () => {
    expect(meeting.columns?.(called()).key).toBe('body:1')
    expect(meeting.columns?.(after(called(), cancelMeeting(called(), 'No quorum.'))).key).toBe('body:1')
  })

  it('[MEE-3] [MEE-5] when and where change until it is opened, by who saw what stands', () => {
    const { place: _, ...online } = schedule
    const moved = after(called(), changeMeeting(called(), called().version, { ...online, starts: '2026-03-10T07:00:00.000Z' }))
    expect(moved).toMatchObject({ starts: '2026-03-10T07:00:00.000Z', sequence: 1, version: called().version + 1, mode: 'public', agenda: called().agenda })
    expect(moved).not.toHaveProperty('place')
    expect(changeMeeting(moved, called().version, schedule)).toEqual(refuse('meeting-moved'))
    expect(changeMeeting(open, open.version, schedule)).toEqual(refuse('meeting-not-called'))
  })

  it('[MEE-4] is cancelled with a reason before it is opened', () => {
    expect(after(called(), cancelMeeting(called(), 'No quorum.'))).toMatchObject({ stage: 'cancelled', cancelled: 'No quorum.', sequence: 1 })
    expect(cancelMeeting(open, 'Late.')).toEqual(refuse('meeting-not-called'))
  })
})

describe('the agenda', () => {
  it('[MEE-5] of two who set it at once the second is told', () => {
    const first = after(called(), setAgenda(called(), called().version, [item('b'), item('c')]))
    expect(first.agenda.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(setAgenda(first, called().version, [item('d')])).toEqual(refuse('meeting-moved'))
  })

  it('[MEE-6] [MEE-7] is set until the close; what was taken up stays in it', () => {
    const at = after(open, moveToItem(open, 'b'))
    expect(setAgenda(at, at.version, [item('a')])).toEqual(refuse('item-taken'))
    expect(after(at, setAgenda(at, at.version, [item('b'), item('z')])).agenda).toHaveLength(2)
    const closed = after(at, closeMeeting(at))
    expect(setAgenda(closed, closed.version, [item('b')])).toEqual(refuse('meeting-over'))
  })
})

describe('sitting', () => {
  it('[MEE-8] opened from an hour before, suspended, resumed, closed', () => {
    expect(openMeeting(called(), now('2026-03-09T05:59:00.000Z'))).toEqual(refuse('meeting-early'))
    expect(openMeeting(open, now(STARTS))).toEqual(refuse('meeting-already-open'))
    const suspended = after(open, suspendMeeting(open))
    expect([suspended.stage, suspendMeeting(suspended), resumeMeeting(open)]).toEqual(['suspended', refuse('meeting-not-open'), refuse('meeting-not-suspended')])
    expect(after(suspended, resumeMeeting(suspended)).stage).toBe('open')
    const closed = after(suspended, closeMeeting(suspended))
    expect([closed.stage, closeMeeting(closed), openMeeting(closed, now(STARTS)), closeMeeting(called())]).toEqual(['closed', refuse('meeting-not-open'), refuse('meeting-over'), refuse('meeting-not-open')])
  })

  it('[MEE-9] only an open meeting moves, to an item of its agenda', () => {
    const at = after(open, moveToItem(open, 'b'))
    expect(itemAtHand(at)).toBe('b')
    expect(types(moveToItem(at, 'b'))).toEqual([])
    expect(itemAtHand(after(at, moveToItem(at, 'a')))).toBe('a')
    expect(moveToItem(open, 'nowhere')).toEqual(refuse('unknown'))
    const suspended = after(open, suspendMeeting(open))
    expect(moveToItem(suspended, 'a')).toEqual(refuse('meeting-not-open'))
  })

  it.each(['closed', 'not-attributed'] as const)('[MEE-10] of a %s meeting the public sees neither agenda nor where it stands', (mode) => {
    const here = after(called(mode), openMeeting(called(mode), now(STARTS)))
    const moved = after(here, moveToItem(here, 'a'))
    expect(meeting.cut?.(moved, 'public')).toMatchObject({ stage: 'open', agenda: [], taken: [] })
    expect(meeting.cut?.(moved, 'table')).toEqual(moved)
    for (const one of [...drafts(callMeeting('n', { ...schedule, number: 2, mode }, [item('a')])), ...drafts(moveToItem(here, 'a')), ...drafts(setAgenda(here, here.version, [item('x')]))]) {
      expect([one.type, one.audience]).toEqual([one.type, one.type === 'meetingCalled' ? undefined : 'table'])
    }
  })
})

describe('background files', () => {
  const received = { kind: 'pdf' as const, bytes: 10, sha256: '0'.repeat(64) }
  const under = (item: string, n: number): BackgroundFile[] => Array.from({ length: n }, (_, at) => ({ id: `${item}${at}`, body: 'b', meeting: 'm', item, title: 'x', at: STARTS, ...received }))
  it('[MEE-15] stand under an item of the agenda, so many of them, also when the meeting is over, not when it was cancelled', () => {
    const one = attachFile('f', called(), 'a', 'Note', received, [])
    expect(fold(file, 'file', one)).toMatchObject({ id: 'f', meeting: 'm', item: 'a', title: 'Note', ...received })
    expect(attachFile('f', called(), 'c', 'Note', received, [])).toEqual(refuse('unknown'))
    expect(attachFile('f', called(), 'a', 'Note', received, under('a', FILE_LIMITS.perItem))).toEqual(refuse('too-many-files'))
    expect(types(attachFile('f', called(), 'b', 'Note', received, under('a', FILE_LIMITS.perItem)))).toEqual(['fileAttached'])
    expect(attachFile('f', called(), 'b', 'Note', received, under('a', FILE_LIMITS.perMeeting))).toEqual(refuse('too-many-files'))
    expect(types(attachFile('f', after(open, closeMeeting(open)), 'a', 'Note', received, []))).toEqual(['fileAttached'])
    expect(attachFile('f', after(called(), cancelMeeting(called(), 'why')), 'a', 'Note', received, [])).toEqual(refuse('meeting-over'))
  })
  it('[MEE-17] [MEE-18] are withdrawn once, and until then keep their item in the agenda', () => {
    const [one] = under('a', 1) as [BackgroundFile]
    const gone = fold(file, 'file', withdrawFile(one), one)
    expect(withdrawFile(gone)).toEqual(refuse('already-withdrawn'))
    expect(keepsFiles([{ id: 'b' }], [one])).toEqual(refuse('item-has-files'))
    expect(keepsFiles([{ id: 'b' }], [gone])).toBeUndefined()
    expect(keepsFiles([{ id: 'a' }], [one])).toBeUndefined()
    expect(attachFile('f', called(), 'a', 'Note', received, Array.from({ length: FILE_LIMITS.perMeeting }, () => gone))).toHaveLength(1)
  })
})

describe('attendance', () => {
  const seat = { id: 'kenya', class: 'member', group: 'national-government', suspended: false } as const
  const come = (state: Meeting, how: Attendance['how'] = 'on-line') => attend('x', state, seat, how)

  it('[MEE-11] on-line while it is open or suspended, at the door until it is over, never suspended', () => {
    expect(come(called())).toEqual(refuse('meeting-not-open'))
    expect(types(come(called(), 'in-the-room'))).toEqual(['delegationAttended'])
    expect(types(come(open))).toEqual(['delegationAttended'])
    expect(attend('x', open, { ...seat, suspended: true }, 'on-line')).toEqual(refuse('seat-not-seated'))
    expect(come({ ...open, online: false })).toEqual(refuse('meeting-in-room'))
    const closed = after(open, closeMeeting(open))
    expect(come(closed, 'in-the-room')).toEqual(refuse('meeting-over'))
  })

  it('[MEE-12] counts members apart', () => {
    const row = (of: Attendance['class'], group: Attendance['group'], left?: string) => ({ class: of, group, left })
    expect(counted([row('member', 'national-government'), row('member', 'civil-society'), row('member', 'civil-society'), row('observer', 'academia'), row('expert', 'academia'), row('member', 'parliament', STARTS)]))
      .toEqual({ members: 3, observers: 1, experts: 1, groups: 2 })
  })

  it('[MEE-13] not attributed: no seat stands in the event, and no name', () => {
    const quiet = after(called('not-attributed'), openMeeting(called('not-attributed'), now(STARTS)))
    const [event] = drafts(come(quiet))
    expect(event).toMatchObject({ unattributed: true, payload: { class: 'member', group: 'national-government' } })
    expect(JSON.stringify(event)).not.toContain('kenya')
    expect(JSON.stringify(drafts(come(open)))).toContain('kenya')
  })

  it('[MEE-14] who left counts no more', () => {
    const there = fold(attendance, 'attendance', come(open))
    const gone = fold(attendance, 'attendance', leave(open, there), there)
    expect(counted([gone]).members).toBe(0)
    expect(attendance.columns?.(gone)).toEqual({ parent: 'm', stage: 'left' })
  })
})
