// How the text of a paper is carried over that was taken up from another body (papers.RULES.md, PAP-7).
import { draft, type Draft } from '../record/draft'
import type { Citation } from './papers.rules'
import type { Block, Paper as Text, Run } from './schema'

/** A figure as an outcome was frozen with it. */
export type CarriedFigure = Omit<Citation, 'was' | 'now'>
export interface Carried { text: Text; citations: Citation[] }

/** PAP-7: paragraphs and words stay as they are; a citation keeps its figure, value and source, and has an id of its own in the record that it comes to. */
export function carryOver(text: Text, figures: readonly CarriedFigure[], to: { body: string; paper: string; at: string }, fresh: () => string): Carried {
  const ids = new Map(figures.map(({ id }) => [id, fresh()]))
  const run = (one: Run): Run => {
    const id = one.marks.citation && ids.get(one.marks.citation.id)
    return id ? { ...one, marks: { ...one.marks, citation: { id } } } : one
  }
  const block = (one: Block): Block => ({ ...one, runs: one.runs.map(run) })
  return { text: text.map(block), citations: figures.map((figure) => ({ ...figure, ...to, id: ids.get(figure.id)! })) }
}

/** What the record says of each figure that came with the text. */
export const citedWith = ({ citations }: Carried): Draft[] => citations.map(({ id, body: _body, at: _at, ...figure }) => draft('citation', id)('figureCited', figure))
