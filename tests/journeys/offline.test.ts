// Without a line: one reads what one had and writes on, also after a reload; on return everything arrives once. Who signs out, or may no longer see it, leaves nothing.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { readPaper, ROOT, wordsOf } from '@roundtable/shared/papers/schema'
import { call, standing } from '../support/examples/meetings'
import { written } from '../support/examples/papers'
import { slowLine, type SlowLine } from '../support/slow-line'
import { foundTable, type Table } from '../support/table'
import { badIn } from './axe'
import { editor, openStage, say, sayArabic, textOn, toEnd, type Stage } from './stage'

let line: SlowLine
let stage: Stage
let table: Table
let meeting: string
let made: { paper: string; document: string }

beforeAll(async () => {
  line = await slowLine()
  stage = await openStage(line)
})
afterAll(async () => { await stage.close(); await line.close() })
/** A table in mid-meeting, at an item with a paper. */
beforeEach(async () => {
  line.mend()
  table = await foundTable(stage.world)
  made = await written(stage.world, table)
  ;({ meeting } = await table.people.chair.command('meetings/callMeeting', call(stage.world, table, { items: [{ title: 'Opening', minutes: 10, papers: [] }, { title: 'The text', minutes: 60, papers: [made.paper] }] })))
  await table.people.chair.command('meetings/openMeeting', { meeting })
  await table.people.chair.command('meetings/moveToItem', { meeting, item: (await standing(table, meeting)).items[1]! })
})

/** What the device keeps, by store. */
const keptOn = (page: Page) => page.evaluate(() => new Promise<{ answers: { place: string; person: string }[]; edits: unknown[]; about: unknown[] }>((done, fail) => {
  const request = indexedDB.open('roundtable')
  request.onerror = () => fail(new Error('no database'))
  request.onsuccess = () => {
    const db = request.result
    const tx = db.transaction(['answers', 'edits', 'about'])
    const all = (['answers', 'edits', 'about'] as const).map((name) => [name, tx.objectStore(name).getAll()] as const)
    tx.oncomplete = () => { db.close(); done(Object.fromEntries(all.map(([name, asked]) => [name, asked.result])) as never) }
  }
}))
const until = async (holds: () => Promise<boolean>) => { while (!await holds()) await new Promise((again) => setTimeout(again, 50)) }
/** The room stands, and the device has what it shows. */
async function inRoom(page: Page): Promise<void> {
  await editor(page).locator('.para').first().waitFor()
  await page.locator('.mast').getByText(say('papers.editor.state.live'), { exact: true }).waitFor()
  await until(async () => { const { answers } = await keptOn(page); return ['me', `body ${table.body}`, `talk ${table.body}`, `text ${made.document}`].every((place) => answers.some((one) => one.place === place)) })
}
/** All screens are at hand without a line, those too that were never opened: they come one by one, some seconds after the page stands. */
async function screensKept(page: Page): Promise<void> {
  await until(() => page.evaluate(async () => {
    const names = await caches.keys()
    const all = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat().map(({ url }) => new URL(url).pathname)
    const wanted = [...(await (await fetch('/worker.js')).text()).matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1]!)
    return wanted.length > 40 && wanted.every((path) => all.includes(path))
  }))
}
const offline = (page: Page) => page.locator('.banner', { hasText: say('base.offline.title', { time: '' }).slice(0, 20) })
const field = (page: Page) => page.getByRole('textbox', { name: say('threads.write') })
const stored = async () => readPaper((await stage.world.app.documents.text(made.document)).getXmlFragment(ROOT)).map(wordsOf).join('\n')
const times = (text: string, words: string) => text.split(words).length - 1
const posts = async () => (await table.people.chair.query('discussion/search', { words: 'peculiar' })).hits.length

