// The charts of a State and of an area as one file that needs no page around it.
import { html, type Html } from '../pages/html'
import type { View } from '../pages/view'
import { areaLines, areaName, type AreaSeen } from './area.page'
import { svgOf } from './explorer/files'
import type { Matter } from './explorer/matter'
import { lineChart, SMALL, WIDE, type Line } from './line.chart'
import { linesOf, type StateSeen } from './state.page'
import { nameOf } from '@roundtable/shared/survey/states'
import { labelled } from '@roundtable/shared/words/joins'
import { sourceLine } from '@roundtable/shared/survey/survey.rules'

const [MARGIN, PART, HEAD] = [20, 244, 40]
const placed = (x: number, y: number, { width, height }: { width: number; height: number }): Html => html` x="${x}" y="${y}" width="${width}" height="${height}" overflow="visible"`
const keyOf = (lines: readonly Line[]) => lines.map(({ kind, label }) => ({ mark: `ln ln-${kind}`, word: label }))

function file(view: View, heading: string, years: AreaSeen['years'], alone: NonNullable<Matter['alone']>): string {
  const span = { first: String(years[0]?.edition ?? ''), last: String(years.at(-1)?.edition ?? '') }
  const { say } = view
  return svgOf(view, { heading: labelled(say, heading, say('survey.page.history', span)), alone, notes: [say('survey.page.rule')] }, sourceLine(`${span.first}–${span.last}`, say))
}

export function stateFile(view: View, seen: Pick<StateSeen, 'state' | 'years'>): string {
  const { say } = view
  const { egdi, parts } = linesOf(view, seen)
  const part = (column: 'osi' | 'tii' | 'hci', index: number) => {
    const x = MARGIN + index * PART
    return html`<text class="strong" x="${x + SMALL.left}" y="${WIDE.height + HEAD - 8}">${say(`survey.short.${column}`)}</text>${lineChart(view.language, parts[column], '', SMALL, '', placed(x, WIDE.height + HEAD, SMALL))}`
  }
  const inside = html`${lineChart(view.language, egdi, '', WIDE, '', placed(MARGIN, 0, WIDE))}${(['osi', 'tii', 'hci'] as const).map(part)}`
  return file(view, nameOf(seen.state.iso3, view.language), seen.years, { width: WIDE.width + 2 * MARGIN, height: WIDE.height + HEAD + SMALL.height, inside, key: keyOf(egdi) })
}

export function areaFile(view: View, seen: Pick<AreaSeen, 'area' | 'years'>): string {
  const lines = areaLines(view, seen)
  return file(view, areaName(view, seen.area), seen.years, { width: WIDE.width + 2 * MARGIN, height: WIDE.height, inside: lineChart(view.language, lines, '', WIDE, '', placed(MARGIN, 0, WIDE)), key: keyOf(lines) })
}
