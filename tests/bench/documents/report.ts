// What was measured, beside its goal: printed, and written into docs/measured.md between two marks; a part that ran alone renews only its own lines.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../support/places'
import { show } from '../process'

/** `ratio`: measured to what the goal names; undefined where the goal is a number of its own. */
export interface Row { figure: string; goal: string; measured: string; ratio?: number; met: boolean | undefined }
export interface Table { title: string; rows: Record<string, string | number>[] }
export interface Result { rows: Row[]; tables: Table[] }

const FILE = join(root, 'docs/measured.md')
const BEGIN = '<!-- npm run bench -- documents: begin -->', END = '<!-- npm run bench -- documents: end -->'
const HEAD = '| figure | goal | measured | ratio | met |\n|---|---|---|---|---|'

const lineOf = ({ figure, goal, measured, ratio, met }: Row) => `| ${[figure, goal, measured, ratio === undefined ? '' : ratio.toFixed(2), met === undefined ? 'not measured' : met ? 'yes' : '**no**'].join(' | ')} |`
const tableOf = ({ title, rows }: Table) => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [title, '', `| ${names.join(' | ')} |`, `|${names.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${names.map((name) => row[name] ?? '').join(' | ')} |`)].join('\n')
}

/** Lines and tables of all parts by the part's name, as the file has them. */
function read(text: string, parts: readonly string[]): Map<string, { lines: string[]; tables: string }> {
  const held = new Map<string, { lines: string[]; tables: string }>()
  for (const part of parts) {
    const between = (begin: string, end: string) => { const from = text.indexOf(begin); const to = text.indexOf(end, from); return from < 0 || to < 0 ? '' : text.slice(from + begin.length, to).trim() }
    const lines = between(`<!-- ${part} -->`, '<!-- . -->')
    if (lines) held.set(part, { lines: lines.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| figure |')), tables: between(`<!-- ${part}: tables -->`, '<!-- . -->') })
  }
  return held
}

/** `parts`: all there are, in their order. `how`: a sentence on this run. */
export function write(part: string, { rows, tables }: Result, parts: readonly string[], how: string): void {
  for (const table of tables) show(table.title, table.rows)
  show(part, rows.map(({ ratio, met, ...row }) => ({ ...row, ratio: ratio === undefined ? '' : ratio.toFixed(2), met: met === undefined ? '–' : met ? 'yes' : 'NO' })))
  const text = readFileSync(FILE, 'utf8')
  const from = text.indexOf(BEGIN), to = text.indexOf(END)
  const before = from < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, from)
  const after = from < 0 ? '\n' : text.slice(to + END.length)
  const held = read(from < 0 ? '' : text.slice(from, to), parts)
  held.set(part, { lines: rows.map(lineOf), tables: [`*${part}*, ${how}`, ...tables.map(tableOf)].join('\n\n') })
  const known = parts.flatMap((name) => { const one = held.get(name); return one ? [{ name, ...one }] : [] })
  const body = [
    '## The document server beside its peers', '`npm run bench -- documents` writes this section (`npm run bench -- documents NAME` one part of it). Server and load in separate processes, each bound to a core of its own; PostgreSQL on any; its CPU is not in the figures of the server but told beside them. A goal with two numbers names the peers `@y/websocket-server` 0.1.1 and Hocuspocus 4.7.0, both without storage where it is not said otherwise; the relay is a bare ws server.',
    ...known.map(({ name, lines }) => `<!-- ${name} -->\n\n${HEAD}\n${lines.join('\n')}\n\n<!-- . -->`),
    ...known.map(({ name, tables: shown }) => `<!-- ${name}: tables -->\n\n${shown}\n\n<!-- . -->`),
  ].join('\n\n')
  writeFileSync(FILE, `${before}${BEGIN}\n${body}\n${END}${after}`)
}

export const fixed = (value: number | undefined, digits = 1): string => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits))
export const mega = (bytes: number): string => (bytes / 1e6).toFixed(0)
