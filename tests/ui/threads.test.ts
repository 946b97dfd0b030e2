// Threads: what is typed is kept and safe to read, mentions are chosen by the keyboard, and nothing that arrives moves the page.
import { h, nextTick, reactive } from 'vue'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { dropDrafts, keepDraft, readDraft } from '../../client/src/discussion/drafts'
import { fitting, stillMentioned, typedAt, withMention } from '../../client/src/discussion/mentions'
import PostEdit from '../../client/src/discussion/PostEdit.vue'
import PostWords from '../../client/src/discussion/PostWords.vue'
import { atEnd, MOST, newer, older } from '../../client/src/discussion/slice'
import type { Mentionable, PostShown } from '../../client/src/discussion/thread'
import ThreadComposer from '../../client/src/discussion/ThreadComposer.vue'
import ThreadPost from '../../client/src/discussion/ThreadPost.vue'
import ThreadPosts from '../../client/src/discussion/ThreadPosts.vue'
import { readPost } from '../../client/src/discussion/writing'
import { speak } from '../../client/src/words'
import { button, settled, show } from './show'

beforeAll(() => speak('en'))
beforeEach(() => localStorage.clear())
const some = (id: string, name: string): Mentionable => ({ id, name, kind: 'National government, member', shape: 'circle' })
const CAST = [some('ke', 'Kenya'), some('ug', 'Uganda'), some('tz', 'United Republic of Tanzania'), some('ci', 'Côte d’Ivoire')]
const collate = new Intl.Collator('en').compare
const post = (id: string, more: Partial<PostShown> = {}): PostShown => ({ id, at: '2026-11-25T11:31:00.000Z', by: { name: 'Ethiopia', kind: 'National government, member', shape: 'circle' }, mine: false, words: `Words of ${id}.`, mentions: [], stands: { is: 'shown' }, may: [], ...more })

describe('a post is plain text', () => {
  test('links, emphasis and mentions are pieces; the stop after an address is not of it', () => {
    expect(readPost('See https://un.org/a_b_c. *Not* _so_ 2*3*4, @Kenya!\n\nNext', [{ name: 'Kenya', me: true }])).toEqual([
      [{ is: 'text', text: 'See ' }, { is: 'link', text: 'https://un.org/a_b_c', href: 'https://un.org/a_b_c' }, { is: 'text', text: '. ' }, { is: 'strong', text: 'Not' }, { is: 'text', text: ' ' }, { is: 'emphasis', text: 'so' }, { is: 'text', text: ' 2*3*4, ' }, { is: 'mention', text: '@Kenya', me: true }, { is: 'text', text: '!' }],
      [{ is: 'text', text: 'Next' }],
    ])
  })
  test('the longest name is meant, and an @ of nobody stays text', () => {
    const names = [{ name: 'Congo', me: false }, { name: 'Congo Basin', me: false }]
    expect(readPost('@Congo Basin, @Nobody', names)[0]).toEqual([{ is: 'mention', text: '@Congo Basin', me: false }, { is: 'text', text: ', @Nobody' }])
  })
  test('markup and addresses that run code are words like any other', async () => {
    const place = await show(PostWords, { words: '<img src=x onerror=alert(1)> javascript:alert(1) https://a.b/"><script>x</script>' })
    expect(place.querySelectorAll('img, script')).toHaveLength(0)
    expect([...place.querySelectorAll('a')].map((one) => [one.getAttribute('href'), one.rel])).toEqual([['https://a.b/', 'noopener noreferrer nofollow']])
    expect(place.textContent).toContain('<img src=x onerror=alert(1)> javascript:alert(1)')
  })
  test('each paragraph has its own direction', async () => {
    const place = await show(PostWords, { words: 'English\n\nعربي' })
    expect([...place.querySelectorAll('p')].map((one) => one.dir)).toEqual(['auto', 'auto'])
  })
  test('a long post of stars is read in good time', () => {
    expect(readPost('*a_'.repeat(3000)).flat().map((piece) => piece.text).join('').length).toBeGreaterThan(0)
  })
})

