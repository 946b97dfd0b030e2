// The dumbbell chart of a region: where each State stood and stands. Drawn twice, for wide and for narrow pages, so no label shrinks.
import { nameOf as stateName } from '@roundtable/shared/survey/states'
import { sayFigure } from '@roundtable/shared/survey/survey.rules'
import { numberIn } from '@roundtable/shared/words/dates'
import { html, type Html } from '../pages/html'
import type { View } from '../pages/view'
import { heightOf, type Region, type StateFigures } from './survey.region'

interface Measures { width: number; row: number; /** where 0 stands, and the last tick */ from: number; to: number; /** of the dots below the row's top */ line: number; /** of the name */ name: number }
const WIDE: Measures = { width: 720, row: 25, from: 196, to: 684, line: 14, name: 18 }
const NARROW: Measures = { width: 340, row: 43, from: 6, to: 296, line: 32, name: 15 }
const TOP = 24

export const charts = (view: View, region: Region, says: string): Html => html`${chart(view, region, says, WIDE, 'wide')}${chart(view, region, says, NARROW, 'narrow')}`

/** Time runs from left to right in every script; in Arabic the names stand at the right. */
function chart(view: View, region: Region, says: string, m: Measures, size: 'wide' | 'narrow'): Html {
  const mirrored = view.language === 'ar'
  // The names give way to the other side; the scale keeps its width.
  const shift = mirrored && size === 'wide' ? 190 : 0
  const ticks = ticksFor(region)
  const last = ticks.at(-1)!
  const x = (value: number) => Math.round((m.from - shift + (value / last) * (m.to - m.from)) * 10) / 10
  const bottom = TOP + region.states.length * m.row + 4
  return html`<svg class="chart chart--${size}" viewBox="0 0 ${m.width} ${bottom}" role="img" aria-label="${says}">
${ticks.map((tick) => html`<line class="ax" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP}" y2="${bottom}"/><text x="${x(tick)}" y="14" text-anchor="middle">${numberIn(view.language, tick, 1)}</text>`)}
${region.states.length > 1 && region.mean.last !== undefined && html`<line class="mean" x1="${x(Number(region.mean.last))}" x2="${x(Number(region.mean.last))}" y1="${TOP}" y2="${bottom}"/>`}
${region.states.map((state, index) => row(view, state, TOP + index * m.row, x, m, mirrored))}</svg>`
}

function row(view: View, { iso3, first, last }: StateFigures, top: number, x: (value: number) => number, m: Measures, mirrored: boolean): Html {
  const [from, to] = [heightOf(first), heightOf(last)]
  const y = top + m.line
  const name = html`<text class="halo"${mirrored ? html` x="${m.width}" text-anchor="end"` : html` x="0"`} y="${top + m.name}">${stateName(iso3, view.language)}</text>`
  if (to < 0) return html`${name}${from >= 0 && before(x(from), y)}<text class="halo" x="${x(Math.max(from, 0)) + 10}" y="${y + 4}">${sayFigure(last, view.say)}</text>`
  return html`${name}${from >= 0 && html`<line class="${to < from ? 'fell' : 'rose'}" x1="${x(from)}" x2="${x(to)}" y1="${y}" y2="${y}"/>${before(x(from), y)}`}<circle class="now" cx="${x(to)}" cy="${y}" r="4.5"/><text class="halo" x="${x(Math.max(from, to)) + 10}" y="${y + 4}">${sayFigure(last, view.say)}</text>`
}

const before = (cx: number, cy: number): Html => html`<circle class="then" cx="${cx}" cy="${cy}" r="4"/>`

/** 0.0 to the next fifth above the highest figure. */
function ticksFor({ states, mean }: Region): number[] {
  const highest = Math.max(0.2, Number(mean.last ?? 0), ...states.flatMap(({ first, last }) => [heightOf(first), heightOf(last)]))
  return Array.from({ length: Math.ceil(highest * 5 - 1e-9) + 1 }, (_, index) => index / 5)
}
