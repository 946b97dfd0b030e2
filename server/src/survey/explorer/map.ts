// The map: each State in the colour of its group, hatched without a figure; what is too small to draw is a dot.
import { rankingOf, type Placed } from '@roundtable/shared/survey/explorer.rules'
import { viewSaid, withinSaid } from '@roundtable/shared/survey/explorer.words'
import type { Asked } from '@roundtable/shared/survey/explorer.views'
import { EGDI_GROUPS, type EgdiGroup } from '@roundtable/shared/survey/means.rules'
import { numberIn } from '@roundtable/shared/words/dates'
import { countsIn, sentencesIn, stopped, valued } from '@roundtable/shared/words/joins'
import { nameOf } from '@roundtable/shared/survey/states'
import { html, type Html } from '../../pages/html'
import type { View } from '../../pages/view'
import { MAP_SIZE, OTHER_AREAS, SHAPE_TABLE } from '../map.data'
import { statePath } from '../paths'
import { collatorOf, longName, namesOf, notesAmong, pointed, rowsWithin, type Found, type Matter } from './matter'
import { rankingCsv, rankingTable } from './ranking'

const SHAPES = SHAPE_TABLE.trim().split('\n').map((row) => {
  const [iso3 = '', x = '', y = '', d = ''] = row.split('|')
  return { iso3, x: Number(x), y: Number(y), d }
})
const DOT = 6.5
/** So far to the end that a name has no room after it. */
const late = (x: number): boolean => x > MAP_SIZE.width * 0.78


export type Drawn = 'page' | 'file' | 'bare'

/** With links on a page, without them in a file; bare, without the shapes, for a page that has them already. Who is left out of the area asked for stays pale. */
export function drawMap(view: View, by: ReadonlyMap<string, Placed>, marked: string | undefined, drawn: Drawn): Html {
  const shape = ({ iso3, x, y, d }: (typeof SHAPES)[number]) => {
    const one = by.get(iso3)
    const shown = drawn !== 'bare' && (d ? html`<path d="${d}"/>` : html`<circle cx="${x}" cy="${y}" r="${DOT}"/>`)
    const inside = html`<title>${one ? pointed(view, iso3, one.figure) : nameOf(iso3, view.language)}</title>${shown}`
    const mark = `q-${one ? one.group ?? 'none' : 'out'}${iso3 === marked ? ' is-marked' : ''}`
    return drawn !== 'file' ? html`<a href="${statePath(iso3)}" data-s="${iso3}" class="${mark}" tabindex="-1">${inside}</a>` : html`<g class="${mark}">${inside}</g>`
  }
  // What is marked is drawn last, so that no neighbour covers its outline; dots lie over shapes.
  const weight = ({ iso3, d }: (typeof SHAPES)[number]) => (iso3 === marked ? 2 : d ? 0 : 1)
  const label = SHAPES.find(({ iso3 }) => iso3 === marked)
  const told = label && by.get(label.iso3)
  const pattern = drawn !== 'bare' && html`<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v8"/></pattern></defs><path class="q-none" d="${OTHER_AREAS}"/>`
  return html`${pattern}${[...SHAPES].sort((a, b) => weight(a) - weight(b)).map((one) => html`${shape(one)}\n`)}${label && told && html`<text class="halo strong map-name" x="${label.x + (late(label.x) ? -26 : 26)}" y="${label.y + 8}"${late(label.x) && html` text-anchor="end"`}>${pointed(view, label.iso3, told.figure)}</text>`}`
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

export function mapMatter(view: View, found: Found, asked: Extract<Asked, { view: 'map' }>, bare = false): Matter {
  const { say } = view
  const { edition, indicator, state, within } = asked
  const { ranked, apart } = rankingOf(rowsWithin(found), indicator, collatorOf(view))
  const by = new Map([...ranked, ...apart].map((one) => [one.iso3, one]))
  const counts = countsOf(ranked)
  const classes = countsIn(say, EGDI_GROUPS.map((one) => valued(say, say(`explorer.class.${one}`), String(counts[one]))))
  const says = say('explorer.map.says', { indicator: longName(view, indicator), edition: String(edition), classes })
  return {
    heading: viewSaid(say, namesOf(view), asked),
    drawing: html`<svg class="chart map" viewBox="0 0 ${MAP_SIZE.width} ${MAP_SIZE.height}" role="group" aria-label="${within ? stopped(say, withinSaid(say, namesOf(view), within), says) : says}">${drawMap(view, by, state, bare ? 'bare' : 'page')}</svg><p class="muted map-keys" hidden>${say('explorer.keys')}</p>`,
    alone: { ...MAP_SIZE, inside: drawMap(view, by, state, 'file'), key: [...EGDI_GROUPS.map((one) => ({ mark: `q-${one}`, word: valued(say, say(`explorer.class.${one}`), rangeOf(view, one)) })), { mark: 'q-none', word: say('explorer.none') }] },
    legend: legendOf(view, counts, apart.length),
    table: rankingTable(view, asked, ranked, apart),
    csv: rankingCsv(asked, ranked, apart),
    notes: [...notesAmong(view, [...ranked, ...apart].map(({ iso3, figure }) => ({ edition, iso3, indicator, figure }))), say('explorer.cuts'), say('explorer.dots'), sentencesIn(say, [say('explorer.projection'), say('explorer.boundaries')])],
  }
}
