// The page of a State in the Survey: score before rank, history against region and world, components, the figures of every edition.
import { SITUATIONS } from '@roundtable/shared/survey/group.ids'
import { incomeOf } from '@roundtable/shared/survey/groups'
import { changeBetween, egdiGroupOf } from '@roundtable/shared/survey/means.rules'
import { areaNameOf, nameOf, type State } from '@roundtable/shared/survey/states'
import { figureOf, notesOn, sayFigure } from '@roundtable/shared/survey/survey.rules'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import { labelled, paired, sentencesIn, stopped } from '@roundtable/shared/words/joins'
import { icon } from '../pages/drawings'
import { html, NOTHING, typed, type Html } from '../pages/html'
import type { Page } from '../pages/layout'
import { fullName, type View } from '../pages/view'
import { areaPath, citePath, discussPath, figurePath, groupPath, statePath } from './paths'
import { pictureLink } from './explorer/explorer.page'
import { usedList, type UsedIn } from './figure.page'
import { lineChart, lineCharts, lineKey, SMALL, type Line } from './line.chart'
import { figuresOver, meansOf, type Year } from './survey.history'

/** A body that has to do with these States, as far as the public may know it. */
export type BodyBeside = Pick<Body, 'symbol' | 'kind' | 'name'>
export interface StateSeen { state: State; years: readonly Year[]; bodies: readonly BodyBeside[]; used: readonly UsedIn[]; more: boolean }

const COLUMNS = ['egdi', 'osi', 'tii', 'hci', 'epi', 'rank'] as const

/** History and components of a State, as they are drawn on its page and in its file. */
export function linesOf({ say: _, language }: View, { state, years }: Pick<StateSeen, 'state' | 'years'>): { egdi: Line[]; parts: Record<'osi' | 'tii' | 'hci', Line[]>; near: string } {
  const m49 = state.intermediate ?? state.subregion
  const near = areaNameOf(m49, language)
  const lines = (column: 'egdi' | 'osi' | 'tii' | 'hci'): Line[] => [
    { kind: 'own', label: nameOf(state.iso3, language), points: figuresOver(state.iso3, years, column) },
    { kind: 'near', label: near, points: meansOf({ m49 }, years, column) },
  ]
  return { near, egdi: [...lines('egdi'), { kind: 'far', label: areaNameOf('001', language), points: meansOf({ m49: '001' }, years, 'egdi') }], parts: { osi: lines('osi'), tii: lines('tii'), hci: lines('hci') } }
}

export function statePage(view: View, { state, years, bodies, used, more }: StateSeen): Page {
  const { say, language } = view
  const name = nameOf(state.iso3, language)
  const newest = years.at(-1)
  const m49 = state.intermediate ?? state.subregion
  const { near, egdi, parts } = linesOf(view, { state, years })
  const [first, last] = [String(years[0]?.edition ?? ''), String(newest?.edition ?? '')]
  const now = newest && { edition: newest.edition, iso3: state.iso3, indicator: 'egdi' as const }
  const income = newest && incomeOf(state.iso3, newest.edition)
  const groups = [...SITUATIONS.filter((one) => state[one]), ...(income ? [income] : [])]
  return {
    path: statePath(state.iso3), section: 'survey', title: name, description: say('survey.page.state.description', { state: name, first, last }), script: true,
    main: html`<div class="wrap page survey">
<div class="explorer-head"><div><p class="muted"><a href="${areaPath(m49)}">${near}</a>${groups.map((group) => html` · <a href="${groupPath(group)}">${say(`survey.group.${group}`)}</a>`)}</p><h1 class="title">${name}</h1></div>
<div class="row acts">${now && html`<a class="btn btn--small" href="${citePath(now)}">${icon('quote')}${say('explorer.cite')}</a><a class="btn btn--small" href="${discussPath(now)}">${say('threads.figure.discuss')}</a>`}<span class="row" role="group" aria-label="${say('explorer.files')}"><a class="btn btn--small" href="${statePath(state.iso3)}.csv" download>${icon('download')}CSV</a>${pictureLink(say, `${statePath(state.iso3)}.svg?lang=${language}`)}</span></div></div>
${newest && score(view, state, years)}
<div class="beside"><div class="lines"><section aria-labelledby="history-h"><h2 class="h3" id="history-h">${say('survey.page.history', { first, last })}</h2><p class="muted aside">${say('survey.page.history.with', { area: near })}</p>
<figure>${lineCharts(language, egdi, say('survey.page.chart', { name }))}${lineKey(egdi)}</figure></section>
<section aria-labelledby="parts-h"><h2 class="h3" id="parts-h">${say('survey.page.components')}</h2>
<div class="smalls">${(['osi', 'tii', 'hci'] as const).map((column) => html`<figure><figcaption>${say(`survey.indicator.${column}`)}</figcaption>${lineChart(language, parts[column], say('survey.page.chart', { name }), SMALL, 'chart--small')}</figure>`)}</div>
<p class="muted aside">${say('survey.page.components.says', { own: name, area: near })}</p></section></div>
<section aria-labelledby="table-h"><h2 class="h3" id="table-h">${say('survey.page.table')}</h2>${table(view, state, years)}
<p class="src">${sentencesIn(say, [stopped(say, say('survey.source', { edition: `${first}–${last}` }), say('survey.page.rule')), say('survey.note.compare')])}</p></section></div>
${used.length > 0 && html`<section aria-labelledby="used-h"><h2 class="h3" id="used-h">${say('survey.page.cited')}</h2>${usedList(view, used)}${more && html`<p class="muted">${say('survey.uses.more', { count: used.length })}</p>`}</section>`}
${bodiesBeside(view, bodies)}</div>`,
  }
}

