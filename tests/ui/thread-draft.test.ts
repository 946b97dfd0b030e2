// A draft in a thread: survives the tab, goes out once under one key, and a refusal leaves the words where they are.
import { h, nextTick, ref } from 'vue'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { draftsHere, readDraft } from '../../client/src/discussion/drafts'
import type { Posting, Told } from '../../client/src/discussion/thread'
import { useDraft } from '../../client/src/discussion/useDraft'
import { speak } from '../../client/src/words'
import { settled, show } from './show'

beforeAll(() => speak('en'))
beforeEach(() => localStorage.clear())

type Post = (what: Posting, key: string) => Promise<Told>
async function opened(post: Post, thread = ref('t')) {
  let used!: ReturnType<typeof useDraft>
  const place = await show({ setup() { used = useDraft(() => 'p', () => thread.value, post); return () => h('i') } })
  return { used, place, thread }
}

test('the words are there again after a reload, and gone once they stand in the thread', async () => {
  const post = vi.fn<Post>(() => Promise.resolve({ done: true }))
  const first = await opened(post)
  first.used.write({ words: ' We can move to (a). ' })
  const again = await opened(post)
  expect(again.used.draft.value.words).toBe(' We can move to (a). ')
  expect(await again.used.send()).toBe(true)
  expect(post.mock.calls[0]![0]).toEqual({ words: 'We can move to (a).', mentions: [] })
  expect([again.used.draft.value.words, readDraft('p', 't').words, localStorage.length]).toEqual(['', '', 0])
})

test('sent and not answered when the tab closed, it goes out again under the same key', async () => {
  const keys: string[] = []
  const never: Post = (_, key) => { keys.push(key); return new Promise(() => undefined) }
  const first = await opened(never)
  first.used.write({ words: 'Once' })
  void first.used.send()
  await settled()
  const second = await opened((_, key) => { keys.push(key); return Promise.resolve({ done: true }) })
  await settled()
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
  expect(second.used.draft.value.words).toBe('')
})

test('refused: the sentence is said, the words stay, and the next try is another intent', async () => {
  const keys: string[] = []
  const { used } = await opened((_, key) => { keys.push(key); return Promise.resolve({ done: false, sentence: 'This thread is locked.' }) })
  used.write({ words: 'Still here' })
  await used.send()
  await used.send()
  expect([used.wrong.value, used.draft.value.words, readDraft('p', 't').words]).toEqual(['This thread is locked.', 'Still here', 'Still here'])
  expect(new Set(keys).size).toBe(2)
})

test('another thread has its own words; what was posted to the first leaves the second alone', async () => {
  let answer!: (told: Told) => void
  const { used, thread } = await opened(() => new Promise((done) => { answer = done }))
  used.write({ words: 'To the first' })
  const sent = used.send()
  thread.value = 'u'
  await nextTick()
  used.write({ words: 'To the second' })
  answer({ done: true })
  await sent
  expect([used.draft.value.words, readDraft('p', 't').words, readDraft('p', 'u').words]).toEqual(['To the second', '', 'To the second'])
})

test('a draft knows where it was begun, for when it would be lost; posted, it is none', async () => {
  let used!: ReturnType<typeof useDraft>
  await show({ setup() { used = useDraft(() => 'p', () => 't', () => Promise.resolve({ done: true }), () => ({ title: 'Item 2: Goals', path: '/meetings/m' })); return () => h('i') } })
  used.write({ words: 'We could' })
  expect(draftsHere()).toEqual([{ title: 'Item 2: Goals', path: '/meetings/m' }])
  await used.send()
  expect(draftsHere()).toEqual([])
})
