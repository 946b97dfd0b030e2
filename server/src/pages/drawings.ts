// What pages draw: the product's mark, the shapes of the groups, the ring of seats, two icons.
import { MARK, MARK_MINE, RING, ringPlaces, SHAPES, type Shape } from '@roundtable/shared/base/shapes'
import { html, type Html } from './html'

export const mark = (): Html =>
  html`<svg class="logo" viewBox="0 0 28 28" aria-hidden="true">${MARK.map((path, index) => html`<path d="${path}"${index === MARK_MINE && html` class="is-mine"`}/>`)}</svg>`

export const glyph = (shape: Shape): Html => html`<svg class="g" viewBox="0 0 10 10" aria-hidden="true"><path d="${SHAPES[shape]}" fill-rule="evenodd"/></svg>`

export interface Place { shape: Shape; label: string }

export function ring(places: readonly Place[], says: string, detail?: string, whole = says): Html {
  const corners = ringPlaces(places.length)
  const [x, y, scale] = [RING.width / 2, RING.height / 2, RING.shape / 10]
  return html`<svg class="ring" viewBox="0 0 ${RING.width} ${RING.height}" role="img" aria-label="${whole}">${places.map(({ shape, label }, index) =>
    html`<path d="${SHAPES[shape]}" fill-rule="evenodd" transform="translate(${corners[index]!.x} ${corners[index]!.y}) scale(${scale})"><title>${label}</title></path>`)}
<text class="strong" x="${x}" y="${detail ? y - 4 : y + 4}">${says}</text>${detail && html`<text x="${x}" y="${y + 14}">${detail}</text>`}</svg>`
}

// lucide (ISC licence)
const ICONS = {
  download: ['M12 15V3', 'M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4', 'm7 10 5 5 5-5'],
  quote: [
    'M16 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z',
    'M5 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z',
  ],
} as const
export const icon = (name: keyof typeof ICONS): Html => html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${ICONS[name].map((path) => html`<path d="${path}"/>`)}</svg>`
