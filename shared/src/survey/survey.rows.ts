// Reads an edition row by row and lists, by line, all that is wrong with it: one wrong row and nothing of the file is taken. Rules SUR-1 to SUR-9.
import type { RowProblem, RowProblemId } from './survey.problems'
import { FIGURES, ROW_STATUS, type FigureColumn, type RowStatus, type SurveyRow } from './survey.rules'
import { stateOf, states } from './states'

export const HEADER = ['iso3', 'status', 'egdi', 'rank', 'osi', 'tii', 'hci', 'epi'] as const
/** Problems are counted all, but only so many are listed. */
export const MOST_LISTED = 50

/** A reading under way: fed line by line, never holding more than one row for each State. */
export interface Reading { edition: number; rows: Map<string, { line: number; row: SurveyRow }>; seen: Map<string, number>; problems: RowProblem[]; count: number; headed: boolean; unreadable: boolean; last: number }
export type Edition = { rows: SurveyRow[] } | { problems: RowProblem[]; count: number }

export const startReading = (edition: number): Reading => ({ edition, rows: new Map(), seen: new Map(), problems: [], count: 0, headed: false, unreadable: false, last: 1 })

export function note(reading: Reading, problem: RowProblem): void {
  reading.count += 1
  if (reading.problems.length < MOST_LISTED) reading.problems.push(problem)
}

// A cell may hold anything; what is quoted back of it is short, on one line, and cannot turn the writing direction.
const quoted = (cell: string): string => cell.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '·').slice(0, 24)

const FIGURE = /^(?:0(?:\.\d{1,5})?|1(?:\.0{1,5})?)$/
const RANK = /^[1-9]\d{0,2}$/
/** Two figures of 2003 stand above 1 in the source itself, which ranked on the first: taken as recorded, these and no others. */
const ABOVE_ONE: ReadonlySet<string> = new Set(['2003 FSM hci 1.42200', '2003 TUV hci 1.03000'])

/** One line of the file: its first is the header, every other a State. `broken`: its quotation marks do not close. */
export function takeLine(reading: Reading, line: number, cells: readonly string[], broken = false): void {
  reading.last = line
  const wrong = (id: RowProblemId, params?: RowProblem['params']) => note(reading, { line, id, ...(params ? { params } : {}) })
  // What a decoder puts where bytes were no UTF-8.
  const undecoded = cells.some((cell) => cell.includes('\uFFFD'))
  if (!reading.headed) {
    reading.headed = true
    // One sentence about the header, not one about each row under it.
    reading.unreadable = cells.join(',') !== HEADER.join(',')
    if (reading.unreadable) wrong(undecoded ? 'encoding' : 'header', undecoded ? undefined : { value: quoted(cells.join(',').slice(0, 60)), header: HEADER.join(',') })
    return
  }
  if (reading.unreadable) return
  if (undecoded) return wrong('encoding')
  if (broken) {
    reading.unreadable = true
    return wrong('quotes')
  }
  if (cells.length !== HEADER.length) return wrong('cells', { count: cells.length, needed: HEADER.length })

  const [iso3 = '', status = '', egdi = '', rank = '', osi = '', tii = '', hci = '', epi = ''] = cells
  if (!stateOf(iso3)) return wrong('state', { value: quoted(iso3) })
  const first = reading.seen.get(iso3)
  if (first !== undefined) return wrong('twice', { iso3, first })
  reading.seen.set(iso3, line)
  if (!isStatus(status)) return wrong('status', { value: quoted(status) })

  const before = reading.count
  const figures: Record<FigureColumn, string> = { egdi, osi, tii, hci, epi }
  const row: SurveyRow = { iso3, status }
  for (const column of FIGURES) {
    const cell = figures[column]
    if (cell === '') continue
    if (FIGURE.test(cell) || ABOVE_ONE.has(`${reading.edition} ${iso3} ${column} ${cell}`)) row[column] = cell
    else wrong('figure', { column, value: quoted(cell) })
  }
  if (RANK.test(rank) && Number(rank) <= states.length) row.rank = Number(rank)
  else if (rank !== '') wrong('rank', { value: quoted(rank), most: states.length })
  if (reading.count === before) for (const problem of against(row, line)) note(reading, problem)
  if (reading.count === before) reading.rows.set(iso3, { line, row })
}

const isStatus = (value: string): value is RowStatus => (ROW_STATUS as readonly string[]).includes(value)

/** What a row must have and must not have, by its status. The EPI is no part of the EGDI, so a ranked State may lack it. */
const NEEDS: Record<RowStatus, readonly (FigureColumn | 'rank')[]> = { ranked: ['egdi', 'rank', 'osi', 'tii', 'hci'], unranked: [], not_member: [] }
const BARS: Record<RowStatus, readonly (FigureColumn | 'rank')[]> = { ranked: [], unranked: ['egdi', 'rank'], not_member: ['egdi', 'rank', 'osi', 'tii', 'hci', 'epi'] }

function against(row: SurveyRow, line: number): RowProblem[] {
  const params = { iso3: row.iso3, status: row.status }
  const problems: RowProblem[] = []
  for (const column of NEEDS[row.status]) if (row[column] === undefined) problems.push({ line, id: 'needs', params: { ...params, column } })
  for (const column of BARS[row.status]) if (row[column] !== undefined) problems.push({ line, id: 'extra', params: { ...params, column } })
  if (row.status === 'ranked' && row.egdi !== undefined && hundredThousandths(row.egdi) === 0) problems.push({ line, id: 'zero', params: { iso3: row.iso3 } })
  return problems
}

/** A figure as a whole number, so that two are compared exactly. */
const hundredThousandths = (figure: string): number => {
  const [whole = '0', decimals = ''] = figure.split('.')
  return Number(whole + decimals.padEnd(5, '0'))
}

/** After the last line: is every State there, and do the ranks follow the EGDI? */
export function finishReading(reading: Reading): Edition {
  const end = reading.last
  if (!reading.headed) {
    reading.unreadable = true
    note(reading, { line: 1, id: 'header', params: { value: '', header: HEADER.join(',') } })
  }
  // Nobody is missing from what could not be read.
  if (!reading.unreadable) for (const { iso3 } of states) if (!reading.seen.has(iso3)) note(reading, { line: end, id: 'missing', params: { iso3 } })
  // Where a row is wrong or missing the ranks of the others cannot be judged.
  if (reading.count === 0) for (const problem of outOfOrder([...reading.rows.values()])) note(reading, problem)
  if (reading.count > 0) return { problems: reading.problems, count: reading.count }
  return { rows: states.flatMap(({ iso3 }) => reading.rows.get(iso3)?.row ?? []) }
}

/**
 * A State's rank lies between one more than the States above it and the number of States at or above it: equal EGDIs may share
 * the best rank or follow one another, since the source ranks on figures it has not rounded (2020).
 */
function outOfOrder(taken: { line: number; row: SurveyRow }[]): RowProblem[] {
  const ranked = taken.flatMap(({ line, row }) => (row.egdi === undefined || row.rank === undefined ? [] : [{ line, iso3: row.iso3, rank: row.rank, egdi: hundredThousandths(row.egdi) }]))
  return ranked.flatMap(({ line, iso3, rank, egdi }) => {
    const least = 1 + ranked.filter((other) => other.egdi > egdi).length
    const most = ranked.filter((other) => other.egdi >= egdi).length
    return rank >= least && rank <= most ? [] : [{ line, id: 'order' as const, params: { iso3, rank, least, most } }]
  }).sort((a, b) => a.line - b.line)
}
