// The plain parts of every chart: a scale, its ticks, and labels that do not lie on one another.

export type Scale = (value: number) => number

/** Places are rounded to tenths of a unit: what an eye can see, in the fewest bytes. */
export function linear([least, most]: readonly [number, number], [from, to]: readonly [number, number]): Scale {
  const span = most - least || 1
  return (value) => Math.round((from + ((value - least) / span) * (to - from)) * 10) / 10
}

/** 0 and every fifth up to the first at or above the highest figure. */
export const fifths = (highest: number): number[] => Array.from({ length: Math.max(1, Math.ceil(highest * 5 - 1e-9)) + 1 }, (_, index) => index / 5)

/** Moves labels down, and if need be up again, until each has its height; their order stays. */
export function apart(places: readonly number[], height: number, lowest: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!)
  const moved = [...places]
  let above = -Infinity
  for (const index of order) above = moved[index] = Math.max(moved[index]!, above + height)
  let below = lowest + height
  for (const index of order.reverse()) below = moved[index] = Math.min(moved[index]!, below - height)
  return moved
}

/** Runs of neighbouring points that have a figure: a line is broken where there is none, never drawn through zero. */
export function runs<P extends { value?: string }>(points: readonly P[]): (P & { value: string })[][] {
  const found: (P & { value: string })[][] = []
  let open: (P & { value: string })[] | undefined
  for (const point of points) {
    if (point.value === undefined) open = undefined
    else if (open) open.push({ ...point, value: point.value })
    else found.push((open = [{ ...point, value: point.value }]))
  }
  return found
}
