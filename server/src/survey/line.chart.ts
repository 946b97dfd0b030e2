// A chart of lines over the editions: drawn twice, for wide and for narrow pages, so no label shrinks; time runs from left to right in every script.
import { apart, fifths, linear, runs } from '@roundtable/shared/survey/charts/scale'
import { shortened } from '@roundtable/shared/survey/charts/names'
import type { Language } from '@roundtable/shared/base/languages'
import { numberIn } from '@roundtable/shared/words/dates'
import { html, type Html } from '../pages/html'

export interface Point { edition: number; value?: string }
export interface Line { kind: 'own' | 'near' | 'far'; label: string; points: readonly Point[] }
export interface Frame { width: number; height: number; left: number; right: number; labels: 'names' | 'values'; years: 'all' | 'ends' }

export const WIDE: Frame = { width: 680, height: 320, left: 34, right: 190, labels: 'names', years: 'all' }
const NARROW: Frame = { width: 340, height: 260, left: 30, right: 56, labels: 'values', years: 'ends' }
export const SMALL: Frame = { width: 212, height: 112, left: 8, right: 56, labels: 'values', years: 'ends' }
const [TOP, FOOT, LABEL] = [12, 24, 16]

/** The narrow one says its lines below, in the key, since names have no room beside it. */
export const lineCharts = (language: Language, lines: readonly Line[], says: string): Html => html`${lineChart(language, lines, says, WIDE, 'chart--wide')}${lineChart(language, lines, says, NARROW, 'chart--narrow')}`

export function lineChart(language: Language, lines: readonly Line[], says: string, frame: Frame, more = '', attributes?: Html): Html {
  const { width, height, left, right, years } = frame
  const editions = lines[0]?.points.map(({ edition }) => edition) ?? []
  const figures = lines.flatMap(({ points }) => points.flatMap(({ value }) => (value === undefined ? [] : [Number(value)])))
  const ticks = frame === SMALL ? [0, 1] : fifths(Math.max(0.2, ...figures))
  const x = linear([editions[0] ?? 0, editions.at(-1) ?? 1], [left, width - right])
  const y = linear([0, Math.max(ticks.at(-1)!, ...figures)], [height - FOOT, TOP])
  const drawn = lines.filter(({ points }) => points.some(({ value }) => value !== undefined))
  return html`<svg class="chart ${more}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${says}"${attributes}>
${ticks.map((tick) => html`<line class="ax" x1="${left}" x2="${width - right}" y1="${y(tick)}" y2="${y(tick)}"/>${frame !== SMALL && html`<text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${numberIn(language, tick, 1)}</text>`}`)}
${yearsShown(editions, years, x).map((edition, index, shown) => html`<text x="${x(edition)}" y="${height - 6}" text-anchor="${years === 'all' || shown.length === 1 ? 'middle' : index === 0 ? 'start' : 'end'}">${edition}</text>`)}
${[...drawn].reverse().map(({ kind, points }) => runs(points).map((run) => html`<polyline class="ln ln-${kind}" points="${run.map(({ edition, value }) => `${x(edition)},${y(Number(value))}`).join(' ')}"/>${(kind === 'own' || run.length === 1) && run.map(({ edition, value }) => html`<circle class="dot dot-${kind}" cx="${x(edition)}" cy="${y(Number(value))}" r="${frame === SMALL ? 2 : 3}"/>`)}`))}
${endLabels(language, drawn, frame, x, y)}</svg>`
}

/** A name that is long gives way to its own abbreviation beside its line, or is cut; the key below says it whole. The figure at the end of each line that has one in the newest edition. */
function endLabels(language: Language, lines: readonly Line[], frame: Frame, x: (value: number) => number, y: (value: number) => number): Html[] {
  const ended = lines.flatMap(({ kind, label, points }) => {
    const last = points.at(-1)
    return last?.value === undefined ? [] : [{ kind, label, edition: last.edition, value: numberIn(language, Number(last.value), 4), at: y(Number(last.value)) }]
  })
  const places = apart(ended.map(({ at }) => at + 4), LABEL, frame.height - FOOT)
  return ended.map(({ kind, label, edition, value }, index) =>
    html`<text class="halo lb-${kind}" x="${x(edition) + 9}" y="${places[index]}">${frame.labels === 'names' ? `${fitting(label, frame.right - 66)} ${value}` : value}</text>`)
}

/** “Least developed countries (LDC)” knows a short form of itself. */
function fitting(label: string, room: number): string {
  const cut = shortened(label, 12.2, room)
  return cut === label ? label : /\((\p{Lu}{2,})\)$/u.exec(label)?.[1] ?? cut
}

/** The first and the last, and between them whatever has room: early editions stand a year apart. */
function yearsShown(editions: readonly number[], years: Frame['years'], x: (value: number) => number): number[] {
  const [first, last] = [editions[0], editions.at(-1)]
  if (first === undefined || last === undefined) return []
  if (years === 'ends') return first === last ? [first] : [first, last]
  const shown: number[] = []
  for (const edition of editions) if (shown.length === 0 || x(edition) - x(shown.at(-1)!) >= 40) shown.push(edition)
  return shown
}

export const lineKey = (lines: readonly Line[]): Html =>
  html`<ul class="chart-key chart-key--row">${lines.map(({ kind, label }) => html`<li><svg viewBox="0 0 18 10" aria-hidden="true"><path class="ln ln-${kind}" d="M0 5h18"/></svg>${label}</li>`)}</ul>`
