// What the system does in papers when it is due: an edition of the Survey was imported anew.
import { reviseFigure } from '@roundtable/shared/papers/papers.rules'
import type { DueWork } from '../platform/due'
import { isRefusal } from '@roundtable/shared/base/refusal'
import { findFigures } from '../survey/survey.figures'
import { citationsFrom } from './papers.db'

/**
 * Under the body's lock, so a paper that is adopted meanwhile is adopted before it or after it, and a figure cited meanwhile has either
 * been seen here or was read from the new edition.
 */
export const figuresRevised: DueWork = async (unit, ref) => {
  const edition = Number(ref)
  const citations = await citationsFrom(unit.tx, unit.body!, edition)
  if (citations.length === 0) return []
  const papers = new Map((await unit.loadMany('paper', [...new Set(citations.map(({ paper }) => paper))])).map((paper) => [paper.id, paper]))
  const found = await findFigures(unit.tx, edition)
  if (isRefusal(found)) return []
  const figures = new Map(found.map((row) => [row.iso3, row.figures]))
  return citations.flatMap((citation) => {
    const paper = papers.get(citation.paper)
    const figure = figures.get(citation.iso3)?.[citation.indicator]
    return paper && figure ? reviseFigure(paper, citation, figure) : []
  })
}
