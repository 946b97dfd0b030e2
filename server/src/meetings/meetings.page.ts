// The meetings of a body for the public: where it sits now or next, in the body's page; and as entries of a feed. Only what the public may see comes here.
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import { factsIn } from '@roundtable/shared/words/joins'
import type { FeedEntry } from '../pages/atom'
import { icon } from '../pages/drawings'
import { html, typed, type Html } from '../pages/html'
import type { View } from '../pages/view'
import { announce } from './announcement'

export const calendarPath = (body: Pick<Body, 'symbol'>, meeting: Pick<Meeting, 'id'>): string => `/bodies/${body.symbol}/meetings/${meeting.id}.ics`

const sits = ({ stage }: Meeting): boolean => stage === 'open' || stage === 'suspended'
/** What sits now, else the next that is called and not yet over by its own hours; and the one after it. */
export function upcoming(meetings: readonly Meeting[], now: Date): Meeting[] {
  const ends = ({ starts, minutes }: Meeting) => Date.parse(starts) + minutes * 60_000
  const ahead = meetings.filter((meeting) => sits(meeting) || (meeting.stage === 'called' && ends(meeting) > now.getTime()))
  return ahead.sort((a, b) => Number(sits(b)) - Number(sits(a)) || a.starts.localeCompare(b.starts) || a.number - b.number)
}

const wordsOf = ({ say, language, origin }: View, meeting: Meeting, body: Body) => announce(meeting, body, say, language, origin)

/** In a list of bodies: that one sits, or when it next does; of what it is about nothing, so a closed one says no more than an open one. */
export function meetingLine(view: View, body: Parameters<typeof announce>[1], meeting: Meeting): Html {
  const { say, language, origin } = view
  const when = announce(meeting, body, say, language, origin).when
  return html`${say(sits(meeting) ? (meeting.stage === 'suspended' ? 'bodies.page.meeting.suspended' : 'bodies.page.meeting.now') : 'bodies.page.meeting.next')}${!sits(meeting) && html` · <time datetime="${meeting.starts}">${when}</time>`}`
}

/** Empty where none is called. */
export function nextMeeting(view: View, body: Body, meetings: readonly Meeting[], now: Date): Html {
  const { say } = view
  const [next, after] = upcoming(meetings, now)
  if (!next) return html`<p class="muted">${say('bodies.page.meeting.none')}</p>`
  const words = wordsOf(view, next, body)
  const item = next.agenda.findIndex(({ id }) => id === next.taken.at(-1)?.item)
  return html`<p class="${sits(next) ? 'st is-live' : 'muted'}">${sits(next) && html`<span class="mk is-live"></span>`}${say(sits(next) ? (next.stage === 'suspended' ? 'bodies.page.meeting.suspended' : 'bodies.page.meeting.now') : 'bodies.page.meeting.next')}</p>
<h2 class="h3" id="meeting">${typed(words.meeting)}</h2>
<dl class="pairs"><dt>${say('bodies.page.meeting.when')}</dt><dd><time datetime="${next.starts}">${words.when}</time></dd><dt>${say('bodies.page.meeting.where')}</dt><dd>${typed(words.where)} · ${words.mode}</dd>${sits(next) && item >= 0 && html`<dt>${say('bodies.page.meeting.item', { number: item + 1 })}</dt><dd>${typed(next.agenda[item]!.title)}</dd>`}${after && html`<dt>${say('bodies.page.meeting.after')}</dt><dd><time datetime="${after.starts}">${wordsOf(view, after, body).when}</time></dd>`}</dl>
<p class="row acts"><a class="btn btn--small" href="${calendarPath(body, next)}" download>${icon('download')}${say('meetings.calendar')}</a></p>`
}

/** `changed`: when the public last saw something of it change, by meeting; the latest first. */
export function meetingEntries(view: View, body: Body, meetings: readonly Meeting[], changed: ReadonlyMap<string, { first: string; last: string }>): FeedEntry[] {
  const page = `${view.origin}/bodies/${body.symbol}`
  return meetings.flatMap((meeting) => {
    const at = changed.get(meeting.id)
    if (!at) return []
    const { meeting: title, when, where, mode } = wordsOf(view, meeting, body)
    const stage = view.say(`meetings.stage.${meeting.stage}`)
    return [{ id: `${page}/meetings/${meeting.id}`, link: `${page}#meeting`, title, updated: at.last, published: at.first, summary: factsIn(view.say, [stage, when, where, mode]) }]
  }).sort((a, b) => b.updated.localeCompare(a.updated))
}
