// The sittings at which a text was written: rows of its log, kept together by the meeting that was open, or by silence between them.

/** PAP-10: so long nobody wrote, and a sitting is over; in ms. */
export const SILENCE = 30 * 60_000

/** What the log holds of one author in a short time: positions and times of its rows, both ends included. `meeting`: the one that was open. */
export interface Stretch { from: number; to: number; began: number; ended: number; meeting?: string; author: string; changes: number }
/** Times in ms since 1970. */
export interface Sitting { from: number; to: number; began: number; ended: number; meeting?: string; by: { author: string; changes: number }[] }

/** The newest last; who changed most stands first. Stretches may come in any order. */
export function sittingsOf(stretches: readonly Stretch[]): Sitting[] {
  const sittings: (Sitting & { changed: Map<string, number> })[] = []
  for (const each of [...stretches].sort((a, b) => a.from - b.from || a.to - b.to || (a.author < b.author ? -1 : 1))) {
    let last = sittings.at(-1)
    if (!last || last.meeting !== each.meeting || (each.meeting === undefined && each.began - last.ended > SILENCE)) {
      last = { from: each.from, to: each.to, began: each.began, ended: each.ended, ...(each.meeting ? { meeting: each.meeting } : {}), by: [], changed: new Map() }
      sittings.push(last)
    }
    last.to = Math.max(last.to, each.to)
    last.ended = Math.max(last.ended, each.ended)
    last.changed.set(each.author, (last.changed.get(each.author) ?? 0) + each.changes)
  }
  return sittings.map(({ changed, ...sitting }) => ({ ...sitting, by: [...changed].map(([author, changes]) => ({ author, changes })).sort((a, b) => b.changes - a.changes || (a.author < b.author ? -1 : 1)) }))
}
