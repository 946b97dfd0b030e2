// The feeds of a body: its outcomes as they are issued, its meetings as they are called, changed and held.
import { labelled } from '@roundtable/shared/words/joins'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import { bodyPath } from '../bodies/bodies.page'
import { meetingEntries } from '../meetings/meetings.page'
import { howAdopted, type CatalogueEntry } from '../outcomes/catalogue'
import { outcomePath } from '../outcomes/outcomes.page'
import type { Feed } from './atom'
import { fullName, type View } from './view'

interface Held { body: Body; outcomes: readonly CatalogueEntry[]; meetings: readonly Meeting[] }

const about = (view: View, body: Body, what: 'outcomes' | 'meetings'): Omit<Feed, 'entries'> => ({
  path: `${bodyPath(body)}/${what}.atom`, page: bodyPath(body), since: body.founded,
  title: view.say(`bodies.page.feed.${what}`, { symbol: body.symbol }), subtitle: fullName(view, body),
})

export const outcomesFeed = (view: View, { body, outcomes }: Held): Feed => ({
  ...about(view, body, 'outcomes'),
  entries: outcomes.map(({ symbol, title, language, at, adopted }) => {
    const link = `${view.origin}${outcomePath(symbol)}`
    return { id: link, link, title: labelled(view.say, symbol, title), updated: at, published: at, summary: adopted ? howAdopted(view, adopted) : title, language }
  }),
})

export const meetingsFeed = (view: View, { body, meetings }: Held, changed: ReadonlyMap<string, { first: string; last: string }>): Feed =>
  ({ ...about(view, body, 'meetings'), entries: meetingEntries(view, body, meetings, changed) })
