// The explorer of the Survey: four views, each with an address, a form that needs no script, a table and files.
import { GROUP_IDS } from '@roundtable/shared/survey/group.ids'
import { MOST_COMPARED } from '@roundtable/shared/survey/explorer.rules'
import { addressOf, EXPLORER_VIEWS, explorerPath, INDICES, SORTS, viewId, withinName, type Asked, type ExplorerView, type Index } from '@roundtable/shared/survey/explorer.views'
import { INDICATORS, type Indicator } from '@roundtable/shared/survey/indicators'
import { areaNameOf, areas, nameOf, states } from '@roundtable/shared/survey/states'
import { sourceLine } from '@roundtable/shared/survey/survey.rules'
import type { Refusal } from '@roundtable/shared/base/refusal'
import type { WordKey } from '@roundtable/shared/words/words'
import { sorterIn } from '@roundtable/shared/words/dates'
import { icon } from '../../pages/drawings'
import { html, unbroken, type Html } from '../../pages/html'
import type { Page } from '../../pages/layout'
import type { View } from '../../pages/view'
import { citePath, figurePath } from '../paths'
import { compareMatter } from './compare'
import { mapMatter } from './map'
import { collatorOf, longName, type Found, type Matter } from './matter'
import { rankingMatter } from './ranking'
import { scatterMatter } from './scatter'

export function matterOf(view: View, found: Found, bare = false): Matter {
  const { asked } = found
  if (asked.view === 'compare') return compareMatter(view, found, asked)
  if (asked.view === 'scatter') return scatterMatter(view, found, asked)
  return asked.view === 'map' ? mapMatter(view, found, asked, bare) : rankingMatter(view, found, asked)
}

export const sourceOf = (view: View, { asked, editions }: Found): string =>
  asked.view === 'compare' ? view.say('survey.source', { edition: `${editions[0] ?? ''}–${editions.at(-1) ?? ''}` }) : sourceLine(asked.edition, view.say)

/** `bare`: what another request of the same view changes, without the shapes of the map, which stay. */
export function explorerPage(view: View, found: Found, bare = false): Page {
  const { say } = view
  const { asked } = found
  const matter = matterOf(view, found, bare)
  const folded = asked.view === 'map' || asked.view === 'scatter'
  const table = folded ? html`<details class="fold"><summary>${say('explorer.table')}</summary>${matter.table}</details>` : matter.table
  return {
    path: addressOf(asked), section: 'survey', title: matter.heading, description: say('explorer.lead'), script: true,
    main: html`<div class="wrap explorer" data-view="${asked.view}"><div class="explorer-head"><div><p class="label">${say('explorer.title')}</p><h1 class="title">${matter.heading}</h1></div>${matter.alone && acts(view, asked)}</div>
${tabs(view, asked)}
${form(view, found)}
<section class="explorer-view" aria-label="${matter.heading}">${matter.drawing && html`<figure>${matter.drawing}</figure>`}<div class="explorer-legend">${matter.legend}</div></section>
<div class="explorer-rest">${marked(view, asked)}
${asked.view === 'ranking' && html`<p class="measure">${unbroken(matter.notes[0] ?? '')}</p>`}${table}
<div class="src">${matter.notes.slice(asked.view === 'ranking' ? 1 : 0).map((note) => html`<p>${unbroken(note)}</p>`)}<p>${unbroken(sourceOf(view, found))}</p></div></div></div>`,
  }
}

/** Going on to another view keeps what both can show. */
function tabs(view: View, asked: Asked): Html {
  const to = (name: ExplorerView): string => {
    if (asked.view === name) return addressOf(asked)
    const indicator: Index = asked.view === 'scatter' ? (INDICES.find((one) => one === asked.y) ?? 'egdi') : asked.indicator
    const state = asked.view === 'compare' ? asked.states[0] : asked.state
    if (name === 'compare') return addressOf({ view: name, indicator, states: state ? [state] : [] })
    if (asked.view === 'compare') return state ? `${explorerPath(name)}?state=${state}` : explorerPath(name)
    const marked = { edition: asked.edition, ...(asked.within ? { within: asked.within } : {}), ...(state ? { state } : {}) }
    return addressOf(name === 'scatter' ? { view: name, x: indicator === 'egdi' ? 'tii' : 'egdi', y: indicator, ...marked } : { view: name, indicator, ...marked })
  }
  return html`<nav class="tabs" aria-label="${view.say('explorer.tabs')}">${EXPLORER_VIEWS.map((name) => html`<a href="${to(name)}"${name === asked.view && html` aria-current="page"`}>${view.say(`explorer.view.${name}`)}</a>`)}</nav>`
}

