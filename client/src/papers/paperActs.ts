// Which acts on a paper are mine now: the table says who, the stage says when. And which of them is asked of me.
import type { PaperView } from './papers.store'

export type PaperAct = 'appoint' | 'circulate' | 'adopt' | 'publish' | 'forward'

export function actsOf({ paper, open, can }: PaperView): PaperAct[] {
  const acts: PaperAct[] = []
  if (open.value && can('papers/adopt')) acts.push('adopt')
  if (paper.value?.stage === 'draft' && can('papers/circulate')) acts.push('circulate')
  if (open.value && can('papers/appointDrafters', true)) acts.push('appoint')
  if (paper.value?.stage === 'adopted' && can('outcomes/publish')) acts.push('publish')
  if (paper.value?.stage === 'published' && can('outcomes/forward', true)) acts.push('forward')
  return acts
}

/** The chair of a circulated paper declares; who can publish an adopted one publishes. */
export function askedOf(of: PaperView): Exclude<PaperAct, 'forward'> | undefined {
  const [acts, paper] = [actsOf(of), of.paper.value]
  if (acts.includes('publish')) return 'publish'
  if (acts.includes('adopt')) return paper?.stage === 'circulated' ? 'adopt' : paper?.drafters.length === 0 ? 'appoint' : undefined
  return undefined
}
