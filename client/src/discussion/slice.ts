// Which posts of those loaded stand in the page: a bounded run that moves with the reader, so that ten thousand posts are as light as a hundred. Pure.

/** From (counted in) to (counted out), of the posts loaded in order of time. */
export interface Slice { from: number; to: number }
export const STEP = 40
export const MOST = 120

/** The newest. */
export const atEnd = (count: number): Slice => ({ from: Math.max(0, count - STEP), to: count })

/** Older ones come in above; what is far below goes out. */
export function older({ from, to }: Slice): Slice {
  const begin = Math.max(0, from - STEP)
  return { from: begin, to: Math.min(to, begin + MOST) }
}
/** Newer ones come in below; what is far above goes out. */
export function newer({ from, to }: Slice, count: number): Slice {
  const end = Math.min(count, to + STEP)
  return { from: Math.max(from, end - MOST), to: end }
}

/** What came behind joins while there is room; the rest waits until the reader comes there. */
export const joined = ({ from }: Slice, count: number): Slice => ({ from, to: Math.min(count, from + MOST) })

/** `before` posts were put in front of those loaded, or less than none taken away there: the same posts stand on other numbers. */
export const shifted = ({ from, to }: Slice, before: number, count: number): Slice => ({ from: Math.max(0, Math.min(from + before, count)), to: Math.max(0, Math.min(to + before, count)) })

/** Around one post that was asked for. */
export function around(index: number, count: number): Slice {
  const from = Math.max(0, Math.min(index - STEP / 2, count - STEP))
  return { from, to: Math.min(count, from + STEP) }
}