function form(view: View, { asked, editions }: Found): Html {
  const { say, language, inAddress } = view
  const select = (name: string, id: string, label: string, options: readonly { value: string; word: string }[], chosen: string) =>
    html`<div class="field"><label for="${id}">${label}</label><select class="input" id="${id}" name="${name}">${options.map(({ value, word }) => html`<option value="${value}"${value === chosen && html` selected`}>${word}</option>`)}</select></div>`
  const indicators = (name: string, label: WordKey, among: readonly Indicator[], chosen: Indicator) => select(name, `f-${name}`, say(label), among.map((value) => ({ value, word: longName(view, value) })), chosen)
  const before = collatorOf(view)
  const named = [{ value: '', word: say('explorer.state.none') }, ...[...states].sort((a, b) => before(a.iso3, b.iso3)).map(({ iso3 }) => ({ value: iso3, word: nameOf(iso3, language) }))]
  const years = [...editions].reverse().map((edition) => ({ value: String(edition), word: String(edition) }))
  const fields = asked.view === 'compare'
    ? [indicators('indicator', 'explorer.indicator', INDICES, asked.indicator), ...Array.from({ length: MOST_COMPARED }, (_, index) => select('state', `f-state-${index + 1}`, say('explorer.compared', { number: index + 1 }), named, asked.states[index] ?? ''))]
    : [...(asked.view === 'scatter' ? [indicators('y', 'explorer.y', INDICATORS, asked.y), indicators('x', 'explorer.x', INDICATORS, asked.x)] : [indicators('indicator', 'explorer.indicator', INDICES, asked.indicator)]),
        select('area', 'f-area', say('explorer.area'), areaOptions(view), asked.within ? withinName(asked.within) : ''),
        ...(asked.view === 'ranking' ? [select('sort', 'f-sort', say('explorer.sort'), SORTS.map((value) => ({ value: value === 'figure' ? '' : value, word: say(`explorer.sort.${value}`) })), asked.sort ?? '')] : []),
        select('edition', 'f-edition', say('explorer.edition'), years, String(asked.edition)), select('state', 'f-state', say('explorer.state'), named, asked.state ?? '')]
  return html`<form class="explorer-form" method="get" action="${explorerPath(asked.view)}">${fields}${inAddress && html`<input type="hidden" name="lang" value="${language}">`}<button class="btn" type="submit">${say('explorer.show')}</button></form>`
}

function areaOptions({ say, language }: View): { value: string; word: string }[] {
  const before = sorterIn(language)
  const named = areas.filter(({ m49 }) => m49 !== '001').map(({ m49 }) => ({ value: m49, word: areaNameOf(m49, language) })).sort((a, b) => before(a.word, b.word))
  return [{ value: '', word: say('explorer.area.all') }, ...named, ...GROUP_IDS.map((value) => ({ value, word: say(`survey.group.${value}`) }))]
}

/** The view in a paper, in a thread, and as a file; a script adds the picture. */
function acts({ say, language }: View, asked: Asked): Html {
  const cited = asked.view === 'compare' ? { indicator: asked.indicator, ...(asked.states.length === 1 ? { iso3: asked.states[0]! } : {}) } : { edition: asked.edition, indicator: asked.view === 'scatter' ? asked.y : asked.indicator, ...(asked.state ? { iso3: asked.state } : {}) }
  return html`<div class="row acts"><a class="btn btn--small" href="${citePath(cited)}">${icon('quote')}${say('explorer.cite')}</a><a class="btn btn--small" href="/views/${viewId(asked)}">${say('explorer.discuss')}</a><span class="row" role="group" aria-label="${say('explorer.files')}"><a class="btn btn--small" href="${addressOf(asked, 'csv')}" download>${icon('download')}CSV</a>${pictureLink(say, `${addressOf(asked, 'svg')}&lang=${language}`)}</span></div>`
}

/** A drawing as a file of its own; what a script needs to make a picture of it stands beside. */
export const pictureLink = (say: View['say'], href: string): Html => html`<a class="btn btn--small" href="${href}" download data-picture="${say('explorer.png.failed')}">${icon('download')}SVG</a>`

/** The figures that are pointed at lead to their pages. */
function marked({ say, language }: View, asked: Asked): Html | undefined {
  if (asked.view === 'compare' || !asked.state) return undefined
  const [iso3, indicator] = [asked.state, asked.view === 'scatter' ? asked.y : asked.indicator]
  return html`<p><a href="${figurePath({ edition: asked.edition, iso3, indicator })}">${say('explorer.marked', { state: nameOf(iso3, language) })}</a></p>`
}

/** What cannot be shown, in a sentence, and the way back. */
export function explorerRefused({ say }: View, view: ExplorerView, { refused, params }: Refusal): Page {
  const says = say(`refusal.${refused}` as WordKey, params)
  return {
    path: explorerPath(view), status: 400, section: 'survey', title: say('explorer.error.title'), description: says,
    main: html`<div class="wrap page"><h1 class="title">${say('explorer.error.title')}</h1><p class="lead">${says}</p><p><a class="btn" href="${explorerPath(view)}">${say('explorer.back')}</a></p></div>`,
  }
}
