// The map: each State in the colour of its group, hatched without a figure; what is too small to draw is a dot.
import { rankingOf, type Asked, type Placed } from '@roundtable/shared/survey/explorer.rules'
import { EGDI_GROUPS, type EgdiGroup } from '@roundtable/shared/survey/means.rules'
import { numberIn } from '@roundtable/shared/words/dates'
import { countsIn, sentencesIn, valued } from '@roundtable/shared/words/joins'
import { html, type Html } from '../../pages/html'
import type { View } from '../../pages/view'
import { MAP_SIZE, OTHER_AREAS, SHAPE_TABLE } from '../map.data'
import { collatorOf, longName, notesAmong, pointed, short, type Found, type Matter } from './matter'
import { statePath } from '../state.page'
import { rankingCsv, rankingTable } from './ranking'

const SHAPES = SHAPE_TABLE.trim().split('\n').map((row) => {
  const [iso3 = '', x = '', y = '', d = ''] = row.split('|')
  return { iso3, x: Number(x), y: Number(y), d }
})
const DOT = 6.5

export const paintOf = (one: Placed | undefined): EgdiGroup | 'none' => one?.group ?? 'none'

/** With links on a page, without them in a file. */
export function drawMap(view: View, by: ReadonlyMap<string, Placed>, marked: string | undefined, links: boolean): Html {
  const shape = ({ iso3, x, y, d }: (typeof SHAPES)[number]) => {
    const one = by.get(iso3)
    const inside = html`<title>${pointed(view, iso3, one?.figure ?? { status: 'unknown' })}</title>${d ? html`<path d="${d}"/>` : html`<circle cx="${x}" cy="${y}" r="${DOT}"/>`}`
    const mark = `q-${paintOf(one)}${iso3 === marked ? ' is-marked' : ''}`
    return links ? html`<a href="${statePath(iso3)}" data-s="${iso3}" class="${mark}" tabindex="-1">${inside}</a>` : html`<g class="${mark}">${inside}</g>`
  }
  // What is marked is drawn last, so that no neighbour covers its outline; dots lie over shapes.
  const weight = ({ iso3, d }: (typeof SHAPES)[number]) => (iso3 === marked ? 2 : d ? 0 : 1)
  return html`<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v8"/></pattern></defs><path class="q-none" d="${OTHER_AREAS}"/>${[...SHAPES].sort((a, b) => weight(a) - weight(b)).map((one) => html`${shape(one)}\n`)}`
}

export const countsOf = (ranked: readonly Placed[]): Record<EgdiGroup, number> =>
  Object.fromEntries(EGDI_GROUPS.map((one) => [one, ranked.filter((placed) => placed.group === one).length])) as Record<EgdiGroup, number>

const RANGES: Record<EgdiGroup, [number, number]> = { 'very-high': [0.75, 1], high: [0.5, 0.75], middle: [0.25, 0.5], low: [0, 0.25] }
const rangeOf = ({ language }: View, group: EgdiGroup): string => RANGES[group].map((end) => numberIn(language, end, 2)).join('–')

export function legendOf(view: View, counts: Record<EgdiGroup, number>, without: number): Html {
  const { say } = view
  const item = (mark: string, word: string, range: string | undefined, count: number) => html`<li><i class="swatch q-${mark}"></i>${word}${range && html` <bdi class="muted" dir="ltr">${range}</bdi>`} <b>${count}</b></li>`
  return html`<ul class="map-legend" aria-label="${say('explorer.legend')}">${EGDI_GROUPS.map((one) => item(one, say(`explorer.class.${one}`), rangeOf(view, one), counts[one]))}${item('none', say('explorer.none'), undefined, without)}</ul>`
}

export function mapMatter(view: View, { rows }: Found, asked: Extract<Asked, { view: 'map' | 'ranking' }>): Matter {
  const { say } = view
  const { edition, indicator, state } = asked
  const { ranked, apart } = rankingOf(rows.map(({ row }) => row), indicator, collatorOf(view))
  const by = new Map([...ranked, ...apart].map((one) => [one.iso3, one]))
  const counts = countsOf(ranked)
  const classes = countsIn(say, EGDI_GROUPS.map((one) => valued(say, say(`explorer.class.${one}`), String(counts[one]))))
  const says = say('explorer.map.says', { indicator: longName(view, indicator), edition: String(edition), classes })
  return {
    heading: say('explorer.heading.map', { indicator: short(view, indicator), edition: String(edition) }),
    drawing: html`<svg class="chart map" viewBox="0 0 ${MAP_SIZE.width} ${MAP_SIZE.height}" role="group" aria-label="${says}">${drawMap(view, by, state, true)}</svg>`,
    alone: { ...MAP_SIZE, inside: drawMap(view, by, state, false) },
    legend: legendOf(view, counts, apart.length),
    table: rankingTable(view, asked, ranked, apart),
    csv: rankingCsv(view, asked, ranked, apart),
    notes: [...notesAmong(view, [...ranked, ...apart].map(({ iso3, figure }) => ({ edition, iso3, indicator, figure }))), say('explorer.cuts'), say('explorer.dots'), sentencesIn(say, [say('explorer.projection'), say('explorer.boundaries')])],
  }
}
