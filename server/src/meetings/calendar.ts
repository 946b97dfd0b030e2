// The calendar entry of a meeting (RFC 5545): one event through its call, changes and cancellation, in the zone of the place.
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { DateTime } from 'luxon'
import { tzlib_get_ical_block as zoneBlock } from 'timezones-ical-library'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'

export type Announced = Pick<Meeting, 'id' | 'number' | 'stage' | 'title' | 'starts' | 'minutes' | 'zone' | 'place' | 'online' | 'sequence'>
/** What stands in the entry, in the reader's language. */
export interface Entry { summary: string; location: string; description: string; url: string; stamp: Date }
export interface Correspondents { organizer: { name: string; email: string }; attendee?: { name: string; email: string } }

/** The definition of a zone under the very name that the entry gives it. */
const definitionOf = (zone: string): string | null => {
  const found = zoneBlock(zone)
  return Array.isArray(found) && found[0] ? found[0].replace(/^TZID:.*$/m, `TZID:${zone}`) : null
}

/** The definitions and the moment of one entry. */
function enter(calendar: ICalCalendar, meeting: Announced, entry: Entry, { organizer, attendee }: Correspondents): void {
  const known = definitionOf(meeting.zone) !== null
  const at = (milliseconds: number) => DateTime.fromMillis(milliseconds, { zone: known ? meeting.zone : 'utc' })
  const starts = Date.parse(meeting.starts)
  calendar.createEvent({
    id: `${meeting.id}@${organizer.email.split('@').at(-1)!}`, sequence: meeting.sequence, stamp: entry.stamp,
    start: at(starts), end: at(starts + meeting.minutes * 60_000), ...(known ? { timezone: meeting.zone } : {}),
    summary: entry.summary, description: entry.description, location: entry.location, url: entry.url,
    status: meeting.stage === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED, organizer,
    ...(attendee ? { attendees: [{ ...attendee, rsvp: false }] } : {}),
  })
}
const PRODUCT = '//Roundtable//Meetings//EN'

/** All meetings of a body, to be subscribed to: a calendar asks for it again and again. */
export function calendarOfAll(name: string, meetings: readonly { meeting: Announced; entry: Entry }[], organizer: Correspondents['organizer']): string {
  const calendar = new ICalCalendar({ prodId: PRODUCT, name, method: ICalCalendarMethod.PUBLISH, timezone: { name: null, generator: definitionOf } })
  for (const { meeting, entry } of meetings) enter(calendar, meeting, entry, { organizer })
  return calendar.toString()
}

/** `mailed`: as a request that calendars take in by themselves; else as a file to be published. */
export function calendarOf(meeting: Announced, entry: Entry, { organizer, attendee }: Correspondents): string {
  const method = meeting.stage === 'cancelled' ? ICalCalendarMethod.CANCEL : attendee === undefined ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.REQUEST
  const calendar = new ICalCalendar({ prodId: PRODUCT, method })
  if (definitionOf(meeting.zone) !== null) calendar.timezone({ name: null, generator: definitionOf })
  enter(calendar, meeting, entry, { organizer, ...(attendee ? { attendee } : {}) })
  return calendar.toString()
}
