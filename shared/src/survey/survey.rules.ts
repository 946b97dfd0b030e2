// What a figure of the Survey is and how it is shown: a recorded zero stays zero, and what is not a figure is never shown as one. Rules SUR-10 on.
import { INSTALLATION } from '../base/ids'
import { refuse, type Refusal } from '../base/refusal'
import { draft, type Draft } from '../record/draft'
import type { Params, Say, WordKey } from '../words/words'
import { INDICATORS, type Indicator, type NO_FIGURE } from './indicators'

export const ROW_STATUS = ['ranked', 'unranked', 'not_member'] as const
export type RowStatus = (typeof ROW_STATUS)[number]
export const FIGURES = ['egdi', 'osi', 'tii', 'hci', 'epi'] as const
export type FigureColumn = (typeof FIGURES)[number]

/** One State in one edition. Figures are decimal strings, as recorded; an absent one is unknown. */
export interface SurveyRow extends Partial<Record<FigureColumn, string>> { iso3: string; status: RowStatus; rank?: number }

export type Figure = { status: 'recorded'; value: string } | { status: (typeof NO_FIGURE)[number] }

/** What the edition says of this State under this indicator; no row at all is unknown. */
export function figureOf(row: SurveyRow | undefined, indicator: Indicator): Figure {
  if (!row) return { status: 'unknown' }
  if (row.status === 'not_member') return { status: 'not-member' }
  if (row.status === 'unranked' && (indicator === 'egdi' || indicator === 'rank')) return { status: 'unranked' }
  if (indicator === 'rank') return row.rank === undefined ? { status: 'unknown' } : { status: 'recorded', value: String(row.rank) }
  const recorded = row[indicator]
  return recorded === undefined ? { status: 'unknown' } : { status: 'recorded', value: fourDecimals(recorded) }
}

export const figuresOf = (row: SurveyRow | undefined): Record<Indicator, Figure> =>
  Object.fromEntries(INDICATORS.map((indicator) => [indicator, figureOf(row, indicator)])) as Record<Indicator, Figure>

/** Four decimals, half up, on the digits themselves: a float would turn 0.00005 or 0.31415 either way. */
export function fourDecimals(recorded: string): string {
  const [whole = '0', decimals = ''] = recorded.split('.')
  const padded = decimals.padEnd(5, '0')
  const digits = BigInt(whole + padded.slice(0, 4)) + (padded.charAt(4) >= '5' ? 1n : 0n)
  const shown = digits.toString().padStart(5, '0')
  return `${shown.slice(0, -4)}.${shown.slice(-4)}`
}

/** The figure as people read it: its digits, or the words that say why there is none. */
export const sayFigure = (figure: Figure, say: Say): string => (figure.status === 'recorded' ? say('survey.figure', { value: figure.value }) : say(`survey.status.${figure.status}`))

export const indicatorName = (indicator: Indicator, say: Say): string => say(`survey.indicator.${indicator}`)
/** "United Nations E-Government Survey 2024" */
export const editionName = (edition: number, say: Say): string => say('survey.edition', { edition: String(edition) })
/** The credit line that stands wherever a figure stands. */
export const sourceLine = (edition: number | string, say: Say): string => say('survey.source', { edition: String(edition) })

/** Until 2008 the EGDI was the e-government readiness index, and the OSI the Web Measure Index. */
const RENAMED_IN = 2010
/** Until 2005 the human capital of some States stands at zero, most likely for want of data. */
const ZERO_MEANS_LITTLE_UNTIL = 2005
/** Serbia and Montenegro was the Member State until 2006; the source records its figures under Serbia. */
const SERBIA_AND_MONTENEGRO_UNTIL = 2005

export interface Note { key: WordKey; params?: Params }

/** What a reader must know beside the figure, as words to say. */
export function notesOn(edition: number, iso3: string, indicator: Indicator, figure: Figure): Note[] {
  const notes: Note[] = []
  if (edition < RENAMED_IN && (indicator === 'egdi' || indicator === 'rank')) notes.push({ key: 'survey.note.readiness' })
  if (edition < RENAMED_IN && indicator === 'osi') notes.push({ key: 'survey.note.webMeasure' })
  if (figure.status !== 'recorded') return notes
  if (edition <= SERBIA_AND_MONTENEGRO_UNTIL && iso3 === 'SRB') notes.push({ key: 'survey.note.serbiaAndMontenegro' })
  if (indicator !== 'rank' && Number(figure.value) > 1) notes.push({ key: 'survey.note.aboveOne' })
  if (edition <= ZERO_MEANS_LITTLE_UNTIL && indicator === 'hci' && Number(figure.value) === 0) notes.push({ key: 'survey.note.zero' })
  return notes
}

export interface Import { edition: number; source: string; sha256: string; states: number }

/** SUR-16, SUR-20: the same bytes again are no act; the digest of the file, and of the one it replaces, goes into the record. `saw`: what stood there when the viewer tried the file. */
export function importEdition(before: { sha256: string } | null, file: Import, saw?: string): Draft[] | Refusal {
  if (saw !== undefined && saw !== (before?.sha256 ?? 'nothing')) return refuse('edition-changed', { edition: String(file.edition) })
  if (before?.sha256 === file.sha256) return refuse('edition-same', { edition: String(file.edition) })
  return [draft('installation', INSTALLATION)('editionImported', { ...file, ...(before ? { replaced: before.sha256 } : {}) })]
}
