// Two indicators of one edition against each other: a dot for each State that has both.
import type { Asked } from '@roundtable/shared/survey/explorer.views'
import { EGDI_GROUPS, groupAt } from '@roundtable/shared/survey/means.rules'
import { nameOf } from '@roundtable/shared/survey/states'
import { viewSaid } from '@roundtable/shared/survey/explorer.words'
import { figureOf, sayFigure, type Figure } from '@roundtable/shared/survey/survey.rules'
import { countsIn, labelled, valued } from '@roundtable/shared/words/joins'
import { html, type Html } from '../../pages/html'
import type { View } from '../../pages/view'
import { statePath } from '../paths'
import { scaleFor } from './axes'
import { cell, collatorOf, csvFigure, longName, namesOf, notesAmong, rowsWithin, short, stateLink, type Found, type Matter } from './matter'

type AskedHere = Extract<Asked, { view: 'scatter' }>
interface Point { iso3: string; x: Figure; y: Figure; group?: string }
interface Size { width: number; height: number; r: number }
const WIDE: Size = { width: 760, height: 520, r: 4.5 }
const NARROW: Size = { width: 340, height: 380, r: 4 }
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 14, 30, 40]
const valueOf = (figure: Figure): number => (figure.status === 'recorded' ? Number(figure.value) : NaN)

export function drawScatter(view: View, { x, y, state }: AskedHere, points: readonly Point[], { width, height, r }: Size, links: boolean): Html {
  const across = scaleFor(view.language, x, LEFT, width - RIGHT, Math.max(...points.map((one) => valueOf(one.x)), 0))
  const up = scaleFor(view.language, y, height - BOTTOM, TOP, Math.max(...points.map((one) => valueOf(one.y)), 0))
  const { say } = view
  const dot = (point: Point) => {
    const [cx, cy] = [across.at(valueOf(point.x)), up.at(valueOf(point.y))]
    const says = html`<title>${labelled(say, nameOf(point.iso3, view.language), countsIn(say, [valued(say, short(view, x), sayFigure(point.x, say)), valued(say, short(view, y), sayFigure(point.y, say))]))}</title>`
    const mark = `pt q-${point.group ?? 'none'}${point.iso3 === state ? ' is-marked' : ''}`
    const label = point.iso3 === state && html`<text class="halo strong" x="${cx}" y="${cy - 10}" text-anchor="${cx > width * 0.7 ? 'end' : cx < width * 0.2 ? 'start' : 'middle'}">${nameOf(point.iso3, view.language)}</text>`
    return links ? html`<a href="${statePath(point.iso3)}" data-s="${point.iso3}" class="${mark}" tabindex="-1">${says}<circle cx="${cx}" cy="${cy}" r="${r}"/>${label}</a>\n` : html`<g class="${mark}">${says}<circle cx="${cx}" cy="${cy}" r="${r}"/>${label}</g>\n`
  }
  return html`${across.ticks.map(({ value, label }) => html`<line class="ax" x1="${across.at(value)}" x2="${across.at(value)}" y1="${TOP}" y2="${height - BOTTOM}"/><text x="${across.at(value)}" y="${height - BOTTOM + 16}" text-anchor="middle">${label}</text>`)}${up.ticks.map(({ value, label }) => html`<line class="ax" x1="${LEFT}" x2="${width - RIGHT}" y1="${up.at(value)}" y2="${up.at(value)}"/><text x="${LEFT - 6}" y="${up.at(value) + 4}" text-anchor="end">${label}</text>`)}
<text class="strong" x="${width - RIGHT}" y="${height - 6}" text-anchor="end">${short(view, x)} →</text><text class="strong" x="2" y="14">↑ ${short(view, y)}</text>
${[...points].sort((a, b) => Number(a.iso3 === state) - Number(b.iso3 === state)).map(dot)}`
}

export function scatterMatter(view: View, found: Found, asked: AskedHere): Matter {
  const { say } = view
  const { edition, x, y, state } = asked
  const before = collatorOf(view)
  const all = rowsWithin(found).map((row): Point => ({ iso3: row.iso3, x: figureOf(row, x), y: figureOf(row, y), ...(row.egdi === undefined ? {} : { group: groupAt(row.egdi) }) })).sort((a, b) => before(a.iso3, b.iso3))
  const points = all.filter((one) => one.x.status === 'recorded' && one.y.status === 'recorded')
  const says = say('explorer.scatter.says', { x: longName(view, x), y: longName(view, y), edition: String(edition), count: points.length })
  const svg = (size: Size, name: string) => html`<svg class="chart chart--${name} scatter" viewBox="0 0 ${size.width} ${size.height}" role="group" aria-label="${says}">${drawScatter(view, asked, points, size, true)}</svg>`
  return {
    heading: viewSaid(say, namesOf(view), asked),
    drawing: html`${svg(WIDE, 'wide')}${svg(NARROW, 'narrow')}`,
    alone: { width: WIDE.width, height: WIDE.height, inside: drawScatter(view, asked, points, WIDE, false), key: EGDI_GROUPS.map((one) => ({ mark: `q-${one}`, word: labelled(say, short(view, 'egdi'), say(`explorer.class.${one}`)) })) },
    legend: html`<ul class="map-legend" aria-label="${short(view, 'egdi')}">${EGDI_GROUPS.map((one) => html`<li><i class="swatch q-${one}"></i>${labelled(say, short(view, 'egdi'), say(`explorer.class.${one}`))}</li>`)}</ul>`,
    table: html`<div class="scroll-x"><table class="grid"><caption class="vh">${say('explorer.heading.scatter', { x: longName(view, x), y: longName(view, y), edition: String(edition) })}</caption>
<thead><tr><th scope="col">${say('explorer.column.state')}</th><th scope="col" class="r">${short(view, y)}</th><th scope="col" class="r">${short(view, x)}</th></tr></thead>
<tbody>${all.map((one) => html`<tr${one.iso3 === state && html` class="is-on"`}><th scope="row">${stateLink(view, one.iso3)}</th><td class="r">${cell(view, one.y, { edition, iso3: one.iso3, indicator: y })}</td><td class="r">${cell(view, one.x, { edition, iso3: one.iso3, indicator: x })}</td></tr>\n`)}</tbody></table></div>`,
    csv: [['edition', 'iso3', 'state', x, `${x}_status`, y, `${y}_status`], ...all.map((one) => [String(edition), one.iso3, nameOf(one.iso3, 'en'), ...csvFigure(one.x), ...csvFigure(one.y)])],
    notes: [...(all.length > points.length ? [say('explorer.left', { count: all.length - points.length })] : []), ...([x, y].includes('rank') ? [say('explorer.rank.says')] : []), ...notesAmong(view, all.flatMap((one) => [{ edition, iso3: one.iso3, indicator: x, figure: one.x }, { edition, iso3: one.iso3, indicator: y, figure: one.y }]))],
  }
}