it('writes on in the text and in a thread, reloads without a line, and on return all of it stands there once; what was missed is asked for as a difference', async () => {
  const kenya = await stage.open(table.people.kenya, `/meetings/${meeting}`)
  await inRoom(kenya)
  await screensKept(kenya)
  const before = await textOn(kenya)
  line.cut()
  await offline(kenya).waitFor()
  await toEnd(kenya)
  await kenya.keyboard.type(' Written without a line.')
  await field(kenya).fill('A peculiar remark from the road.')
  await kenya.getByRole('button', { name: say('threads.write.post'), exact: true }).click()
  await kenya.getByText(say('threads.write.waits')).waitFor()
  await until(async () => (await keptOn(kenya)).edits.length > 0)

  await kenya.reload()
  await editor(kenya).locator('.para').first().waitFor()
  await offline(kenya).waitFor()
  expect(times(await textOn(kenya), 'Written without a line.')).toBe(1)
  expect((await textOn(kenya)).slice(0, before.length)).toBe(before)
  expect(await kenya.locator('.agenda [aria-current="step"]').textContent()).toContain('The text')
  expect(await field(kenya).inputValue()).toBe('A peculiar remark from the road.')
  await toEnd(kenya)
  await kenya.keyboard.type(' And after a reload.')
  expect(await badIn(kenya)).toEqual([])
  // The others have gone on meanwhile.
  expect(times(await stored(), 'Written without a line.')).toBe(0)
  await table.people.civil.command('discussion/openThread', { on: { is: 'item', meeting, item: (await standing(table, meeting)).items[1]! }, words: 'Said meanwhile.', mentions: [] })

  line.mend()
  await kenya.locator('.mast').getByText(say('papers.editor.state.live'), { exact: true }).waitFor()
  await kenya.locator('.post', { hasText: 'Said meanwhile.' }).waitFor()
  await kenya.locator('.post', { hasText: 'A peculiar remark' }).waitFor()
  await kenya.getByText(/^Saved /).waitFor()
  await until(async () => (await keptOn(kenya)).edits.length === 0)
  const text = await stored()
  expect([times(text, 'Written without a line.'), times(text, 'And after a reload.'), await posts()]).toEqual([1, 1, 1])
  expect(times(await textOn(kenya), 'Written without a line.')).toBe(1)
  const frames: string[] = []
  kenya.on('websocket', (socket) => { socket.on('framesent', ({ payload }) => frames.push(String(payload))) })
  await kenya.reload()
  await inRoom(kenya)
  // With the greeting, and not once more.
  const asked = frames.filter((frame) => frame.includes('"follows"') || frame.includes('bodies/follow'))
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatch(/"after":\d+/)
  expect([times(await stored(), 'Written without a line.'), await posts(), await kenya.locator('.post', { hasText: 'A peculiar remark' }).count()]).toEqual([1, 1, 1])
  await kenya.context().close()
})

it('signing out takes all of it away, also without a line and in another tab; the next person finds nothing', async () => {
  const kenya = await stage.open(table.people.kenya, `/meetings/${meeting}`)
  await inRoom(kenya)
  await screensKept(kenya)
  const out = kenya.getByRole('menuitem', { name: say('accounts.page.signOut') })
  await kenya.locator('button:has(.me-name)').click()
  await out.waitFor()
  await kenya.keyboard.press('Escape')
  const other = await kenya.context().newPage()
  await other.goto(`/meetings/${meeting}`)
  await inRoom(other)
  line.cut()
  await kenya.bringToFront()
  await offline(kenya).waitFor()
  await toEnd(kenya)
  await kenya.keyboard.type(' A secret.')
  await field(kenya).fill('A peculiar secret')
  await kenya.locator('button:has(.me-name)').click()
  await out.click()
  // What would be lost is named; who stays loses nothing.
  const question = kenya.getByRole('dialog', { name: say('accounts.page.signOut.ask') })
  await question.getByRole('link', { name: /^Paper / }).waitFor()
  // The thread of the item too, in which words wait that were not posted.
  await question.getByRole('link', { name: say('threads.on.item', { number: 2, title: 'The text' }) }).waitFor()
  expect(await badIn(kenya)).toEqual([])
  if (process.env['LOOK']) await kenya.screenshot({ path: `${process.env['LOOK']}-leaving.png` })
  await question.getByRole('button', { name: say('accounts.page.signOut.stay') }).click()
  await question.waitFor({ state: 'detached' })
  expect((await keptOn(kenya)).edits.length).toBeGreaterThan(0)
  // Who would enter as another of the demonstration's cast is asked the same, by the same words.
  const cast = await kenya.context().newPage()
  await cast.goto('/sign-in')
  await cast.getByRole('button', { name: say('accounts.page.cast.moderator') }).click()
  const same = cast.getByRole('dialog', { name: say('accounts.page.signOut.ask') })
  await same.getByRole('link', { name: /^Paper / }).waitFor()
  expect(await badIn(cast)).toEqual([])
  await cast.close()
  await kenya.bringToFront()
  await kenya.locator('button:has(.me-name)').click()
  await out.click()
  await question.getByRole('button', { name: say('accounts.page.signOut.lose') }).click()
  await kenya.waitForURL('**/sign-in')
  await until(async () => { const kept = await keptOn(kenya); return kept.answers.length + kept.edits.length + kept.about.length === 0 })
  // The other tab types on: nothing of it is kept for whoever comes next.
  await other.bringToFront()
  await toEnd(other)
  await other.keyboard.type(' Another secret.')
  await other.close()
  await kenya.bringToFront()
  expect(Object.values(await keptOn(kenya)).flat()).toEqual([])
  expect(await kenya.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('post draft')))).toEqual([])
  await kenya.goto(`/meetings/${meeting}`)
  await kenya.getByText(say('base.offline.nothing')).waitFor()
  expect(await kenya.locator('body').textContent()).not.toContain('The text')
  // The line is back: the session of who has left ends before anything is asked in their name.
  line.mend()
  await kenya.waitForURL('**/sign-in**')
  expect((await table.people.kenya.query('accounts/me', {})).person).toBeNull()
  await kenya.context().close()
})

