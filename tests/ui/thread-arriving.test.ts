// What arrives in a thread that is shown: each event changes its one post, words only where the reader may have them, and a fresh look leaves no gap.
import { describe, expect, test } from 'vitest'
import type { PostRead } from '@roundtable/shared/discussion/discussion.contract'
import type { RecordedEvent } from '@roundtable/shared/record/event'
import { answered, applied, counted, madeBy, merged } from '../../client/src/discussion/arriving'

const AT = '2026-11-25T11:31:00.000Z'
const DIGEST = 'a'.repeat(64)
const event = (type: string, id: string, payload: unknown, more: Partial<RecordedEvent> = {}): RecordedEvent => ({ type, v: 1, by: { person: 'p-civil', name: 'Civil', role: 'delegate', seat: 's' }, aggregate: { kind: 'post', id }, payload, body: 'b', seq: 9, at: AT, ...more })
const row = (id: string, seq: number, more: Partial<PostRead> = {}): PostRead => ({ id, thread: 't', seq, at: AT, by: { person: 'p-civil', name: 'Civil', role: 'delegate' }, mentions: [], stands: 'shown', words: `Words of ${id}`, ...more })
const reader = { me: 'p-kenya', keeps: false }
const only = (posts: readonly PostRead[] | undefined) => posts![0]!

describe('one post', () => {
  test('as it was made, with the words that stand beside the event; without them they are lacking', () => {
    const made = { thread: 't', mentions: ['chair'], digest: DIGEST }
    expect(madeBy(event('postMade', 'x', made, { beside: { words: 'Hello' } }))).toEqual({ id: 'x', thread: 't', seq: 9, at: AT, by: { person: 'p-civil', name: 'Civil', role: 'delegate', seat: 's' }, mentions: ['chair'], stands: 'shown', words: 'Hello' })
    expect(madeBy(event('postMade', 'x', made, { by: { unattributed: true } }))).not.toHaveProperty('by')
  })
  test('edited: the new words; caught up without them, the old stay until it is asked', () => {
    const edited = (more = {}) => applied([row('x', 1)], event('postEdited', 'x', { mentions: [], digest: DIGEST }, more), reader)!
    expect(edited({ beside: { words: 'New' } })).toMatchObject({ lacking: false, posts: [{ words: 'New', edited: AT }] })
    expect(edited()).toMatchObject({ lacking: true, posts: [{ words: 'Words of x' }] })
  })
  test('hidden: the words go at once, but for its author and who keeps the threads, who ask for the reason', () => {
    const hidden = (who: typeof reader) => applied([row('x', 1)], event('postHidden', 'x', { digest: DIGEST }, { by: { person: 'm', name: 'Mod', role: 'moderator' } }), who)!
    expect(only(hidden(reader).posts)).not.toHaveProperty('words')
    expect(hidden(reader).lacking).toBe(false)
    for (const who of [{ me: 'p-civil', keeps: false }, { me: 'm', keeps: true }]) expect(hidden(who)).toMatchObject({ lacking: true, posts: [{ stands: 'hidden', words: 'Words of x' }] })
  })
  test('deleted: nothing of it stays; shown again: its words come with the event', () => {
    const gone = applied([row('x', 1, { mentions: ['chair'], reason: 'r' })], event('postDeleted', 'x', {}), { me: 'p-civil', keeps: true })!
    expect(only(gone.posts)).toEqual({ id: 'x', thread: 't', seq: 1, at: AT, by: row('x', 1).by, mentions: [], stands: 'deleted' })
    expect(applied([row('x', 1, { stands: 'hidden', words: undefined })], event('hidingWithdrawn', 'x', {}, { beside: { words: 'Again' } }), reader)).toMatchObject({ lacking: false, posts: [{ stands: 'shown', words: 'Again' }] })
  })
  test('what is about none of these changes nothing', () => { expect(applied([row('x', 1)], event('postDeleted', 'y', {}), reader)).toBeUndefined() })
})

describe('a fresh look', () => {
  const ids = (joined: { posts: readonly PostRead[] }) => joined.posts.map(({ id }) => id).join(' ')
  test('joins what was there before it and what came after it was asked', () => {
    const joined = merged([row('a', 1), row('b', 2), row('c', 3), row('e', 5)], [row('b', 2, { stands: 'deleted' }), row('c', 3), row('d', 4)])
    expect([ids(joined), joined.gap, joined.posts[1]!.stands]).toEqual(['a b c d e', false, 'deleted'])
  })
  test('after so long that the two do not meet, what was there is dropped: no gap is shown', () => {
    const joined = merged([row('a', 1), row('b', 2)], [row('y', 8), row('z', 9)])
    expect([ids(joined), joined.gap]).toEqual(['y z', true])
    expect(merged([], [])).toEqual({ posts: [], gap: true })
  })
})

test('a post counts once, whichever comes first, its event or an answer that has it, and whatever was asked before it', () => {
  const before = { posts: 2, last: 7, unread: 0 }
  const after = { posts: 3, last: 9, unread: 1 }
  expect(counted(before, 9, true)).toEqual(after)
  // The answer first, then the event; the event first, then an answer from before it, then one from after it.
  expect(counted(answered(before, after), 9, true)).toEqual(after)
  expect(answered(counted(before, 9, true), before)).toEqual(after)
  expect(answered(answered(counted(before, 9, true), before), after)).toEqual(after)
  // Read elsewhere meanwhile: nothing newer came, so the answer holds.
  expect(answered(after, { ...after, unread: 0 }).unread).toBe(0)
})
