// A body's States in two editions of the Survey, and the means that are our own calculation.
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
  const means = ({ rows }: Edition) => ({ mean: meanOf(rows.filter(({ iso3 }) => among.has(iso3))), world: meanOf(rows) })
  const [then, now] = [means(first), means(last)]
  return {
    first: first.edition, last: last.edition, states: states.sort((a, b) => heightOf(b.last) - heightOf(a.last) || a.iso3.localeCompare(b.iso3)),
    mean: { first: then.mean, last: now.mean }, world: { first: then.world, last: now.world },
  }
}

export const heightOf = (figure: Figure): number => (figure.status === 'recorded' ? Number(figure.value) : -1)

/** Of the ranked States, equal weight, from all five recorded decimals, half up to four. */
export function meanOf(rows: readonly SurveyRow[]): string | undefined {
  const ranked = rows.filter((row) => row.status === 'ranked' && row.egdi !== undefined)
  if (ranked.length === 0) return undefined
  const sum = ranked.reduce((total, { egdi = '0' }) => total + hundredThousandths(egdi), 0n)
  const count = BigInt(ranked.length)
  return tenThousandths((2n * sum + 10n * count) / (20n * count))
}

function hundredThousandths(decimal: string): bigint {
  const [whole = '0', places = ''] = decimal.split('.')
  return BigInt(whole + places.padEnd(5, '0').slice(0, 5))
}
const tenThousandths = (value: bigint): string => {
  const digits = value.toString().padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}

export type Trend = 'up' | 'down' | 'same'
export const trend = (from: string, to: string): Trend => (to > from ? 'up' : to < from ? 'down' : 'same')

/** How far apart two means are, as a reader would compute it from the means shown. */
export const distance = (a: string, b: string): string => {
  const apart = hundredThousandths(a) - hundredThousandths(b)
  return tenThousandths((apart < 0n ? -apart : apart) / 10n)
}