describe('mentions', () => {
  test('an @ begins one at the beginning of a word only; a mail address does not', () => {
    expect(typedAt('Dear @Ken', 9)).toEqual({ from: 5, to: 9, word: 'Ken' })
    expect(typedAt('@United Rep', 11)?.word).toBe('United Rep')
    for (const text of ['a@b', 'Dear @ Ken', '@Kenya  and', '@Kenya\nand', 'no']) expect(typedAt(text, text.length), text).toBeUndefined()
  })
  test('who fits: by the beginning, by a later word, by letters without their marks', () => {
    const names = (word: string) => fitting(CAST, word, collate).map((one) => one.name)
    expect(names('u')).toEqual(['Uganda', 'United Republic of Tanzania'])
    expect(names('tan')).toEqual(['United Republic of Tanzania'])
    expect(names('cote')).toEqual(['Côte d’Ivoire'])
    expect(names('xyz')).toEqual([])
  })
  test('the name goes in with a blank behind it, and who was deleted from the text is not told', () => {
    expect(withMention('Dear @Ken, so', { from: 5, to: 9, word: 'Ken' }, 'Kenya')).toEqual({ text: 'Dear @Kenya , so', caret: 12 })
    expect(withMention('@u then', { from: 0, to: 2, word: 'u' }, 'Uganda')).toEqual({ text: '@Uganda then', caret: 8 })
    expect(stillMentioned('only @Kenya here', [CAST[0]!, CAST[1]!, CAST[0]!])).toEqual([CAST[0]])
  })

  test('arrows choose, Enter takes and does not post; the field says which one', async () => {
    const now = reactive({ words: '', mentions: [] as readonly Mentionable[] })
    const posted = vi.fn()
    await show({ setup: () => () => h(ThreadComposer, { ...now, 'mentionable': CAST, 'offline': false, 'sending': false, 'kept': true, 'onUpdate:words': (value: string) => { now.words = value }, 'onUpdate:mentions': (value: readonly Mentionable[]) => { now.mentions = value }, 'onPost': posted }) })
    const field = document.querySelector('textarea')!
    field.focus()
    field.value = 'Dear @u'
    field.setSelectionRange(7, 7)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await settled()
    const press = async (key: string) => { field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); await nextTick() }
    const chosen = () => document.getElementById(field.getAttribute('aria-activedescendant')!)?.textContent
    expect([...document.querySelectorAll('[role="option"]')]).toHaveLength(2)
    expect(chosen()).toContain('Uganda')
    await press('ArrowDown')
    expect(chosen()).toContain('Tanzania')
    await press('ArrowDown')
    await press('Enter')
    expect([now.words, now.mentions.map((one) => one.id)]).toEqual(['Dear @Uganda ', ['ug']])
    expect(posted).not.toHaveBeenCalled()
  })
})

describe('drafts', () => {
  test('are kept by person and thread, and signing out takes all of them', () => {
    localStorage.setItem('theme', 'dark')
    keepDraft('p', 't', { words: 'Not yet', mentions: [CAST[0]!], key: 'k' })
    expect(readDraft('p', 't')).toEqual({ words: 'Not yet', mentions: [CAST[0]], key: 'k' })
    expect([readDraft('q', 't').words, readDraft('p', 'u').words]).toEqual(['', ''])
    dropDrafts()
    expect([readDraft('p', 't').words, localStorage.getItem('theme')]).toEqual(['', 'dark'])
  })
  test('what somebody else left in their place is no draft', () => {
    localStorage.setItem('post draft p t', '{"words":7}')
    expect(readDraft('p', 't').words).toBe('')
    localStorage.setItem('post draft p t', '{')
    expect(readDraft('p', 't').words).toBe('')
  })
})

