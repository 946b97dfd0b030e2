// The same view as a file: figures for machines, and a drawing that needs no page around it.
import { MAP_SIZE } from '../map.data'
import { directionOf, tagOf } from '@roundtable/shared/base/languages'
import { widthOf } from '@roundtable/shared/survey/charts/names'
import { html, type Html } from '../../pages/html'
import type { View } from '../../pages/view'
import type { Matter } from './matter'

/** Every cell in quotation marks but plain figures and words; one that a spreadsheet would read as a formula cannot occur: names and digits are ours. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.map((cell) => (/^[\w.-]*$/.test(cell) ? cell : `"${cell.replaceAll('"', '""')}"`)).join(',')).join('\r\n')}\r\n`

const STYLE = `svg{background:#fff;font:12.2px "Noto Sans","Noto Sans Arabic","Noto Sans SC",sans-serif}text{fill:#4A545F}.strong{fill:#14191F;font-weight:600}
.ax{stroke:#D5DADF}.map path,.map circle{stroke:#fff;stroke-width:1}.map .hatch{stroke:#78828D;stroke-width:2}.map-name{font-size:26px;unicode-bidi:plaintext}.halo{paint-order:stroke;stroke:#fff;stroke-width:.35em;stroke-linejoin:round}.map circle,.pt circle{stroke:#4A545F;stroke-width:1}
.q-low{fill:#CDE0EE}.q-middle{fill:#649EC8}.q-high{fill:#2F76AC}.q-very-high{fill:#0B4478}.q-none{fill:url(#hatch)}.q-out{fill:#EEF1F4}.map .q-out path{stroke:#B4BCC4}.map .q-low path{stroke:#78828D}.map .is-marked>*,.pt.is-marked circle{stroke:#14191F;stroke-width:3}
.swatch{stroke:#78828D}.ln{fill:none;stroke-width:2;stroke-linejoin:round}.ln path{fill:none}.ln-own{stroke:#0B5A9A}.ln-near{stroke:#4A545F;stroke-dasharray:6 4}.ln-far{stroke:#5F6973;stroke-dasharray:1.5 3}.dot,.lb-own{fill:#0B5A9A}.lb-own{font-weight:600}.series path{fill:none;stroke:currentColor;stroke-width:2}.series circle{fill:currentColor}.series text{fill:currentColor}
.s-1{color:#0B5A9A}.s-2{color:#14191F}.s-3{color:#B02A2A}.s-4{color:#1D6B45}.s-5{color:#855400}.s-6{color:#6A4A9C}.s-2 path{stroke-dasharray:7 3}.s-3 path{stroke-dasharray:2 3}.s-4 path{stroke-dasharray:10 3 2 3}.s-5 path{stroke-dasharray:4 2}.s-6 path{stroke-dasharray:1 4}`

/** Its heading above, its source and what must be said of it below. */
export function svgOf({ language }: View, { heading, alone, notes }: Pick<Matter, 'heading' | 'notes'> & { alone: NonNullable<Matter['alone']> }, source: string): string {
  const { width, height, inside, key = [] } = alone
  const isMap = width === MAP_SIZE.width
  const size = isMap ? 26 : 12.2
  const lines = [...notes, source].flatMap((line) => wrapped(line, size, width - 2 * size))
  const [head, step] = [size * 2.6, size * 1.45]
  const marks = keyed(key, size, width, language === 'ar')
  const below = head + height + (key.length > 0 ? marks.rows * step + step * 0.6 : 0)
  const total = Math.ceil(below + step * (lines.length + 1))
  const [x, anchor] = language === 'ar' ? [width - size, 'start'] : [size, 'start']
  return html`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" lang="${tagOf(language)}"><title>${heading}</title><style>${STYLE}</style>
<rect width="${width}" height="${total}" style="fill:#fff"/><g direction="${directionOf(language)}" text-anchor="${anchor}"><text class="strong" x="${x}" y="${size * 1.7}" style="font-size:${size * 1.3}px">${heading}</text></g>
<g transform="translate(0 ${head})" class="${isMap ? 'map' : 'plot'}">${inside}</g>
<g transform="translate(0 ${Math.round(head + height + step)})" style="font-size:${size}px">${marks.drawn}</g>
<g direction="${directionOf(language)}" text-anchor="${anchor}" style="font-size:${size}px">${lines.map((line, index) => html`<text x="${x}" y="${Math.round(below + step * (index + 1))}">${line}</text>`)}</g></svg>
`.toString()
}

/** The legend in rows, each mark before its word in the direction of reading. */
function keyed(key: NonNullable<NonNullable<Matter['alone']>['key']>, size: number, width: number, mirrored: boolean): { rows: number; drawn: Html } {
  let [x, row] = [size, 0]
  const drawn = key.map(({ mark, word }) => {
    const wide = size * 2.2 + widthOf(word, size)
    if (x + wide > width && x > size) [x, row] = [size, row + 1]
    const [at, y] = [x, Math.round(row * size * 1.45)]
    x += wide + size * 1.6
    const place = (from: number, length = 0) => Math.round(mirrored ? width - from - length : from)
    const swatch = /^(series|ln) /.test(mark) ? html`<g class="${mark}"><path d="M${place(at, size * 1.6)} ${Math.round(y - size * 0.35)}h${Math.round(size * 1.6)}"/></g>` : html`<rect class="${mark} swatch" x="${place(at, size)}" y="${Math.round(y - size * 0.85)}" width="${Math.round(size)}" height="${Math.round(size)}"/>`
    return html`${swatch}<text x="${place(at + size * 2)}" y="${y}"${mirrored && html` text-anchor="end"`}>${word}</text>`
  })
  return { rows: row + 1, drawn: html`${drawn}` }
}

/** In lines that have room; Chinese breaks anywhere. */
function wrapped(text: string, size: number, most: number): string[] {
  const lines = ['']
  for (const word of text.match(/[\p{Script=Han}，。：、；]|[^\s\p{Script=Han}，。：、；]+\s*/gu) ?? []) {
    if (widthOf(lines.at(-1)! + word.trimEnd(), size) > most) lines.push('')
    lines[lines.length - 1] += word
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}
