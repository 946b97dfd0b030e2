// What a view of the explorer is called: over its page and its files, on the thread that hangs on it.
import type { Language } from '../base/languages'
import { listIn } from '../words/dates'
import { labelled, paired } from '../words/joins'
import type { Say } from '../words/words'
import type { Asked, Within } from './explorer.views'

/** Names of States and areas in the reader's language: whoever says a view has them at hand, or only their codes. */
export interface Names { language: Language; state(iso3: string): string; area(m49: string): string }

export const withinSaid = (say: Say, names: Names, within: Within): string => ('m49' in within ? names.area(within.m49) : say(`survey.group.${within.group}`))

export function viewSaid(say: Say, names: Names, asked: Asked): string {
  if (asked.view === 'compare') {
    const area = say(`survey.short.${asked.indicator}`)
    return asked.states.length === 0 ? area : labelled(say, area, listIn(names.language, asked.states.map((iso3) => names.state(iso3))))
  }
  const what = whatSaid(say, asked)
  return asked.within ? labelled(say, withinSaid(say, names, asked.within), what) : what
}

function whatSaid(say: Say, asked: Exclude<Asked, { view: 'compare' }>): string {
  const edition = String(asked.edition)
  if (asked.view === 'scatter') return say('explorer.heading.scatter', { x: say(`survey.short.${asked.x}`), y: say(`survey.short.${asked.y}`), edition })
  const plain = asked.view === 'map' ? asked.within : asked.sort
  const indicator = say(`survey.short.${asked.indicator}`)
  return plain ? paired(say, indicator, edition) : say(`explorer.heading.${asked.view}`, { indicator, edition })
}
