// What a thread is called, from what it hangs on: on screens, in mails and on lists alike.
import { viewSaid, type Names } from '../survey/explorer.words'
import { viewFrom } from '../survey/explorer.views'
import type { Say } from '../words/words'
import type { ThreadRead } from './discussion.contract'

export function titleOf(say: Say, names: Names, { on, of }: Pick<ThreadRead, 'on' | 'of'>): string {
  switch (on.is) {
    case 'body': return say('threads.on.body', { title: of.title })
    case 'item': return of.number === undefined ? of.title : say('threads.on.item', { number: of.number, title: of.title })
    case 'paper': return say('threads.on.paper', { title: of.title })
    case 'paragraph': return say('threads.on.paragraph', { title: of.title })
    case 'arrival': return say('threads.on.arrival', { title: of.title })
    case 'figure': return say('threads.on.figure', { indicator: say(`survey.indicator.${on.indicator}`), state: names.state(on.iso3), edition: String(on.edition) })
    case 'view': { const view = viewFrom(on.view); return say('threads.on.view', { view: view ? viewSaid(say, names, view) : on.view }) }
  }
}
