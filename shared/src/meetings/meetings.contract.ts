// Meetings: when and where a body sits, its agenda, where it stands in it, and which delegations attend.
import { z } from 'zod'
import { CLASSES, GROUPS } from '../bodies/words'
import { Id } from '../base/ids'
import { line, lines } from '../base/text'
import { isZone } from '../base/zones'
import { defineDomain, instruction, page } from '../wire/contract'
import { Received } from './file.rules'
import { HOW_PRESENT, MEETING_STAGES, MODES } from './words'

const Done = z.strictObject({})
/** The time that the clock of the meeting's zone shows. */
const Wall = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
export const Zone = z.string().max(64).refine(isZone, { message: 'zone' })
const Minutes = (most: number) => z.number().int().min(1).max(most)
const Version = z.number().int().min(1)
const ItemInput = z.strictObject({ id: Id.optional(), title: line(300), minutes: Minutes(480), papers: z.array(Id).max(40) })
const Item = z.strictObject({ id: Id, title: z.string(), minutes: z.number(), papers: z.array(Id) })
const Schedule = { title: line(160).optional(), minutes: Minutes(720), zone: Zone, place: line(200).optional(), online: z.boolean() }
const Scheduled = z.strictObject({ ...Schedule, starts: z.string() })
const one = { meeting: Id }
const byChair = z.strictObject({ ...one, ...instruction })
const Present = z.strictObject({ class: z.enum(CLASSES), group: z.enum(GROUPS), how: z.enum(HOW_PRESENT) })
export const MeetingLine = z.strictObject({ id: Id, number: z.number(), title: z.string().optional(), starts: z.string(), minutes: z.number(), zone: z.string(), mode: z.enum(MODES), stage: z.enum(MEETING_STAGES), place: z.string().optional(), online: z.boolean() })

export const meetings = defineDomain({
  commands: {
    callMeeting: { says: 'Call a meeting of a body; its people get notice by mail, with a calendar file.', input: z.strictObject({ body: Id, mode: z.enum(MODES), starts: Wall, ...Schedule, items: z.array(ItemInput.omit({ id: true })).max(60) }), answer: z.strictObject({ meeting: Id }) },
    changeMeeting: { says: 'Change when or where a meeting is held; the calendar entry that people have changes with it.', input: z.strictObject({ ...one, version: Version, starts: Wall, ...Schedule }), answer: Done },
    cancelMeeting: { says: 'Cancel a meeting that was not opened; the calendar entry that people have is cancelled.', input: z.strictObject({ ...one, reason: lines(1000) }), answer: Done },
    setAgenda: { says: 'Set the agenda of a meeting, as the viewer saw it last.', input: z.strictObject({ ...one, version: Version, items: z.array(ItemInput).max(60) }), answer: Done },
    openMeeting: { says: 'Open a meeting.', input: byChair, answer: Done },
    suspendMeeting: { says: 'Suspend a meeting.', input: byChair, answer: Done },
    resumeMeeting: { says: 'Resume a suspended meeting.', input: byChair, answer: Done },
    closeMeeting: { says: 'Close a meeting.', input: byChair, answer: Done },
    moveToItem: { says: 'Move to an item of the agenda, for all at once.', input: byChair.extend({ item: Id }), answer: Done },
    attend: { says: 'Attend a meeting on-line, for one’s delegation.', input: z.strictObject({ ...one, seat: Id }), answer: Done },
    checkIn: { says: 'Check a delegation in at the door.', input: z.strictObject({ ...one, seat: Id }), answer: Done },
    checkOut: { says: 'Take back an attendance that was entered by mistake, or note that a delegation has left.', input: z.strictObject({ ...one, seat: Id }), answer: Done },
    attachFile: { says: 'Put a background file that was uploaded under an item of the agenda.', input: z.strictObject({ ...one, item: Id, upload: Id, title: line(160) }), answer: z.strictObject({ file: Id }) },
    withdrawFile: { says: 'Withdraw a background file; its bytes are deleted.', input: z.strictObject({ file: Id }), answer: Done },
  },
  queries: {
    list: { says: 'The meetings of a body, the newest first.', input: z.strictObject({ body: Id, ...page }), answer: z.strictObject({ meetings: z.array(MeetingLine) }) },
    read: { says: 'One meeting: of which body, when and where.', input: z.strictObject(one), answer: MeetingLine.extend({ body: Id }) },
    attendance: { says: 'Who attends a meeting: counted by class and group; by delegation where the mode allows it.', input: z.strictObject(one), answer: z.strictObject({ present: z.array(Present.extend({ seat: Id.optional() })) }) },
    file: { says: 'What a background file is. Its bytes: GET /api/files/<file>.', input: z.strictObject({ file: Id }), answer: Received.extend({ title: z.string() }) },
    calendar: { says: 'The calendar file of a meeting.', input: z.strictObject(one), answer: z.strictObject({ ics: z.string() }) },
  },
  events: {
    meetingCalled: { v: 1, audience: 'public', payload: Scheduled.extend({ number: z.number().int(), mode: z.enum(MODES) }) },
    meetingChanged: { v: 1, audience: 'public', payload: Scheduled },
    meetingCancelled: { v: 1, audience: 'public', payload: z.strictObject({ reason: z.string() }) },
    agendaChanged: { v: 1, audience: 'public', payload: z.strictObject({ items: z.array(Item) }) },
    meetingOpened: { v: 1, audience: 'public', payload: Done },
    meetingSuspended: { v: 1, audience: 'public', payload: Done },
    meetingResumed: { v: 1, audience: 'public', payload: Done },
    meetingClosed: { v: 1, audience: 'public', payload: Done },
    itemOpened: { v: 1, audience: 'public', payload: z.strictObject({ item: Id }) },
    delegationAttended: { v: 1, audience: 'table', payload: Present.extend({ meeting: Id, seat: Id.optional() }) },
    attendanceEnded: { v: 1, audience: 'table', payload: Done },
    fileAttached: { v: 1, audience: 'table', payload: Received.extend({ meeting: Id, item: Id, title: z.string() }) },
    fileWithdrawn: { v: 1, audience: 'table', payload: Done },
  },
})
