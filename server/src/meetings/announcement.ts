// A meeting in words, for mails and calendars: in the language of whom it is for, at the time of the place where it is held.
import { fullNameIn } from '@roundtable/shared/bodies/full-name'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Language } from '@roundtable/shared/base/languages'
import { dateIn, timeIn } from '@roundtable/shared/words/dates'
import { labelled } from '@roundtable/shared/words/joins'
import type { Say } from '@roundtable/shared/words/words'
import type { Mode } from '@roundtable/shared/meetings/words'
import type { Config } from '../platform/config'
import { sender } from '../platform/letters'
import { calendarOf, type Announced } from './calendar'

export type Issuing = Pick<Body, 'kind' | 'name'>

export function announce(meeting: Announced & { mode: Mode }, body: Issuing, say: Say, language: Language, origin: string) {
  const { zone, place, online } = meeting
  const starts = new Date(meeting.starts)
  const ends = new Date(starts.getTime() + meeting.minutes * 60_000)
  const numbered = say('meetings.name', { number: meeting.number })
  return {
    body: fullNameIn(say, language, body),
    meeting: meeting.title ? labelled(say, numbered, meeting.title) : numbered,
    when: say('meetings.when', { date: dateIn(language, starts, { zone }), from: timeIn(language, starts, { zone }), to: timeIn(language, ends, { zone }), zone }),
    where: place === undefined ? say('meetings.where.online') : online ? say('meetings.where.both', { place }) : place,
    mode: say(`meetings.mode.${meeting.mode}`),
    link: `${origin}/meetings/${meeting.id}`,
  }
}

/** The file of a meeting, to be taken into a calendar by hand. */
export function calendarFile(meeting: Announced & { mode: Mode }, body: Issuing, say: Say, language: Language, { origin, config, stamp }: { origin: string; config: Config; stamp: Date }): string {
  const words = announce(meeting, body, say, language, origin)
  const { name, address } = sender(config)
  return calendarOf(meeting, { summary: labelled(say, words.body, words.meeting), location: words.where, description: words.mode, url: words.link, stamp }, { organizer: { name, email: address } })
}
