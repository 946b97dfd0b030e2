// Threads in two browsers: a post with a mention arrives live and in the top line, a moderator hides it with a reason that its author reads, words of a paragraph are discussed, a draft survives a closed tab.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { opened } from '../support/examples/meetings'
import { written } from '../support/examples/papers'
import { foundTable, type Table } from '../support/table'
import { editor, openStage, say, type Stage } from './stage'

let stage: Stage
let table: Table
let kenya: Page
let civil: Page
let paper: string
beforeAll(async () => {
  stage = await openStage()
  table = await foundTable(stage.world)
  ;({ paper } = await written(stage.world, table))
  const { meeting, items } = await opened(stage.world, table)
  await table.people.chair.command('meetings/moveToItem', { meeting, item: items[1]! })
  kenya = await stage.open(table.people.kenya, `/meetings/${meeting}`)
  civil = await stage.open(table.people.civil, `/table/${table.body}`)
})
afterAll(async () => { await stage.close() })
const field = (page: Page) => page.getByRole('textbox', { name: say('threads.write') })
const post = (page: Page, words: string) => page.locator('.post', { hasText: words })
const moreOf = (page: Page, words: string, name: string) => post(page, words).getByRole('button', { name: say('threads.post.more', { name }) })

it('a mention, chosen by the keyboard, reaches the other in the top line and leads to the post', async () => {
  await field(kenya).fill('')
  await field(kenya).pressSequentially('Please read this, @civ')
  await kenya.getByRole('option', { name: /Civic Data Network/ }).waitFor()
  await kenya.keyboard.press('Enter')
  await kenya.keyboard.type('and *answer*.')
  await kenya.getByRole('button', { name: say('threads.write.post'), exact: true }).click()
  await post(kenya, 'Please read this').waitFor()
  expect(await field(kenya).inputValue()).toBe('')
  const bell = civil.getByRole('button', { name: say('threads.mentions', { count: 1 }) })
  await bell.click()
  await civil.getByRole('menuitem').first().click()
  await post(civil, 'Please read this, @Civic Data Network and answer.').waitFor()
  expect(await civil.locator('.mention.is-me').textContent()).toBe('@Civic Data Network')
  // Read, and so no longer in the top line.
  await bell.waitFor({ state: 'detached' })
})

it('an answer arrives where the first is looking, without anything being asked anew', async () => {
  const asked: string[] = []
  kenya.on('request', (request) => { if (request.url().includes('/api/discussion/thread')) asked.push(request.url()) })
  await moreOf(civil, 'Please read this', 'Kenya').click()
  await civil.getByRole('menuitem', { name: say('threads.post.reply') }).click()
  await field(civil).fill('Answered, and regretted')
  await civil.getByRole('button', { name: say('threads.write.post'), exact: true }).click()
  await post(kenya, 'Answered, and regretted').waitFor()
  expect(asked).toEqual([])
})

it('a moderator hides it with a reason; others see that, and its author the words and why', async () => {
  const moderator = await stage.open(table.people.moderator, civil.url().replace(/^https?:\/\/[^/]+/, ''))
  await civil.goto('/home')
  await moreOf(moderator, 'Answered, and regretted', 'Civic Data Network').click()
  await moderator.getByRole('menuitem', { name: say('threads.post.hide') }).click()
  await moderator.getByLabel(say('threads.reason')).fill('Off the matter at hand')
  await moderator.getByRole('dialog').getByRole('button', { name: say('threads.hide.do') }).click()
  await kenya.getByText(say('threads.post.hidden'), { exact: true }).waitFor()
  expect(await kenya.getByText('Answered, and regretted').count()).toBe(0)
  // Its author is told wherever he is, and led to the post and the reason.
  const bell = civil.getByRole('button', { name: say('threads.mentions', { count: 1 }) })
  await bell.click()
  await civil.getByRole('menuitem', { name: new RegExp(say('threads.news.hidden', { date: '' })) }).click()
  await civil.getByText('Off the matter at hand').waitFor()
  await bell.waitFor({ state: 'detached' })
  expect(await post(civil, 'Answered, and regretted').count()).toBe(1)
  await moderator.getByRole('button', { name: say('threads.lock') }).click()
  await moderator.getByLabel(say('threads.reason')).fill('It goes on in the room')
  await moderator.getByRole('dialog').getByRole('button', { name: say('threads.lock') }).click()
  await kenya.getByText('It goes on in the room').waitFor()
  expect(await field(kenya).count()).toBe(0)
  await moderator.context().close()
})

it('what is read on one device is read on another of mine at once; a muted thread bears no mark there either', async () => {
  const thread = civil.url().split('/threads/')[1]!.split('?')[0]!
  await table.people.moderator.command('discussion/unlockThread', { thread })
  const other = await civil.context().newPage()
  await other.goto(`/table/${table.body}`)
  const row = other.locator('.talk-list li', { hasText: 'Item 2' })
  await row.waitFor()
  await civil.goto('/home')
  const writes = async (words: string) => { await field(kenya).fill(words); await kenya.getByRole('button', { name: say('threads.write.post'), exact: true }).click(); await post(kenya, words).waitFor() }
  await writes('One more')
  await row.getByText(say('threads.unread', { count: 1 })).waitFor()
  await civil.goto(`/threads/${thread}`)
  await row.getByText(say('threads.unread', { count: 1 })).waitFor({ state: 'detached' })
  await civil.getByRole('button', { name: say('threads.attention') }).click()
  await civil.getByRole('menuitemradio', { name: say('threads.attention.muted') }).click()
  await row.getByText(say('threads.attention.is.muted')).waitFor()
  await civil.goto('/home')
  await writes('Yet another')
  await row.getByText(say('threads.count', { count: 4 })).waitFor()
  expect(await row.getByText(say('threads.unread', { count: 1 })).count()).toBe(0)
  await other.close()
})

it('words chosen in a paragraph are discussed beside it; the draft survives a closed tab', async () => {
  await kenya.goto(`/papers/${paper}`)
  const paragraph = editor(kenya).locator('.para').first()
  await paragraph.click()
  await kenya.keyboard.press('Home')
  await kenya.keyboard.press('Shift+End')
  await kenya.getByRole('button', { name: new RegExp(say('threads.discuss')) }).click()
  await field(kenya).fill('A thought that is not finished')
  const context = kenya.context()
  await kenya.close()
  kenya = await context.newPage()
  await kenya.goto(`/papers/${paper}`)
  await editor(kenya).locator('.para').first().click()
  await kenya.keyboard.press('Home')
  await kenya.keyboard.press('Shift+End')
  await kenya.getByRole('button', { name: new RegExp(say('threads.discuss')) }).click()
  await kenya.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.side-talk textarea')?.value === 'A thought that is not finished')
  await kenya.getByRole('button', { name: say('threads.write.post'), exact: true }).click()
  await kenya.locator('.thread-quoted blockquote').waitFor()
  await civil.goto(`/papers/${paper}`)
  await civil.locator('.paper-talk').click()
  await post(civil, 'A thought that is not finished').waitFor()
  await civil.goto('/threads')
  await civil.getByRole('searchbox').fill('THOUGHT finished')
  await civil.getByRole('button', { name: say('threads.search.do') }).click()
  await civil.locator('.thread-hits').getByText('A thought that is not finished').waitFor()
  expect(stage.errors).toEqual([])
})
