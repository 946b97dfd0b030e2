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

/** `mailed`: as a request that calendars take in by themselves; else as a file to be published. */
export function calendarOf(meeting: Announced, entry: Entry, { organizer, attendee }: Correspondents): string {
  const mailed = attendee !== undefined
  const cancelled = meeting.stage === 'cancelled'
  const calendar = new ICalCalendar({ prodId: '//Roundtable//Meetings//EN', method: cancelled ? ICalCalendarMethod.CANCEL : mailed ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.PUBLISH })
  const known = definitionOf(meeting.zone) !== null
  if (known) calendar.timezone({ name: null, generator: definitionOf })
  const at = (milliseconds: number) => DateTime.fromMillis(milliseconds, { zone: known ? meeting.zone : 'utc' })
  const starts = Date.parse(meeting.starts)
  calendar.createEvent({
    id: `${meeting.id}@${organizer.email.split('@').at(-1)!}`, sequence: meeting.sequence, stamp: entry.stamp,
    start: at(starts), end: at(starts + meeting.minutes * 60_000), ...(known ? { timezone: meeting.zone } : {}),
    summary: entry.summary, description: entry.description, location: entry.location, url: entry.url,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED, organizer,
    ...(attendee ? { attendees: [{ ...attendee, rsvp: false }] } : {}),
  })
  return calendar.toString()
}
