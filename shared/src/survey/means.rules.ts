// Means, shares and differences of the Survey's figures: our calculation, exact on the recorded decimals. Rules SUR-22 to SUR-25.
import type { FigureColumn, SurveyRow } from './survey.rules'

/** SUR-22: equal weight, over the ranked States that have the figure, from all recorded decimals, half up to four. */
export function meanOf(rows: readonly SurveyRow[], column: FigureColumn): string | undefined {
  const figures = rows.flatMap((row) => (row.status === 'ranked' && row[column] !== undefined ? [hundredThousandths(row[column])] : []))
  if (figures.length === 0) return undefined
  const sum = figures.reduce((total, figure) => total + figure, 0n)
  const count = BigInt(figures.length)
  return decimal((2n * sum + 10n * count) / (20n * count))
}

export const EGDI_GROUPS = ['very-high', 'high', 'middle', 'low'] as const
export type EgdiGroup = (typeof EGDI_GROUPS)[number]
/** Editions before this one were not confirmed to print such groups. */
export const GROUPED_SINCE = 2014

/** SUR-23: on the recorded decimals, not on the four that are shown. */
export function egdiGroupOf(row: SurveyRow | undefined, edition: number): EgdiGroup | undefined {
  if (edition < GROUPED_SINCE || row?.status !== 'ranked' || row.egdi === undefined) return undefined
  return groupAt(row.egdi)
}

/** The cuts themselves, for an index as recorded. */
export function groupAt(recorded: string): EgdiGroup {
  const figure = hundredThousandths(recorded)
  return figure > 75_000n ? 'very-high' : figure >= 50_000n ? 'high' : figure >= 25_000n ? 'middle' : 'low'
}

export interface Shares { ranked: number; of: Record<EgdiGroup, number> }

/** SUR-24: how many of the ranked States stand in each EGDI group. */
export function sharesOf(rows: readonly SurveyRow[], edition: number): Shares | undefined {
  const groups = rows.flatMap((row) => egdiGroupOf(row, edition) ?? [])
  if (groups.length === 0) return undefined
  const of = { 'very-high': 0, 'high': 0, 'middle': 0, 'low': 0 }
  for (const group of groups) of[group] += 1
  return { ranked: groups.length, of }
}

export interface Change { trend: 'up' | 'down' | 'same'; by: string }

/** SUR-25: between two figures as they are shown, so that a reader who subtracts gets the same. */
export function changeBetween(from: string, to: string): Change {
  const apart = (hundredThousandths(to) - hundredThousandths(from)) / 10n
  return { trend: apart > 0n ? 'up' : apart < 0n ? 'down' : 'same', by: decimal(apart < 0n ? -apart : apart) }
}

function hundredThousandths(figure: string): bigint {
  const [whole = '0', places = ''] = figure.split('.')
  return BigInt(whole + places.padEnd(5, '0').slice(0, 5))
}

const decimal = (tenThousandths: bigint): string => {
  const digits = tenThousandths.toString().padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}
