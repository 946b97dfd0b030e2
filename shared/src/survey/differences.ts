// What a file would change: each figure that differs from what stands, and the States whose index moves far. Rules SUR-18 and SUR-19.
import { FIGURES, type FigureColumn, type SurveyRow } from './survey.rules'

export const CELLS = ['status', 'rank', ...FIGURES] as const satisfies readonly ('status' | 'rank' | FigureColumn)[]
export type Cell = (typeof CELLS)[number]
/** A cell absent on one side was empty there. */
export interface Difference { iso3: string; cell: Cell; before?: string; after?: string }
export interface Move { iso3: string; before: string; after: string }

/** In thirteen editions' worth of neighbours at most seven States moved further from one edition to the next (2012). */
export const FAR = 0.15

const cellOf = (row: SurveyRow, cell: Cell): string | undefined => {
  if (cell === 'status') return row.status
  if (cell === 'rank') return row.rank === undefined ? undefined : String(row.rank)
  const figure = row[cell]
  // "0.6314" and "0.63140" are one figure.
  return figure === undefined ? undefined : Number(figure).toFixed(5)
}

/** SUR-18: State by State, cell by cell; both files have a row for each State. */
export function differences(before: readonly SurveyRow[], after: readonly SurveyRow[]): Difference[] {
  const stood = new Map(before.map((row) => [row.iso3, row]))
  return after.flatMap((row) => {
    const old = stood.get(row.iso3)
    if (!old) return []
    return CELLS.flatMap((cell) => {
      const [was, is] = [cellOf(old, cell), cellOf(row, cell)]
      return was === is ? [] : [{ iso3: row.iso3, cell, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }]
    })
  })
}

/** SUR-19: whose EGDI moves by more than `FAR` against an earlier edition, the furthest first: no error, but worth a look. */
export function farMoves(earlier: readonly SurveyRow[], after: readonly SurveyRow[]): Move[] {
  const stood = new Map(earlier.map((row) => [row.iso3, row.egdi]))
  const moves = after.flatMap(({ iso3, egdi }) => {
    const was = stood.get(iso3)
    return was === undefined || egdi === undefined ? [] : [{ iso3, before: Number(was).toFixed(5), after: Number(egdi).toFixed(5) }]
  })
  const distance = ({ before, after: is }: Move) => Math.abs(Math.round(Number(is) * 1e5) - Math.round(Number(before) * 1e5))
  return moves.filter((move) => distance(move) > FAR * 1e5).sort((a, b) => distance(b) - distance(a))
}
