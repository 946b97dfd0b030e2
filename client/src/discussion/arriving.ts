// What an event does to the posts that are shown, and how a fresh look joins what came meanwhile. Pure.
import type { PostRead } from '@roundtable/shared/discussion/discussion.contract'
import { post as kind, type Post } from '@roundtable/shared/discussion/post.rules'
import type { RecordedEvent } from '@roundtable/shared/record/event'

const besideOf = ({ beside }: RecordedEvent): string | undefined => (beside as { words?: string } | undefined)?.words
const shown = ({ body: _, digest: _digest, hiddenBy: _hiddenBy, ...post }: Post, words: string | undefined): PostRead => ({ ...post, ...(words === undefined ? {} : { words }) })

/** A post as its first event tells it: by the same `apply` as the server's. */
export const madeBy = (event: RecordedEvent): PostRead => shown(kind.apply(undefined, event), besideOf(event))

/** The posts after an event; `lacking`: the reader may know more of it than the event says. Undefined: it is about none of these. */
export function applied(posts: readonly PostRead[], event: RecordedEvent, { me, keeps }: { me: string | undefined; keeps: boolean }): { posts: readonly PostRead[]; lacking: boolean } | undefined {
  const index = posts.findIndex(({ id }) => id === event.aggregate.id)
  const before = posts[index]
  if (!before) return undefined
  const { words, reason: _reason, hiddenBy: _by, ...bare } = before
  const put = (now: PostRead, lacking: boolean) => ({ posts: posts.with(index, now), lacking })
  switch (event.type) {
    case 'postEdited': {
      const told = besideOf(event)
      return put({ ...bare, mentions: (event.payload as { mentions: string[] }).mentions, edited: event.at, ...(told === undefined ? (words === undefined ? {} : { words }) : { words: told }) }, told === undefined)
    }
    case 'postDeleted': return put({ ...bare, mentions: [], stands: 'deleted' }, false)
    // Who wrote it, and who keeps the threads, read on, with the reason, which they ask for; where nobody wrote it, all do.
    case 'postHidden': {
      const whole = keeps || (bare.by !== undefined && bare.by.person === me)
      return put({ ...bare, stands: 'hidden', ...(whole && words !== undefined ? { words } : {}) }, whole || bare.by === undefined)
    }
    case 'hidingWithdrawn': { const told = besideOf(event); return put({ ...bare, stands: 'shown', ...(told === undefined ? {} : { words: told }) }, told === undefined) }
    default: return undefined
  }
}

/** A fresh look, oldest first, over what was there: what is newer than it stays; `gap`: what was there ends before it begins. */
export function merged(before: readonly PostRead[], fresh: readonly PostRead[]): { posts: readonly PostRead[]; gap: boolean } {
  const [first, last] = [fresh[0], fresh.at(-1)]
  if (!first || !last) return { posts: before, gap: before.length === 0 }
  const [earlier, later] = [before.filter(({ seq }) => seq < first.seq), before.filter(({ seq }) => seq > last.seq)]
  const gap = !before.some(({ seq }) => seq >= first.seq && seq <= last.seq)
  return { posts: [...(gap ? [] : earlier), ...fresh, ...later], gap }
}

/** `last`: the number of the newest post that is counted. Answers and events come in any order, each post counts once. */
export interface Counted { posts: number; last: number; unread: number }
/** What was answered before a post came does not count it. */
export const answered = <T extends Counted>(known: T | undefined, row: T): T => (known && known.last > row.last ? { ...row, posts: known.posts, last: known.last, unread: known.unread } : row)
/** What came after the answer that counted it is not counted again. */
export const counted = <T extends Counted>(at: T, seq: number, isNew: boolean): T => (seq > at.last ? { ...at, posts: at.posts + 1, last: seq, unread: at.unread + (isNew ? 1 : 0) } : at)