describe('the posts', () => {
  test('of ten thousand few stand in the page, however far one goes', async () => {
    let slice = atEnd(10_000)
    for (let at = 0; at < 300; at += 1) { slice = older(slice); expect(slice.to - slice.from).toBeLessThanOrEqual(MOST) }
    expect(slice.from).toBe(0)
    for (let at = 0; at < 300; at += 1) { slice = newer(slice, 10_000); expect(slice.to - slice.from).toBeLessThanOrEqual(MOST) }
    expect(slice.to).toBe(10_000)
    await show(ThreadPosts, { posts: Array.from({ length: 10_000 }, (_, at) => post(`p${at}`)), more: false, asking: false, today: '2026-11-25' })
    expect(document.querySelectorAll('article').length).toBeLessThanOrEqual(MOST)
    expect(document.querySelector('article:last-of-type')!.textContent).toContain('Words of p9999.')
  })

  test('what arrives below the reader is a button with a number; what was scrolled to stays', async () => {
    const props = reactive({ posts: Array.from({ length: 60 }, (_, at) => post(`p${at}`)), more: false, arrived: 0, asking: false, today: '2026-11-25' })
    const place = await show(ThreadPosts, props)
    const box = place.querySelector<HTMLElement>('.thread-posts')!
    Object.defineProperties(box, { scrollHeight: { value: 4000 }, clientHeight: { value: 400 } })
    box.scrollTop = 1500
    Object.assign(props, { posts: [...props.posts, post('p60'), post('p61', { mine: true })], arrived: 1 })
    await settled()
    expect([box.scrollTop, button('1 new post').textContent]).toEqual([1500, expect.stringContaining('1 new post')])
  })

  test('a thousand that arrive while one looks on leave the page as light as before; one press leads to the newest', async () => {
    const props = reactive({ posts: Array.from({ length: 30 }, (_, at) => post(`p${at}`)), more: false, asking: false, today: '2026-11-25' })
    const place = await show(ThreadPosts, props)
    for (let at = 30; at < 1_030; at += 50) {
      props.posts = [...props.posts, ...Array.from({ length: 50 }, (_, more) => post(`p${at + more}`))]
      await settled()
    }
    expect(place.querySelectorAll('[data-post]').length).toBeLessThanOrEqual(MOST)
    place.querySelector<HTMLButtonElement>('.thread-fresh button')!.click()
    await settled()
    expect(place.querySelector('[data-post="p1029"]')).not.toBeNull()
    expect(place.querySelectorAll('[data-post]').length).toBeLessThanOrEqual(MOST)
  })

  test('hidden, its author sees why and what; others see only that', async () => {
    const kept = (mine: boolean) => post('p', { mine, words: mine ? 'What I said' : '', stands: { is: 'hidden', mine, ...(mine ? { reason: 'Not on this item', by: 'Moderator' } : {}) } })
    const own = await show(ThreadPost, { post: kept(true), today: '2026-11-25' })
    expect(own.textContent).toMatch(/Your post was hidden.*Hidden by Moderator:.*Not on this item.*What I said/s)
    const others = await show(ThreadPost, { post: kept(false), today: '2026-11-25' })
    expect(others.textContent).toContain('Hidden by the moderator.')
    expect(others.textContent).not.toContain('What I said')
  })
})

test('a post that was hidden while its author edits it: the refusal is a sentence, and what was typed stays', async () => {
  const sentence = 'The post was hidden by those who keep the threads.'
  const give = vi.fn(() => Promise.resolve({ done: false as const, sentence }))
  const done = vi.fn()
  await show(PostEdit, { post: post('x'), mentionable: CAST, give, onDone: done })
  await settled()
  const field = document.querySelector<HTMLTextAreaElement>('[role="dialog"] textarea')!
  field.value = 'Typed with care'
  field.dispatchEvent(new Event('input'))
  await settled()
  document.querySelector('[role="dialog"] form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settled()
  expect(give).toHaveBeenCalledExactlyOnceWith({ words: 'Typed with care', mentions: [] })
  expect(document.querySelector('[role="dialog"]')!.textContent).toContain(sentence)
  expect(field.value).toBe('Typed with care')
  expect(done).not.toHaveBeenCalled()
})
