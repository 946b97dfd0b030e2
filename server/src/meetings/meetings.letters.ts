// Notice of a meeting: that it is called, was changed or cancelled, with the calendar entry as it was then.
import { labelled } from '@roundtable/shared/words/joins'
import type { Letter, Letters, Sheet } from '../platform/letters'
import { announce, type Issuing } from './announcement'
import { calendarOf, type Announced } from './calendar'
import type { Notice } from './notice'

type Noticed = Announced & { mode: 'public' | 'closed' | 'not-attributed'; cancelled?: string }

const notice = (kind: Notice) => ({ say, language, params, origin, from, to, at }: Sheet): Letter => {
  const meeting = JSON.parse(params['meeting'] ?? '') as Noticed
  const words = announce(meeting, JSON.parse(params['body'] ?? '') as Issuing, say, language, origin)
  const name = params['name'] ?? ''
  const text = say(`meetings.mail.${kind}.text`, { ...words, name, reason: meeting.cancelled ?? '' })
  const entry = { summary: labelled(say, words.body, words.meeting), location: words.where, description: `${words.mode}\n${words.link}`, url: words.link, stamp: at }
  const content = calendarOf(meeting, entry, { organizer: { name: from.name, email: from.address }, attendee: { name, email: to } })
  return { subject: say(`meetings.mail.${kind}.subject`), text, calendar: { method: kind === 'cancelled' ? 'CANCEL' : 'REQUEST', content } }
}

export const meetingsLetters: Letters = { 'meeting-called': notice('called'), 'meeting-changed': notice('changed'), 'meeting-cancelled': notice('cancelled') }
