// Seven shapes in a 10 by 10 box, the product's mark, and places at an oval table: drawn alike by server pages and the application.

/** A shape's outline; `even-odd` filled, so the ring keeps its hole. */
export const SHAPES = {
  circle: 'M5 .4a4.6 4.6 0 1 1 0 9.2A4.6 4.6 0 0 1 5 .4Z',
  house: 'M5 0 9.6 4.2V9.6H.4V4.2Z',
  half: 'M.2 8a4.8 4.8 0 0 1 9.6 0Z',
  square: 'M.8.8h8.4v8.4H.8Z',
  triangle: 'M5 .2 10 9.4H0Z',
  diamond: 'M5-.4 10.4 5 5 10.4-.4 5Z',
  ring: 'M5 .2a4.8 4.8 0 1 0 0 9.6A4.8 4.8 0 0 0 5 .2Zm0 2.2a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2Z',
} as const
export type Shape = keyof typeof SHAPES

/** The mark: twelve seats in a 28 by 28 box, drawn as strokes; MARK_MINE is the one in blue. */
export const MARK = [
  'M14.73 3.53A10.5 10.5 0 0 1 18.6 4.56', 'M19.87 5.3A10.5 10.5 0 0 1 22.7 8.13', 'M23.44 9.4A10.5 10.5 0 0 1 24.47 13.27',
  'M24.47 14.73A10.5 10.5 0 0 1 23.44 18.6', 'M22.7 19.87A10.5 10.5 0 0 1 19.87 22.7', 'M18.6 23.44A10.5 10.5 0 0 1 14.73 24.47',
  'M13.27 24.47A10.5 10.5 0 0 1 9.4 23.44', 'M8.13 22.7A10.5 10.5 0 0 1 5.3 19.87', 'M4.56 18.6A10.5 10.5 0 0 1 3.53 14.73',
  'M3.53 13.27A10.5 10.5 0 0 1 4.56 9.4', 'M5.3 8.13A10.5 10.5 0 0 1 8.13 5.3', 'M9.4 4.56A10.5 10.5 0 0 1 13.27 3.53',
] as const
export const MARK_MINE = 1

/** The oval table: its box, and how large a shape stands at it. */
export const RING = { width: 384, height: 190, shape: 11.55 } as const
const STEPS = 720

/** `count` places at equal distances along the oval, clockwise from the top; each is the shape's upper left corner. */
export function ringPlaces(count: number): { x: number; y: number }[] {
  const [cx, cy] = [RING.width / 2, RING.height / 2]
  const [rx, ry] = [cx - RING.shape, cy - RING.shape]
  const at = (step: number) => {
    const angle = (step / STEPS) * 2 * Math.PI
    return { x: cx + rx * Math.sin(angle), y: cy - ry * Math.cos(angle) }
  }
  const lengths = [0]
  for (let step = 1; step <= STEPS; step++) {
    const [from, to] = [at(step - 1), at(step)]
    lengths.push(lengths[step - 1]! + Math.hypot(to.x - from.x, to.y - from.y))
  }
  const round = (value: number) => Math.round(value * 10) / 10
  return Array.from({ length: count }, (_, place) => {
    const wanted = (lengths[STEPS]! * place) / count
    const { x, y } = at(lengths.findIndex((length) => length >= wanted))
    return { x: round(x - RING.shape / 2), y: round(y - RING.shape / 2) }
  })
}
