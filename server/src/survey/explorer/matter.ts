// What every view of the explorer is made of: its words, its drawing, its table, and the same figures for machines.
import type { SurveyRow } from '@roundtable/shared/survey/survey.rules'
import type { Asked } from '@roundtable/shared/survey/explorer.views'
import { indicatorName, notesOn, sayFigure, type Figure } from '@roundtable/shared/survey/survey.rules'
import { membersWithin } from '@roundtable/shared/survey/explorer.rules'
import type { Names } from '@roundtable/shared/survey/explorer.words'
import { areaNameOf, nameOf, states } from '@roundtable/shared/survey/states'
import type { Indicator } from '@roundtable/shared/survey/indicators'
import { sorterIn } from '@roundtable/shared/words/dates'
import { html, type Html } from '../../pages/html'
import { figurePath, statePath, type FigureAt } from '../paths'
import type { View } from '../../pages/view'

/** `rows` of the one edition asked for, or of every edition for the States compared. */
export interface Found { asked: Asked; editions: number[]; rows: { edition: number; row: SurveyRow }[] }

export interface Matter {
  heading: string
  /** for a page: links in it, and as many sizes as it needs */
  drawing?: Html
  /** for a file of its own; without what only a page has. `key`: the marks of its legend, with their words */
  alone?: { width: number; height: number; inside: Html; key?: { mark: string; word: string }[] }
  legend?: Html
  table: Html
  /** first line: names of the columns */
  csv: string[][]
  notes: string[]
}

export const short = ({ say }: View, indicator: Indicator): string => say(`survey.short.${indicator}`)
export const namesOf = ({ language }: View): Names => ({ language, state: (iso3) => nameOf(iso3, language), area: (m49) => areaNameOf(m49, language) })
export const collatorOf = ({ language }: View): ((a: string, b: string) => number) => {
  const compare = sorterIn(language)
  const names = new Map(states.map(({ iso3 }) => [iso3, nameOf(iso3, language)]))
  return (a, b) => compare(names.get(a) ?? a, names.get(b) ?? b)
}
export const stateLink = ({ language }: View, iso3: string): Html => html`<a href="${statePath(iso3)}">${nameOf(iso3, language)}</a>`
/** A figure leads to its page; a word that says why there is none leads nowhere. */
export const cell = ({ say }: View, figure: Figure, at: FigureAt): Html => (figure.status === 'recorded' ? html`<a href="${figurePath(at)}">${sayFigure(figure, say)}</a>` : html`<span class="muted">${sayFigure(figure, say)}</span>`)
export const pointed = ({ say, language }: View, iso3: string, figure: Figure): string => say('explorer.point', { state: nameOf(iso3, language), figure: sayFigure(figure, say) })
/** Only who stands in the area or group asked for. */
export function rowsWithin({ asked, rows }: Found): SurveyRow[] {
  const members = asked.view === 'compare' ? undefined : membersWithin(asked.within, asked.edition)
  return rows.flatMap(({ row }) => (members === undefined || members.has(row.iso3) ? [row] : []))
}
export const csvFigure = (figure: Figure): string[] => (figure.status === 'recorded' ? [figure.value, figure.status] : ['', figure.status])

/** Notes on what is shown, each said once, however many figures it is about. */
export function notesAmong({ say }: View, shown: readonly { edition: number; iso3: string; indicator: Indicator; figure: Figure }[]): string[] {
  return [...new Set(shown.flatMap(({ edition, iso3, indicator, figure }) => notesOn(edition, iso3, indicator, figure).map(({ key, params }) => say(key, params))))]
}
export const longName = ({ say }: View, indicator: Indicator): string => indicatorName(indicator, say)
