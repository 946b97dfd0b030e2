// The rules of threads and posts, pure: who may still change what, and what never goes into the record.
import { describe, expect, it } from 'vitest'
import { nextAt } from '@roundtable/shared/discussion/digest.rules'
import { changeable, deletePost, editPost, hidePost, makePost, post, showPost, type Post } from '@roundtable/shared/discussion/post.rules'
import { keyOf, lockThread, openThread, thread, thingOf, unlockThread, type Thread } from '@roundtable/shared/discussion/thread.rules'
import { AT, drafts, fold, types } from '../support/fold'

const DIGEST = 'a'.repeat(64)
const later = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000)
const opened = (more: Partial<Thread> = {}): Thread => ({ ...fold(thread, 'thread', [openThread('t1', { on: { is: 'paper', paper: 'p1' }, attributed: true })]), ...more })
const written = (to = opened()): Post => ({ ...fold(post, 'post', makePost('one', to, { words: 'Secret words', mentions: ['chair'], digest: DIGEST })), by: { person: 'rw', name: 'Rwanda', role: 'delegate' } })
const locked = () => fold(thread, 'thread', lockThread(opened(), 'In the meeting.'), opened())

describe('threads', () => {
  it('[DIS-1] one thing has one key; chosen words are a thing of their own, and all of a paper is looked up together', () => {
    const of = { is: 'paragraph', paper: 'p1', block: 'b1' } as const
    expect(keyOf(of)).toBe(keyOf({ ...of }))
    expect(new Set([keyOf(of), keyOf({ ...of, quote: 'words' }), keyOf({ is: 'paper', paper: 'p1' }), keyOf({ is: 'body', body: 'p1' })]).size).toBe(4)
    expect(thingOf({ ...of, quote: 'words' })).toBe(thingOf({ is: 'paper', paper: 'p1' }))
  })
  it('[DIS-4] a locked thread takes no post and no change; it is locked once and unlocked once', () => {
    expect(makePost('two', locked(), { words: 'x', mentions: [], digest: DIGEST })).toEqual({ refused: 'thread-locked' })
    expect(changeable(written(), locked(), later(1))).toEqual({ refused: 'thread-locked' })
    expect(lockThread(locked(), 'Again.')).toEqual({ refused: 'thread-locked' })
    expect(unlockThread(opened())).toEqual({ refused: 'thread-not-locked' })
    expect(fold(thread, 'thread', unlockThread(locked()), locked())).toEqual(opened())
  })
})

describe('posts', () => {
  it('[DIS-5] words stand beside the event, never in what is recorded', () => {
    for (const one of [drafts(makePost('one', opened(), { words: 'Secret words', mentions: [], digest: DIGEST })), drafts(editPost(written(), opened(), later(1), { words: 'Secret words', mentions: [], digest: DIGEST })), drafts(showPost({ ...written(), stands: 'hidden' }, 'Secret words'))]) {
      const { beside, ...recorded } = one[0]!
      expect(beside).toEqual({ words: 'Secret words' })
      expect(JSON.stringify(recorded)).not.toContain('Secret')
    }
    expect(JSON.stringify(drafts(hidePost(written(), DIGEST)))).not.toContain('Secret')
  })
  it('[DIS-6] changed and deleted for fifteen minutes, to the last', () => {
    expect(types(editPost(written(), opened(), later(15), { words: 'New', mentions: [], digest: DIGEST }))).toEqual(['postEdited'])
    expect(editPost(written(), opened(), later(15.01), { words: 'New', mentions: [], digest: DIGEST })).toEqual({ refused: 'edit-over', params: { minutes: 15 } })
    expect(deletePost(written(), opened(), later(15.01))).toMatchObject({ refused: 'edit-over' })
    const gone = fold(post, 'post', deletePost(written(), opened(), later(1)), written())
    expect(gone).toMatchObject({ stands: 'deleted', mentions: [], by: { name: 'Rwanda' } })
    expect(changeable(gone, opened(), later(2))).toEqual({ refused: 'post-deleted' })
  })
  it('[DIS-7] what is hidden is neither changed nor deleted, nor hidden twice; what is deleted is not hidden; shown again it is as it was', () => {
    const hidden = fold(post, 'post', hidePost(written(), DIGEST), written())
    expect(changeable(hidden, opened(), later(1))).toEqual({ refused: 'post-hidden' })
    expect(hidePost(hidden, DIGEST)).toEqual({ refused: 'post-hidden' })
    expect(hidePost({ ...written(), stands: 'deleted' }, DIGEST)).toEqual({ refused: 'post-deleted' })
    expect(showPost(written(), 'x')).toEqual({ refused: 'post-not-hidden' })
    expect(fold(post, 'post', showPost(hidden, 'Secret words'), hidden)).toEqual(written())
  })
  it('[DIS-9] without attribution neither the thread nor the post bears a name', () => {
    const to = opened({ attributed: false })
    expect(openThread('t1', { on: to.on, attributed: false }).unattributed).toBe(true)
    expect(drafts(makePost('one', to, { words: 'x', mentions: [], digest: DIGEST }))[0]!.unattributed).toBe(true)
    expect(drafts(makePost('one', opened(), { words: 'x', mentions: [], digest: DIGEST }))[0]!.unattributed).toBeUndefined()
  })
})

describe('[DIS-14] the hour of the mail', () => {
  it.each([
    ['later today', 9, 'Africa/Nairobi', '2026-03-02T05:00:00.000Z', '2026-03-02T06:00:00.000Z'],
    ['at that very hour: tomorrow', 9, 'Africa/Nairobi', '2026-03-02T06:00:00.000Z', '2026-03-03T06:00:00.000Z'],
    ['another day there already', 1, 'Pacific/Kiritimati', '2026-03-02T10:30:00.000Z', '2026-03-02T11:00:00.000Z'],
    ['the hour that spring skips: the one after', 2, 'Europe/Berlin', '2027-03-28T00:30:00.000Z', '2027-03-28T01:00:00.000Z'],
    ['the hour that autumn has twice: once', 2, 'Europe/Berlin', '2027-10-31T00:00:00.000Z', '2027-11-01T01:00:00.000Z'],
  ] as const)('%s', (_, hour, zone, now, at) => { expect(nextAt(hour, zone, new Date(now)).toISOString()).toBe(at) })
})
