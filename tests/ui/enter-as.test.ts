// Entering the demonstration as another of its cast: whose words wait on this device is asked as on signing out; who comes back to them is asked nothing.
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { castEmail, type CastMember } from '@roundtable/shared/accounts/cast'
import { keepDraft } from '../../client/src/discussion/drafts'
import type { Unsent } from '../../client/src/wire/device'
import { speak } from '../../client/src/words'
import { button, settled, show } from './show'

const here = vi.hoisted(() => ({ waiting: undefined as { mail: string | undefined; papers: Unsent[] } | undefined, run: vi.fn((_input: { who: CastMember }) => Promise.resolve({ person: 'p' })), enter: vi.fn(() => Promise.resolve()) }))
vi.mock('../../client/src/wire/device', () => ({ waitingHere: () => Promise.resolve(here.waiting) }))
vi.mock('../../client/src/wire/act', () => ({ useAct: () => ({ run: here.run, busy: ref(false), state: ref('idle'), refused: ref(), wrongs: ref({}) }) }))
vi.mock('../../client/src/accounts/accounts.store', () => ({ useAccounts: () => ({ hasLeft: () => Promise.resolve() }) }))
vi.mock('../../client/src/accounts/entering', () => ({ useEntering: () => here.enter }))
const { router } = await import('../../client/src/router')
const { default: SignInCast } = await import('../../client/src/accounts/SignInCast.vue')
vi.spyOn(router, 'push').mockResolvedValue(undefined)

beforeAll(() => {
  window.scrollTo = () => undefined
  return speak('en')
})
beforeEach(() => { here.waiting = undefined; here.run.mockClear(); here.enter.mockClear(); localStorage.clear() })

const dialog = () => document.querySelector('[role="dialog"]')
async function press(): Promise<void> {
  await show(SignInCast, {}, {}, router)
  button('Rapporteur').click()
  await settled()
}
const entered = () => here.run.mock.calls.map(([{ who }]) => who)

test('nothing is kept here: one enters', async () => {
  keepDraft('p', 't', { words: 'Of whoever was here where nothing else is kept', mentions: [] })
  await press()
  expect([dialog(), entered(), here.enter.mock.calls.length]).toEqual([null, ['rapporteur'], 1])
})

test('who comes back to their own words is asked nothing', async () => {
  here.waiting = { mail: castEmail('rapporteur'), papers: [{ title: 'Local services', path: '/papers/p1' }] }
  await press()
  expect([dialog(), entered()]).toEqual([null, ['rapporteur']])
})

test('words of somebody else wait, in papers and threads: they are named by the words of signing out; who stays has not entered', async () => {
  here.waiting = { mail: castEmail('chair'), papers: [{ title: 'Local services', path: '/papers/p1' }] }
  keepDraft('p', 't', { words: 'We could', mentions: [], about: { title: 'Item 2: Goals', path: '/meetings/m' } })
  await press()
  expect(dialog()!.textContent).toContain('Sign out and lose what you wrote?')
  expect([...dialog()!.querySelectorAll('a')].map((one) => one.textContent)).toEqual(['Local services', 'Item 2: Goals'])
  button('Stay signed in').click()
  await settled()
  expect([dialog(), entered()]).toEqual([null, []])
})

test('who would rather lose them enters', async () => {
  here.waiting = { mail: undefined, papers: [{ title: 'Local services', path: '/papers/p1' }] }
  await press()
  expect(entered()).toEqual([])
  button('Sign out and lose them').click()
  await settled()
  expect([dialog(), entered(), here.enter.mock.calls.length]).toEqual([null, ['rapporteur'], 1])
})