/** The score is large and comes first; the rank stands beside it with the Survey's caution. */
function score({ say, language }: View, { iso3 }: State, years: readonly Year[]): Html {
  const [before, now] = [years.at(-2), years.at(-1)!]
  const of = (year: Year | undefined, indicator: 'egdi' | 'rank') => figureOf(year?.rows.get(iso3), indicator)
  const [egdi, rank, egdiThen, rankThen] = [of(now, 'egdi'), of(now, 'rank'), of(before, 'egdi'), of(before, 'rank')]
  const edition = String(now.edition)
  const group = egdiGroupOf(now.rows.get(iso3), now.edition)
  const ranked = [...now.rows.values()].filter(({ rank: one }) => one !== undefined).length
  const moved = before && egdi.status === 'recorded' && egdiThen.status === 'recorded' ? changeBetween(egdiThen.value, egdi.value) : undefined
  return html`<section class="score" aria-label="${say('survey.indicator.egdi')}"><div><p class="muted">${paired(say, say('survey.indicator.egdi'), edition)}</p><p class="${egdi.status === 'recorded' ? 'big num' : 'lead'}">${sayFigure(egdi, say)}</p>${group && html`<p>${say(`survey.egdiGroup.${group}`)}</p>`}</div>
<div><p class="muted">${paired(say, say('survey.short.rank'), edition)}</p><p class="lead">${rank.status === 'recorded' ? say('survey.page.rankOf', { rank: Number(rank.value), count: ranked }) : sayFigure(rank, say)}</p>${before && html`<p class="muted">${labelled(say, String(before.edition), sayFigure(rankThen, say))}</p>`}</div>
<p class="measure"><b>${say('survey.page.caution')}</b> ${say('survey.page.caution.says')}${before && moved && html` ${say('survey.page.change', { state: nameOf(iso3, language), ...moved, from: String(before.edition), to: edition })}`}</p></section>`
}

/** Seven columns beside the chart: their heads are the Survey's own abbreviations, which every language has after its names of the indicators. */
function table({ say }: View, { iso3 }: State, years: readonly Year[]): Html {
  const notes = new Map<string, string>()
  const rows = [...years].reverse().map(({ edition, rows: all }) => html`<tr><th scope="row">${edition}</th>${COLUMNS.map((column) => {
    const figure = figureOf(all.get(iso3), column)
    for (const { key, params } of notesOn(edition, iso3, column, figure)) notes.set(`${key} ${edition}`, labelled(say, paired(say, String(edition), say(`survey.short.${column}`)), say(key, params)))
    return html`<td class="r${figure.status !== 'recorded' && ' is-word'}">${figure.status === 'recorded' ? html`<a href="${figurePath({ edition, iso3, indicator: column })}">${sayFigure(figure, say)}</a>` : sayFigure(figure, say)}</td>`
  })}</tr>`)
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="table-h"><table class="grid"><thead><tr><th scope="col">${say('survey.page.edition')}</th>${COLUMNS.map((column) => html`<th scope="col" class="r"><abbr title="${say(`survey.indicator.${column}`)}">${column === 'rank' ? say('survey.short.rank') : column.toUpperCase()}</abbr></th>`)}</tr></thead><tbody>${rows}</tbody></table></div>${notes.size > 0 && html`<details class="fold"><summary>${say('survey.page.notes')}</summary><ul>${[...notes.values()].map((note) => html`<li>${note}</li>`)}</ul></details>`}`
}

export const bodiesBeside = (view: View, bodies: readonly BodyBeside[]): Html => bodies.length === 0 ? NOTHING
  : html`<section aria-labelledby="bodies-h"><h2 class="h3" id="bodies-h">${view.say('survey.page.bodies')}</h2><ul>${bodies.map(({ symbol, kind, name }) => html`<li><a href="/bodies/${symbol}">${typed(fullName(view, { kind, name }))}</a></li>`)}</ul></section>`

/** For machines: an empty cell with its reason where there is no figure. */
export function stateCsv({ state: { iso3 }, years }: Pick<StateSeen, 'state' | 'years'>): string {
  const lines = years.map(({ edition, rows }) => [edition, iso3, ...COLUMNS.flatMap((column) => {
    const figure = figureOf(rows.get(iso3), column)
    return [figure.status === 'recorded' ? figure.value : '', figure.status]
  })].join(','))
  return [['edition', 'iso3', ...COLUMNS.flatMap((column) => [column, `${column}_status`])].join(','), ...lines, ''].join('\n')
}
