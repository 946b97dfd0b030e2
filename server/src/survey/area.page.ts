// The page of a region or a group of States in the Survey, and the page from which all of them are found.
import { addressOf, EXPLORER_VIEWS, explorerPath } from '@roundtable/shared/survey/explorer.views'
import { GROUP_IDS } from '@roundtable/shared/survey/group.ids'
import { EGDI_GROUPS, sharesOf } from '@roundtable/shared/survey/means.rules'
import { areaNameOf, areas, nameOf, states } from '@roundtable/shared/survey/states'
import { figureOf, sayFigure } from '@roundtable/shared/survey/survey.rules'
import { sorterIn } from '@roundtable/shared/words/dates'
import { paired, sentencesIn, stopped } from '@roundtable/shared/words/joins'
import { icon } from '../pages/drawings'
import { html, type Html } from '../pages/html'
import type { Page } from '../pages/layout'
import type { View } from '../pages/view'
import { lineCharts, lineKey, type Line } from './line.chart'
import { pictureLink } from './explorer/explorer.page'
import { areaPath, figurePath, groupPath, statePath } from './paths'
import { bodiesBeside, type BodyBeside } from './state.page'
import { codesIn, meansOf, rowsIn, type Area, type Year } from './survey.history'

export interface AreaSeen { area: Area; years: readonly Year[]; bodies: readonly BodyBeside[] }
const pathOf = (area: Area): string => ('m49' in area ? areaPath(area.m49) : groupPath(area.group))
const COLUMNS = ['egdi', 'osi', 'tii', 'hci'] as const

export const areaName = ({ say, language }: View, area: Area): string => ('m49' in area ? areaNameOf(area.m49, language) : say(`survey.group.${area.group}`))
/** The area's means beside the world's. */
export const areaLines = (view: View, { area, years }: Pick<AreaSeen, 'area' | 'years'>): Line[] => [
  { kind: 'own', label: areaName(view, area), points: meansOf(area, years, 'egdi') },
  ...('m49' in area && area.m49 === '001' ? [] : [{ kind: 'far' as const, label: areaNameOf('001', view.language), points: meansOf({ m49: '001' }, years, 'egdi') }]),
]

export function areaPage(view: View, { area, years, bodies }: AreaSeen): Page {
  const { say, language } = view
  const name = areaName(view, area)
  const newest = years.at(-1)
  const [first, last] = [String(years[0]?.edition ?? ''), String(newest?.edition ?? '')]
  const lines = areaLines(view, { area, years })
  const named = 'm49' in area ? area.m49 : area.group
  const shares = newest && sharesOf(rowsIn(area, newest), newest.edition)
  const means = years.map(({ edition }, index) => ({ edition, values: COLUMNS.map((column) => meansOf(area, [years[index]!], column)[0]!.value) })).reverse()
  return {
    path: pathOf(area), section: 'survey', title: name, description: say('survey.page.state.description', { state: name, first, last }), script: true,
    main: html`<div class="wrap page survey"><div class="explorer-head"><h1 class="title">${name}</h1>
<div class="row acts">${newest && html`<a class="btn btn--small" href="${addressOf({ view: 'map', edition: newest.edition, indicator: 'egdi', ...(named === '001' ? {} : { within: area }) })}">${say('explorer.view.map')}</a><a class="btn btn--small" href="${addressOf({ view: 'ranking', edition: newest.edition, indicator: 'egdi', ...(named === '001' ? {} : { within: area }) })}">${say('explorer.view.ranking')}</a>`}<span class="row" role="group" aria-label="${say('explorer.files')}"><a class="btn btn--small" href="${pathOf(area)}.csv" download>${icon('download')}CSV</a>${pictureLink(say, `${pathOf(area)}.svg?lang=${language}`)}</span></div></div>
<div class="beside"><div class="lines"><section aria-labelledby="history-h"><h2 class="h3" id="history-h">${say('survey.page.history', { first, last })}</h2><p class="muted aside">${say('survey.page.history.mean')}</p><figure>${lineCharts(language, lines, say('survey.page.chart', { name }))}${lineKey(lines)}</figure></section>
${shares && html`<section aria-labelledby="shares-h"><h2 class="h3" id="shares-h">${say('survey.page.shares', { edition: last })}</h2><dl class="pairs">${EGDI_GROUPS.map((group) => html`<dt>${say(`survey.egdiGroup.${group}`)}</dt><dd class="num">${say('survey.page.rankOf', { rank: shares.of[group], count: shares.ranked })}</dd>`)}</dl><p class="src">${say('survey.page.rule.shares')}</p></section>`}</div>
<section aria-labelledby="means-h"><h2 class="h3" id="means-h">${say('survey.page.means')}</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="means-h"><table class="grid"><thead><tr><th scope="col">${say('survey.page.edition')}</th>${COLUMNS.map((column) => html`<th scope="col" class="r">${say(`survey.short.${column}`)}</th>`)}</tr></thead><tbody>${means.map(({ edition, values }) => html`<tr><th scope="row">${edition}</th>${values.map((value) => html`<td class="r">${value === undefined ? say('survey.status.unknown') : say('survey.figure', { value })}</td>`)}</tr>`)}</tbody></table></div>
<p class="src">${sentencesIn(say, [stopped(say, say('survey.source', { edition: `${first}–${last}` }), say('survey.page.rule')), say('survey.note.compare'), say('survey.group.says')])}</p></section></div>
${newest && members(view, area, newest)}
${bodiesBeside(view, bodies)}</div>`,
  }
}

