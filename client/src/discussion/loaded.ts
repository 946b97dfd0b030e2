// What of a thread is loaded: an unbroken run of its posts around the reader's place, bounded, so that a tab that stays open all day is as light in the evening. Pure.
import type { PostRead } from '@roundtable/shared/discussion/discussion.contract'

export interface Loaded {
  /** in order of time, without a gap */
  posts: readonly PostRead[]
  /** there are older ones */
  more: boolean
  /** how many are known to stand behind these */
  later: number
  /** the number of the newest that is known of, loaded or not */
  newest: number
}
export const MOST_LOADED = 600
/** What stays when there were more: as many before the reader's place as behind it. */
export const KEPT_LOADED = 400

/** `place`: the number of the first post in the reader's view; none: with the newest. */
export function bounded<T extends Loaded>(one: T, place = Infinity): T {
  const { posts } = one
  if (posts.length <= MOST_LOADED) return one
  const found = posts.findIndex(({ seq }) => seq >= place)
  const at = found < 0 ? posts.length : found
  const from = Math.max(0, Math.min(at - KEPT_LOADED / 2, posts.length - KEPT_LOADED))
  return { ...one, posts: posts.slice(from, from + KEPT_LOADED), more: one.more || from > 0, later: one.later + posts.length - (from + KEPT_LOADED) }
}

/** One that is made now stands behind all others: loaded where nothing lies between, else counted. */
export function withArrived<T extends Loaded>(one: T, made: PostRead, place?: number): T {
  const newest = Math.max(one.newest, made.seq)
  return one.later > 0 ? { ...one, newest, later: one.later + 1 } : bounded({ ...one, newest, posts: [...one.posts, made] }, place)
}

/** Older ones, as they were asked for: the newest first. */
export const withOlder = <T extends Loaded>(one: T, older: readonly PostRead[], more: boolean, place?: number): T => bounded({ ...one, posts: [...older.toReversed(), ...one.posts], more }, place)

/** Those that follow, the oldest first; `more`: there are others behind them. */
export function withNewer<T extends Loaded>(one: T, newer: readonly PostRead[], more: boolean, place?: number): T {
  const last = one.posts.at(-1)?.seq ?? -1
  const posts = [...one.posts, ...newer.filter(({ seq }) => seq > last)]
  const end = posts.at(-1)?.seq ?? -1
  // One that came while they were on their way may not be among them.
  const whole = !more && end >= one.newest
  return bounded({ ...one, posts, later: whole ? 0 : Math.max(1, one.later - newer.length) }, place)
}
