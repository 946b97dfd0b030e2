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
import { calendarOf, calendarOfAll, type Announced } from './calendar'

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

interface Issue { origin: string; config: Config; stamp: Date }
type Shown = Announced & { mode: Mode }
const entryOf = (words: ReturnType<typeof announce>, stamp: Date) => ({ summary: `${words.body}: ${words.meeting}`, location: words.where, description: words.mode, url: words.link, stamp })
const organizer = (config: Config) => { const { name, address } = sender(config); return { name, email: address } }

/** The file of a meeting, to be taken into a calendar by hand. */
export const calendarFile = (meeting: Shown, body: Issuing, say: Say, language: Language, { origin, config, stamp }: Issue): string =>
  calendarOf(meeting, entryOf(announce(meeting, body, say, language, origin), stamp), { organizer: organizer(config) })

/** All meetings of a body, each with the time of its last change: to be subscribed to. */
export const calendarFeed = (meetings: readonly { meeting: Shown; stamp: Date }[], body: Issuing, say: Say, language: Language, { origin, config }: Omit<Issue, 'stamp'>): string =>
  calendarOfAll(fullNameIn(say, language, body), meetings.map(({ meeting, stamp }) => ({ meeting, entry: entryOf(announce(meeting, body, say, language, origin), stamp) })), organizer(config))