/** By score, the States without one last and with the reason. */
function members({ say, language }: View, area: Area, year: Year): Html {
  const before = sorterIn(language)
  const rows = codesIn(area, year.edition).map((iso3) => ({ iso3, name: nameOf(iso3, language), egdi: figureOf(year.rows.get(iso3), 'egdi'), rank: figureOf(year.rows.get(iso3), 'rank') }))
  const height = ({ egdi }: (typeof rows)[number]) => (egdi.status === 'recorded' ? Number(egdi.value) : -1)
  rows.sort((a, b) => height(b) - height(a) || before(a.name, b.name))
  return html`<section class="members" aria-labelledby="states-h"><h2 class="h3" id="states-h">${paired(say, say('survey.page.states'), String(year.edition))}</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="states-h"><table class="grid"><thead><tr><th scope="col">${say('bodies.page.region.column')}</th><th scope="col" class="r">${say('survey.short.egdi')}</th><th scope="col" class="r">${say('survey.short.rank')}</th></tr></thead><tbody>${rows.map(({ iso3, name, egdi, rank }) => html`<tr><th scope="row"><a href="${statePath(iso3)}">${name}</a></th><td class="r">${egdi.status === 'recorded' ? html`<a href="${figurePath({ edition: year.edition, iso3, indicator: 'egdi' })}">${sayFigure(egdi, say)}</a>` : sayFigure(egdi, say)}</td><td class="r">${sayFigure(rank, say)}</td></tr>`)}</tbody></table></div></section>`
}

export function areaCsv({ area, years }: Pick<AreaSeen, 'area' | 'years'>): string {
  const lines = years.map((year) => [year.edition, ...COLUMNS.map((column) => meansOf(area, [year], column)[0]!.value ?? '')].join(','))
  return [['edition', ...COLUMNS.map((column) => `mean_${column}`)].join(','), ...lines, ''].join('\n')
}

export function surveyPage({ say, language }: View): Page {
  const before = sorterIn(language)
  const sorted = (entries: { href: string; name: string }[]) => html`<ul class="columns">${entries.sort((a, b) => before(a.name, b.name)).map(({ href, name }) => html`<li><a href="${href}">${name}</a></li>`)}</ul>`
  const part = (id: string, heading: string, list: Html) => html`<section aria-labelledby="${id}-h"><h2 class="h3" id="${id}-h">${heading}</h2>${list}</section>`
  return {
    path: '/survey', section: 'survey', title: say('base.nav.survey'), description: say('survey.page.says'),
    main: html`<div class="wrap page survey"><h1 class="title">${say('base.nav.survey')}</h1><p class="lead">${say('survey.page.says')}</p>
<section aria-labelledby="explore-h"><h2 class="h3" id="explore-h">${say('explorer.title')}</h2><p class="measure">${say('explorer.lead')}</p><p class="row acts">${EXPLORER_VIEWS.map((name) => html`<a class="btn" href="${explorerPath(name)}">${say(`explorer.view.${name}`)}</a>`)}</p></section>
${part('areas', say('survey.page.areas'), sorted(areas.map(({ m49 }) => ({ href: areaPath(m49), name: areaNameOf(m49, language) }))))}
${part('groups', say('survey.page.groups'), html`<ul class="columns">${GROUP_IDS.map((group) => html`<li><a href="${groupPath(group)}">${say(`survey.group.${group}`)}</a></li>`)}</ul>`)}
${part('states', say('survey.page.states'), sorted(states.map(({ iso3 }) => ({ href: statePath(iso3), name: nameOf(iso3, language) }))))}</div>`,
  }
}
