// A body's States in two editions of the Survey, and the means that are our own calculation.
import { meanOf } from '@roundtable/shared/survey/means.rules'
import { figureOf, type Figure, type SurveyRow } from '@roundtable/shared/survey/survey.rules'

export interface Edition { edition: number; rows: readonly SurveyRow[] }
export interface StateFigures { iso3: string; first: Figure; last: Figure }
/** Decimal strings of four places; absent where no State was ranked. */
export interface Pair { first?: string; last?: string }
export interface Region { first: number; last: number; states: StateFigures[]; mean: Pair; world: Pair }

/** Highest in the newest edition first; States without a figure in it come last. */
export function regionOf(first: Edition, last: Edition, iso3s: readonly string[]): Region {
  const [before, after] = [first, last].map(({ rows }) => new Map(rows.map((row) => [row.iso3, row])))
  const states = [...new Set(iso3s)].map((iso3) => ({ iso3, first: figureOf(before!.get(iso3), 'egdi'), last: figureOf(after!.get(iso3), 'egdi') }))
  const among = new Set(iso3s)
  const means = ({ rows }: Edition) => ({ mean: meanOf(rows.filter(({ iso3 }) => among.has(iso3)), 'egdi'), world: meanOf(rows, 'egdi') })
  const [then, now] = [means(first), means(last)]
  return {
    first: first.edition, last: last.edition, states: states.sort((a, b) => heightOf(b.last) - heightOf(a.last) || a.iso3.localeCompare(b.iso3)),
    mean: { first: then.mean, last: now.mean }, world: { first: then.world, last: now.world },
  }
}

export const heightOf = (figure: Figure): number => (figure.status === 'recorded' ? Number(figure.value) : -1)
