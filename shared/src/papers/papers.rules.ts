// A paper: its stages and who drafts it (papers.RULES.md). The text itself lives in the live document.
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import { HOW_ADOPTED, PAPER_KINDS, PaperOrigin, STAGES } from './papers.contract'
import { FIGURE_STATUS, INDICATORS } from '../survey/indicators'

const Numbers = z.record(z.string(), z.string())
export const PaperShape = z.strictObject({
  id: z.string(), body: z.string(), title: z.string(), kind: z.enum(PAPER_KINDS), language: z.string(), document: z.string(), stage: z.enum(STAGES), made: z.string(),
  drafters: z.array(z.string()), numbers: Numbers.optional(),
  adopted: z.strictObject({ at: z.string(), how: z.enum(HOW_ADOPTED), asOrallyRevised: z.boolean(), digest: z.string() }).optional(), symbol: z.string().optional(),
  origin: PaperOrigin.optional(),
})
export type Paper = z.infer<typeof PaperShape>
type Adopting = { how: Paper['adopted'] extends infer A | undefined ? A extends { how: infer H } ? H : never : never; asOrallyRevised: boolean; digest: string; numbers: Record<string, string> }

export const paper = defineAggregate<Paper>({
  shape: PaperShape,
  audience: 'table',
  apply(state, event) {
    if (event.type === 'paperMade') {
      return { id: event.aggregate.id, body: event.body, ...(event.payload as Pick<Paper, 'title' | 'kind' | 'language' | 'document' | 'origin'>), stage: 'draft', made: event.at, drafters: [] }
    }
    if (!state) impossible(event)
    switch (event.type) {
      case 'draftersAppointed': return { ...state, drafters: (event.payload as { seats: string[] }).seats }
      case 'paperCirculated': return { ...state, stage: 'circulated', numbers: (event.payload as Adopting).numbers }
      case 'paperAdopted': {
        const { numbers, ...how } = event.payload as Adopting
        return { ...state, stage: 'adopted', numbers, adopted: { at: event.at, ...how } }
      }
      case 'paperPublished': return { ...state, stage: 'published', symbol: (event.payload as { symbol: string }).symbol }
      // The text is not in the record; who put which one back is.
      case 'textRestored': return state
      default: return impossible(event)
    }
  },
  columns: (state) => ({ stage: state.stage }),
})

/** A figure at a time: what it was before the Survey was corrected, or what the Survey says since. */
const Recorded = z.strictObject({ status: z.enum(FIGURE_STATUS), value: z.string().optional(), at: z.string() })
export const CitationShape = z.strictObject({
  id: z.string(), body: z.string(), paper: z.string(), edition: z.number(), iso3: z.string(), indicator: z.enum(INDICATORS), status: z.enum(FIGURE_STATUS), value: z.string().optional(), source: z.string(), at: z.string(),
  was: Recorded.optional(), now: Recorded.optional(),
})
export type Citation = z.infer<typeof CitationShape>

/**
 * PAP-6: a citation has the value that the Survey gave when it was taken in. When the edition is imported anew, an open paper's citation
 * takes the new value and keeps what it `was`; that of an adopted text keeps its value for good and says what the Survey gives `now`.
 */
export const citation = defineAggregate<Citation>({
  shape: CitationShape,
  audience: 'table',
  partOf: 'paper',
  apply(state, event) {
    if (event.type === 'figureRevised' && state) return revised(state, event.payload as Revision, event.at)
    if (event.type !== 'figureCited' || state) impossible(event)
    return { id: event.aggregate.id, body: event.body, ...(event.payload as Omit<Citation, 'id' | 'body' | 'at'>), at: event.at }
  },
  columns: (state) => ({ parent: state.paper }),
})

type Revision = { status: Citation['status']; value?: string; kept: boolean }
const sameFigure = (a: { status: string; value?: string }, b: { status: string; value?: string }) => a.status === b.status && a.value === b.value

function revised({ now: _now, ...state }: Citation, { status, value, kept }: Revision, at: string): Citation {
  const figure = { status, ...(value === undefined ? {} : { value }) }
  if (kept) return sameFigure(state, figure) ? state : { ...state, now: { ...figure, at } }
  const { status: _status, value: _value, ...rest } = state
  return { ...rest, ...figure, was: { status: state.status, ...(state.value === undefined ? {} : { value: state.value }), at } }
}

/** What a corrected edition changes in one citation; nothing, when it says of this figure what it said before. */
export function reviseFigure(paper: Pick<Paper, 'id' | 'stage'>, citation: Citation, figure: { status: Citation['status']; value?: string }): Draft[] {
  const kept = !isOpen(paper)
  if (sameFigure(kept ? citation.now ?? citation : citation, figure)) return []
  return [draft('citation', citation.id)('figureRevised', { paper: paper.id, ...figure, kept })]
}

/** What can be done to a paper that is there. */
export const PAPER_ACTS = ['papers/write', 'papers/citeFigure', 'papers/appointDrafters', 'papers/circulate', 'papers/adopt', 'papers/restore', 'papers/nameVersion', 'outcomes/publish'] as const
export type PaperAct = (typeof PAPER_ACTS)[number]

const of = (state: Paper) => draft('paper', state.id)

/** PAP-1: the text is open for its drafters until the body has adopted it. */
export const isOpen = (state: Pick<Paper, 'stage'>): boolean => state.stage === 'draft' || state.stage === 'circulated'

/** May this be done to the paper as it stands, whoever asks? The table says who. */
export function standsOpenFor(act: PaperAct, state: Paper): boolean {
  switch (act) {
    case 'papers/circulate': return state.stage === 'draft'
    case 'papers/nameVersion': return true
    case 'outcomes/publish': return state.stage === 'adopted'
    default: return isOpen(state)
  }
}

/** PAP-8: a paper taken up from another body says from which outcome of it, for good. */
export const makePaper = (id: string, made: Pick<Paper, 'title' | 'kind' | 'language' | 'document' | 'origin'>): Draft[] => [draft('paper', id)('paperMade', made)]

/** PAP-2: members and experts may draft, observers may not. */
export function appointDrafters(state: Paper, seats: { id: string; class: string }[]): Draft[] | Refusal {
  if (!isOpen(state)) return refuse('paper-closed')
  if (seats.some((seat) => seat.class === 'observer')) return refuse('observer-cannot-draft')
  return [of(state)('draftersAppointed', { seats: [...new Set(seats.map((seat) => seat.id))] })]
}

/** PAP-3: a paper is circulated once, with a text; its numbers stay from then on. */
export function circulate(state: Paper, numbers: Record<string, string>): Draft[] | Refusal {
  if (state.stage !== 'draft') return refuse('paper-not-draft')
  if (Object.keys(numbers).length === 0) return refuse('paper-empty')
  return [of(state)('paperCirculated', { numbers })]
}

/** PAP-4: only an open paper with a text is adopted. */
export function adopt(state: Paper, act: Adopting, empty: boolean): Draft[] | Refusal {
  if (!isOpen(state)) return refuse('paper-closed')
  if (empty) return refuse('paper-empty')
  return [of(state)('paperAdopted', act)]
}

/** PAP-5: a figure is taken into an open paper only. */
export const citeFigure = (state: Paper, id: string, figure: Omit<Citation, 'id' | 'body' | 'at'>): Draft[] | Refusal =>
  isOpen(state) ? [draft('citation', id)('figureCited', figure)] : refuse('paper-closed')
