// "The region in the Survey" on a body's page: the means in words, the chart, and the same figures as a table and as CSV.
import { changeBetween } from '@roundtable/shared/survey/means.rules'
import { nameOf as stateName } from '@roundtable/shared/survey/states'
import { sayFigure, type Figure } from '@roundtable/shared/survey/survey.rules'
import { band } from '../pages/band'
import { icon } from '../pages/drawings'
import { html, type Html } from '../pages/html'
import type { View } from '../pages/view'
import { listIn, sorterIn } from '@roundtable/shared/words/dates'
import { sentencesIn, stopped } from '@roundtable/shared/words/joins'
import { charts } from '../survey/survey.chart'
import { heightOf, type Pair, type Region } from '../survey/survey.region'

export function regionBand(view: View, region: Region, path: string): Html {
  const { say } = view
  const [first, last] = [String(region.first), String(region.last)]
  const states = say('bodies.page.region.states', { count: region.states.length })
  const chart = html`<figure>${charts(view, region, say('bodies.page.region.chart', { states, first, last }))}</figure>
<details class="fold"><summary>${say('bodies.page.region.table')}</summary>${table(view, region)}<p class="acts"><a class="btn btn--small" href="${path}/survey.csv" download>${icon('download')}${say('bodies.page.region.csv')}</a></p></details>`
  const heading = region.states.length === 1 ? say('bodies.page.region.state') : say('bodies.page.region')
  return band('survey', heading, undefined, chart, html`<p>${sentencesIn(say, sentences(view, region, states))}</p>
<ul class="chart-key">
<li><svg viewBox="0 0 18 10" aria-hidden="true"><circle class="then" cx="9" cy="5" r="4"/></svg>${say('bodies.page.region.edition', { edition: first })}</li>
<li><svg viewBox="0 0 18 10" aria-hidden="true"><circle class="now" cx="9" cy="5" r="4.5"/></svg>${say('bodies.page.region.edition', { edition: last })}</li>
${region.states.some(({ first: from, last: to }) => to.status === 'recorded' && heightOf(to) < heightOf(from)) && html`<li><svg viewBox="0 0 18 10" aria-hidden="true"><path class="fell" d="M0 5h18"/></svg>${say('bodies.page.region.lower', { first, last })}</li>`}
${region.states.length > 1 && html`<li><svg viewBox="0 0 18 10" aria-hidden="true"><path class="mean" d="M9 0v10"/></svg>${say('bodies.page.region.meanOf', { edition: last })}</li>`}</ul>
<p class="src">${sourceOf(view, region)}</p>`)
}

const sourceOf = ({ say, language }: View, { first, last }: Region): string =>
  stopped(say, say('survey.source', { edition: listIn(language, [String(first), String(last)]) }), say('bodies.page.region.source'))

/** Means in words; a sentence whose figures do not exist is not said. */
function sentences({ say, language }: View, { first, last, mean, world, states: those }: Region, states: string): string[] {
  const editions = { first: String(first), last: String(last) }
  const said: string[] = []
  const both = (pair: Pair): pair is Required<Pair> => pair.first !== undefined && pair.last !== undefined
  if (!both(mean)) return said
  const moved = { trend: changeBetween(mean.first, mean.last).trend, from: mean.first, to: mean.last, ...editions }
  // One State has no mean: the figure is its own.
  said.push(those.length === 1 ? say('bodies.page.region.own', { state: stateName(those[0]!.iso3, language), ...moved }) : say('bodies.page.region.mean', { states, ...moved }))
  if (!both(world)) return said
  said.push(say('bodies.page.region.world', { trend: changeBetween(world.first, world.last).trend, from: world.first, to: world.last }))
  // Only where the region stood on the same side of the world's mean both times is there one distance to compare.
  if ((mean.first < world.first) !== (mean.last < world.last)) return said
  const [from, to] = [changeBetween(mean.first, world.first).by, changeBetween(mean.last, world.last).by]
  said.push(say('bodies.page.region.gap', { trend: changeBetween(from, to).trend, from, to }))
  return said
}

function table(view: View, region: Region): Html {
  const { say, language } = view
  const [first, last] = [String(region.first), String(region.last)]
  const before = sorterIn(language)
  const named = region.states.map((state) => ({ ...state, name: stateName(state.iso3, language) })).sort((a, b) => before(a.name, b.name))
  const row = (name: string, from: string, to: string) => html`<tr><th scope="row">${name}</th><td class="r">${from}</td><td class="r">${to}</td></tr>`
  const figure = (one: Figure) => sayFigure(one, say)
  const written = (value: string | undefined) => (value === undefined ? '' : say('survey.figure', { value }))
  return html`<table class="grid"><caption>${say('bodies.page.region.caption', { first, last })}</caption>
<thead><tr><th scope="col">${say('bodies.page.region.column')}</th><th scope="col" class="r">${first}</th><th scope="col" class="r">${last}</th></tr></thead>
<tbody>${named.map(({ name, first: from, last: to }) => row(name, figure(from), figure(to)))}</tbody>
<tfoot>${region.mean.last && region.states.length > 1 && row(say('bodies.page.region.meanOf', { edition: listIn(language, [first, last]) }), written(region.mean.first), written(region.mean.last))}${region.world.last && row(say('bodies.page.region.worldOf'), written(region.world.first), written(region.world.last))}</tfoot></table>
<p class="src">${sourceOf(view, region)}</p>`
}

/** For machines: codes and English names, an empty cell with its reason where there is no figure. */
export function regionCsv({ first, last, states }: Region): string {
  const cell = (figure: Figure) => (figure.status === 'recorded' ? `${figure.value},${figure.status}` : `,${figure.status}`)
  const lines = states.map((state) => `${state.iso3},"${stateName(state.iso3, 'en').replaceAll('"', '""')}",${cell(state.first)},${cell(state.last)}`)
  return [`iso3,state,egdi_${first},status_${first},egdi_${last},status_${last}`, ...lines, ''].join('\n')
}

