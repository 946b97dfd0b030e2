// Signing out: who has words waiting on this device is asked first, and may stay; who has none is asked nothing.
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { keepDraft } from '../../client/src/discussion/drafts'
import type { Unsent } from '../../client/src/wire/device'
import { speak } from '../../client/src/words'
import { button, settled, show } from './show'

const here = vi.hoisted(() => ({ waiting: [] as Unsent[], leave: vi.fn(() => Promise.resolve()), refresh: vi.fn(() => Promise.resolve()) }))
vi.mock('../../client/src/wire/device', () => ({ unsent: () => Promise.resolve(here.waiting) }))
vi.mock('../../client/src/accounts/accounts.store', () => ({ useAccounts: () => ({ can: () => false, demonstration: false, leave: here.leave, refresh: here.refresh }) }))
const { router } = await import('../../client/src/router')
const { default: AccountMenu } = await import('../../client/src/accounts/AccountMenu.vue')
const push = vi.spyOn(router, 'push').mockResolvedValue(undefined)

beforeAll(() => {
  window.scrollTo = () => undefined
  return speak('en')
})
beforeEach(() => { here.waiting = []; here.leave.mockClear(); localStorage.clear() })

const dialog = () => document.querySelector('[role="dialog"]')
/** Opens the menu, as it is opened the first time, and presses its last entry. */
async function signOut(): Promise<void> {
  await show(AccountMenu, { name: 'Ama' }, {}, router)
  push.mockClear()
  button('Ama').click()
  const entries = () => [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
  // Menu and question are fetched when they are first asked for: on a busy machine that takes seconds.
  await vi.waitFor(() => expect(entries().at(-1)?.textContent ?? '').toContain('Sign out'), { timeout: 20_000 })
  entries().at(-1)!.click()
  await settled()
}

test('nothing waits: nothing is asked', async () => {
  await signOut()
  expect([here.leave.mock.calls.length, push.mock.calls]).toEqual([1, [[{ name: 'sign-in' }]]])
  expect(dialog()).toBeNull()
})

test('words wait: it says in which papers; who stays has not left', async () => {
  here.waiting = [{ title: 'Local services', path: '/papers/p1' }, { title: 'Open data', path: '/papers/p2' }]
  await signOut()
  expect(here.leave).not.toHaveBeenCalled()
  expect([...dialog()!.querySelectorAll('a')].map((one) => [one.textContent, one.getAttribute('href')])).toEqual([['Local services', '/papers/p1'], ['Open data', '/papers/p2']])
  button('Stay signed in').click()
  await settled()
  expect(dialog()).toBeNull()
  expect(here.leave).not.toHaveBeenCalled()
})

test('who would rather lose them signs out', async () => {
  here.waiting = [{ title: 'Local services', path: '/papers/p1' }]
  await signOut()
  button('Sign out and lose them').click()
  await settled()
  expect([here.leave.mock.calls.length, push.mock.calls]).toEqual([1, [[{ name: 'sign-in' }]]])
})

test('words in a thread that were not posted are named too; of a draft that does not know where it was begun, how it begins', async () => {
  here.waiting = [{ title: 'Local services', path: '/papers/p1' }]
  keepDraft('p', 't', { words: 'We could', mentions: [], about: { title: 'Local services: on a paragraph', path: '/papers/p1' } })
  keepDraft('p', 'u', { words: 'From before', mentions: [] })
  await signOut()
  expect(here.leave).not.toHaveBeenCalled()
  expect([...dialog()!.querySelectorAll('a')].map((one) => [one.textContent, one.getAttribute('href')])).toEqual([['Local services', '/papers/p1'], ['Local services: on a paragraph', '/papers/p1'], ['From before', '/threads']])
})
