// Up to six States over all editions: a line each, told apart by its dashes, its mark and its letter as well as by colour.
import type { Asked } from '@roundtable/shared/survey/explorer.views'
import { nameOf } from '@roundtable/shared/survey/states'
import { shortened } from '@roundtable/shared/survey/charts/names'
import { figureOf, sayFigure, type Figure } from '@roundtable/shared/survey/survey.rules'
import { apart } from '@roundtable/shared/survey/charts/scale'
import { listIn, numberIn } from '@roundtable/shared/words/dates'
import { labelled, paired } from '@roundtable/shared/words/joins'
import { html, type Html } from '../../pages/html'
import type { View } from '../../pages/view'
import { scaleFor } from './axes'
import { cell, csvFigure, longName, notesAmong, short, stateLink, type Found, type Matter } from './matter'

type AskedHere = Extract<Asked, { view: 'compare' }>
interface Series { iso3: string; letter: string; points: { edition: number; figure: Figure }[] }
interface Size { width: number; height: number; right: number; named: boolean }
const WIDE: Size = { width: 760, height: 420, right: 190, named: true }
const NARROW: Size = { width: 340, height: 340, right: 76, named: false }
const [LEFT, TOP, BOTTOM] = [34, 14, 30]
const LETTERS = 'abcdef'
const height = (figure: Figure): number | undefined => (figure.status === 'recorded' ? Number(figure.value) : undefined)

export function drawCompare(view: View, editions: readonly number[], series: readonly Series[], { indicator }: AskedHere, size: Size): Html {
  const [first, last] = [editions[0] ?? 0, editions.at(-1) ?? 1]
  const end = size.width - size.right
  const year = (edition: number) => Math.round((LEFT + ((edition - first) / Math.max(1, last - first)) * (end - LEFT)) * 10) / 10
  const up = scaleFor(view.language, indicator, size.height - BOTTOM, TOP, Math.max(0, ...series.flatMap(({ points }) => points.map(({ figure }) => height(figure) ?? 0))))
  const ends = series.map(({ points }) => { const known = points.filter(({ figure }) => height(figure) !== undefined).at(-1); return known && { edition: known.edition, value: height(known.figure)! } })
  const labels = apart(ends.map((one) => (one ? up.at(one.value) + 4 : size.height - BOTTOM)), 15, size.height - 4)
  const every = size.named ? 1 : 3
  return html`${up.ticks.map(({ value, label }) => html`<line class="ax" x1="${LEFT}" x2="${end}" y1="${up.at(value)}" y2="${up.at(value)}"/><text x="${LEFT - 6}" y="${up.at(value) + 4}" text-anchor="end">${label}</text>`)}${editions.map((edition, index) => ((editions.length - 1 - index) % every === 0 && !(size.named && edition === 2004)) && html`<text x="${year(edition)}" y="${size.height - BOTTOM + 18}" text-anchor="middle">${edition}</text>`)}
${series.map(({ iso3, letter, points }, index) => html`<g class="series s-${index + 1}"><path d="${lineOf(points, year, up.at)}"/>${points.map(({ edition, figure }) => figure.status === 'recorded' && html`<circle cx="${year(edition)}" cy="${up.at(Number(figure.value))}" r="3"><title>${labelled(view.say, paired(view.say, nameOf(iso3, view.language), String(edition)), sayFigure(figure, view.say))}</title></circle>`)}${ends[index] && html`<text class="strong" x="${end + 10}" y="${labels[index]!}">${letter} ${size.named && `${nameShort(iso3, view)} `}${numberIn(view.language, ends[index].value, 4)}</text>`}</g>\n`)}`
}

/** A line is broken where there is no figure: nothing is drawn between. */
function lineOf(points: Series['points'], year: (edition: number) => number, at: (value: number) => number): string {
  let open = false
  return points.map(({ edition, figure }) => {
    const value = height(figure)
    const step = value === undefined ? '' : `${open ? 'L' : 'M'}${year(edition)} ${at(value)}`
    open = value !== undefined
    return step
  }).join('')
}
const nameShort = (iso3: string, { language }: View): string => shortened(nameOf(iso3, language), 12.2, 118)

export function compareMatter(view: View, { rows, editions }: Found, asked: AskedHere): Matter {
  const { say, language } = view
  const { indicator, states } = asked
  const by = new Map(rows.map(({ edition, row }) => [`${edition} ${row.iso3}`, row]))
  const series = states.map((iso3, index): Series => ({ iso3, letter: LETTERS.charAt(index), points: editions.map((edition) => ({ edition, figure: figureOf(by.get(`${edition} ${iso3}`), indicator) })) }))
  const [first, last] = [String(editions[0] ?? ''), String(editions.at(-1) ?? '')]
  const says = say('explorer.compare.says', { indicator: longName(view, indicator), states: listIn(language, states.map((iso3) => nameOf(iso3, language))), first, last })
  const svg = (size: Size, name: string) => html`<svg class="chart chart--${name} lines" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${says}">${drawCompare(view, editions, series, asked, size)}</svg>`
  const shown = series.flatMap(({ iso3, points }) => points.map(({ edition, figure }) => ({ edition, iso3, indicator, figure })))
  return {
    heading: say('explorer.heading.compare', { indicator: short(view, indicator), first, last }),
    ...(states.length === 0 ? {} : {
      drawing: html`${svg(WIDE, 'wide')}${svg(NARROW, 'narrow')}`,
      alone: { width: WIDE.width, height: WIDE.height, inside: drawCompare(view, editions, series, asked, WIDE), key: series.map(({ iso3, letter }, index) => ({ mark: `series s-${index + 1}`, word: `${letter} ${nameOf(iso3, language)}` })) },
      legend: html`<ul class="map-legend">${series.map(({ iso3, letter }, index) => html`<li class="series s-${index + 1}"><svg viewBox="0 0 28 10" aria-hidden="true"><path d="M0 5h28"/></svg>${letter} ${stateLink(view, iso3)}</li>`)}</ul>`,
    }),
    table: states.length === 0 ? html`<p class="lead">${say('explorer.compare.none')}</p>` : html`<div class="scroll-x"><table class="grid"><caption class="vh">${longName(view, indicator)}</caption>
<thead><tr><th scope="col">${say('explorer.edition')}</th>${series.map(({ iso3, letter }) => html`<th scope="col" class="r">${letter} ${nameOf(iso3, language)}</th>`)}</tr></thead>
<tbody>${[...editions].reverse().map((edition) => html`<tr><th scope="row">${edition}</th>${series.map(({ iso3, points }) => html`<td class="r">${cell(view, points.find((one) => one.edition === edition)!.figure, { edition, iso3, indicator })}</td>`)}</tr>`)}</tbody></table></div>`,
    csv: [['edition', 'iso3', 'state', indicator, 'status'], ...shown.map(({ edition, iso3, figure }) => [String(edition), iso3, nameOf(iso3, 'en'), ...csvFigure(figure)])],
    notes: notesAmong(view, shown),
  }
}