it('another person at the same device sees and keeps nothing of the one before; in Arabic, without a line, it is said and axe finds nothing', async () => {
  const kenya = await stage.open(table.people.kenya, `/meetings/${meeting}`)
  await inRoom(kenya)
  const first = (await keptOn(kenya)).answers[0]!.person
  const [name = '', value = ''] = table.people.civil.cookie.split('=')
  await kenya.context().addCookies([{ name, value, url: line.url, httpOnly: true, sameSite: 'Lax' }])
  await kenya.reload().catch(() => undefined)
  // The page begins anew when it learns that another asks; from then on the device is this person's.
  await until(() => keptOn(kenya).then(({ about }) => (about[0] as { person?: string } | undefined)?.person !== first, () => false))
  await kenya.goto('about:blank').catch(() => undefined)
  await kenya.goto(`/meetings/${meeting}`)
  await inRoom(kenya)
  const people = new Set((await keptOn(kenya)).answers.map(({ person }) => person))
  expect([people.size, people.has(first)]).toEqual([1, false])
  await kenya.context().addCookies([{ name: 'language', value: 'ar', url: line.url }])
  await kenya.reload()
  await editor(kenya).locator('.para').first().waitFor()
  await kenya.locator('.mast').getByText(sayArabic('papers.editor.state.live'), { exact: true }).waitFor()
  line.cut()
  await kenya.locator('.banner').waitFor()
  expect(await badIn(kenya)).toEqual([])
  await kenya.context().close()
})

it('what was refused on return stands beside what stands now, under its paragraph, to be copied; on a phone too', async () => {
  const kenya = await stage.open(table.people.kenya, `/papers/${made.paper}`)
  await kenya.goto(`/meetings/${meeting}`)
  await inRoom(kenya)
  const before = (await stored()).split('\n').at(-1)!
  line.cut()
  await offline(kenya).waitFor()
  await toEnd(kenya)
  await kenya.keyboard.type(' Refused on return.')
  await until(async () => (await keptOn(kenya)).edits.length > 0)
  await table.people.chair.command('papers/adopt', { paper: made.paper, how: 'by-consensus', asOrallyRevised: false })
  line.mend()
  const lost = kenya.locator('.lost-words')
  await lost.waitFor()
  const [mine, stands] = [lost.locator('dd').nth(0), lost.locator('dd').nth(1)]
  expect(await mine.textContent()).toBe(`${before} Refused on return.`)
  expect((await mine.locator('mark').allTextContents()).join('').trim()).toBe('Refused on return.')
  expect(await stands.textContent()).toBe(before)
  expect(await stands.locator('mark').count()).toBe(0)
  // The text is closed: copying is all that is left.
  expect(await kenya.getByRole('button', { name: say('papers.editor.lost.again') }).count()).toBe(0)
  await kenya.getByRole('button', { name: say('papers.editor.lost.copy') }).waitFor()
  expect(await badIn(kenya)).toEqual([])
  if (process.env['LOOK']) await kenya.screenshot({ path: `${process.env['LOOK']}-wide.png` })
  await kenya.setViewportSize({ width: 390, height: 844 })
  await lost.scrollIntoViewIfNeeded()
  expect(await kenya.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  if (process.env['LOOK']) await kenya.screenshot({ path: `${process.env['LOOK']}-phone.png` })
  expect(await stored()).not.toContain('Refused on return.')
  await kenya.getByRole('button', { name: say('papers.editor.lost.drop') }).click()
  await lost.waitFor({ state: 'detached' })
  await kenya.context().close()
})

it('who may no longer see it, on return, is shown nothing of it, and the device keeps nothing of it', async () => {
  const kenya = await stage.open(table.people.kenya, `/papers/${made.paper}`)
  await kenya.goto(`/meetings/${meeting}`)
  await inRoom(kenya)
  line.cut()
  await offline(kenya).waitFor()
  await kenya.reload()
  await editor(kenya).locator('.para').first().waitFor()
  await stage.world.secretariat.command('bodies/releaseDelegate', { seat: table.seats.kenya, person: (await table.people.kenya.query('accounts/me', {})).person!.id })
  line.mend()
  await editor(kenya).waitFor({ state: 'detached' })
  await until(async () => !(await keptOn(kenya)).answers.some(({ place }) => place.startsWith('text ') || place.startsWith('talk ')))
  await kenya.context().close()
})

it('no page broke', () => { expect(stage.errors).toEqual([]) })
