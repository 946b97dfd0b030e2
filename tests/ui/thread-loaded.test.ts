// What of a long thread a tab holds: a bounded, unbroken run around its reader, through all that arrives, is scrolled to and is asked for.
import * as fc from 'fast-check'
import { h, reactive } from 'vue'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PostRead } from '@roundtable/shared/discussion/discussion.contract'
import { bounded, KEPT_LOADED, MOST_LOADED, withArrived, withNewer, withOlder, type Loaded } from '../../client/src/discussion/loaded'
import { MOST } from '../../client/src/discussion/slice'
import type { PostShown } from '../../client/src/discussion/thread'
import ThreadPosts from '../../client/src/discussion/ThreadPosts.vue'
import { speak } from '../../client/src/words'
import { settled, show } from './show'

beforeAll(() => speak('en'))
const row = (seq: number): PostRead => ({ id: `p${seq}`, thread: 't', seq, at: '2026-11-25T11:31:00.000Z', mentions: [], stands: 'shown', words: 'w' })
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => row(from + at))
const numbers = ({ posts }: Loaded) => [posts[0]?.seq, posts.at(-1)?.seq, posts.length]
const WINDOW = 50

describe('what is loaded', () => {
  test('a reader with the newest keeps the newest; one who reads above keeps what is around, and the rest is counted', () => {
    const all: Loaded = { posts: rows(1, MOST_LOADED + 1), more: false, later: 0, newest: MOST_LOADED + 1 }
    expect([numbers(bounded(all)), bounded(all).more, bounded(all).later]).toEqual([[202, 601, KEPT_LOADED], true, 0])
    expect([numbers(bounded(all, 10)), bounded(all, 10).more, bounded(all, 10).later]).toEqual([[1, 400, KEPT_LOADED], false, 201])
    expect([numbers(bounded(all, 300)), bounded(all, 300).more, bounded(all, 300).later]).toEqual([[100, 499, KEPT_LOADED], true, 102])
  })
  test('what came while the next were on their way is not forgotten', () => {
    const behind: Loaded = { posts: rows(1, 40), more: false, later: 3, newest: 43 }
    const meanwhile = withArrived(behind, row(44))
    expect(withNewer(meanwhile, rows(41, 43), false)).toMatchObject({ later: 1, newest: 44 })
    expect(withNewer(meanwhile, rows(41, 44), false)).toMatchObject({ later: 0 })
    expect(numbers(withNewer(meanwhile, rows(40, 44), false))).toEqual([1, 44, 44])
  })
  test('in any order of arrivals, scrolling and asking: no gap, bounded, the reader’s place stays, and the end is reached', () => {
    fc.assert(fc.property(fc.array(fc.record({ act: fc.constantFrom('arrive', 'older', 'newer', 'walk'), much: fc.nat(300) }), { maxLength: 80 }), (acts) => {
      let total = 1_000
      let one: Loaded = { posts: rows(951, 1_000), more: true, later: 0, newest: 1_000 }
      let place = 990
      const newer = () => { const next = rows(one.posts.at(-1)!.seq + 1, total); one = withNewer(one, next.slice(0, WINDOW), next.length > WINDOW, place) }
      for (const { act, much } of acts) {
        if (act === 'arrive') for (let at = 0; at < much; at += 1) one = withArrived(one, row(total += 1), place)
        else if (act === 'older' && one.more) { const before = one.posts[0]!.seq; one = withOlder(one, rows(Math.max(1, before - WINDOW), before - 1).reverse(), before - WINDOW > 1, place) }
        else if (act === 'newer' && one.later > 0) newer()
        else place = one.posts[much % one.posts.length]!.seq
        const [first, last, count] = numbers(one) as [number, number, number]
        expect(count).toBe(last - first + 1)
        expect(count).toBeLessThanOrEqual(MOST_LOADED)
        expect(one.posts.some(({ seq }) => seq === place)).toBe(true)
        expect([one.later > 0, one.more]).toEqual([last < total, first > 1])
      }
      for (let at = 0; one.later > 0 && at < 1_000; at += 1) { place = one.posts.at(-1)!.seq; newer() }
      expect([one.posts.at(-1)!.seq, one.later]).toEqual([total, 0])
    }))
  })
})

describe('the posts on the page', () => {
  const post = (at: number): PostShown => ({ id: `p${at}`, at: '2026-11-25T11:31:00.000Z', by: { name: 'Ethiopia', kind: 'Member' }, mine: false, words: `Words of p${at}.`, mentions: [], stands: { is: 'shown' }, may: [] })
  const posts = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => post(from + at))
  async function shown(from: number, to: number, more: object) {
    const asked: string[] = []
    const props = reactive({ posts: posts(from, to), more: true, later: 0, arrived: 0, asking: false, today: '2026-11-25', ...more })
    const place = await show({ render: () => h(ThreadPosts, { ...props, onNewer: () => asked.push('newer'), onNewest: () => asked.push('newest'), onPlaced: (id: string) => asked.push(id), onSeen: (id: string) => asked.push(`seen ${id}`) }) }, {})
    return { props, place, asked, here: () => [...place.querySelectorAll<HTMLElement>('[data-post]')].map((one) => one.dataset['post']) }
  }

  test('taken away far above, those in view stay as they are', async () => {
    const { props, here } = await shown(0, 300, {})
    const before = here()
    props.posts = posts(200, 301)
    await settled()
    expect(here().slice(0, before.length)).toEqual(before)
    expect(here().length).toBeLessThanOrEqual(MOST)
  })
  test('with newer ones behind what is loaded, the foot is not the end: nothing counts as read, one press asks for the newest and goes there', async () => {
    const { props, place, asked, here } = await shown(0, 60, { later: 700 })
    const box = place.querySelector<HTMLElement>('.thread-posts')!
    Object.defineProperties(box, { scrollHeight: { value: 4000 }, clientHeight: { value: 400 } })
    box.scrollTop = 3_590
    box.dispatchEvent(new Event('scroll'))
    await settled()
    expect(asked.filter((one) => one.startsWith('seen'))).toEqual([])
    expect(asked).toEqual(expect.arrayContaining(['p20', 'newer']))
    asked.length = 0
    place.querySelector<HTMLButtonElement>('.thread-fresh button')!.click()
    await settled()
    expect(asked.at(-1)).toBe('newest')
    Object.assign(props, { posts: posts(710, 760), later: 0 })
    await settled()
    expect(here().at(-1)).toBe('p759')
    expect(asked.at(-1)).toBe('seen p759')
  })
})
