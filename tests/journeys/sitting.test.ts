// A meeting from notice to close, in five browsers: the chair's, a delegate's who loses the line, another's on a phone in Arabic, the secretariat's at the door with the wall beside it, and at home that of the consortium's chair, whose text arrives in mid-meeting.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { NAMES } from '@roundtable/shared/base/languages'
import { PDF, wallIn, ZONE } from '../support/examples/meetings'
import { write } from '../support/examples/papers'
import { foundTable, type Table } from '../support/table'
import { editor, openStage, say, sayArabic, textOn, toEnd, type Stage } from './stage'

let stage: Stage
let table: Table
let consortium: Table
let chair: Page
let kenya: Page
let phone: Page
let door: Page
let wall: Page
let home: Page
let meeting: string
let paper: string
beforeAll(async () => {
  stage = await openStage()
  table = await foundTable(stage.world, { area: '014' })
  consortium = await foundTable(stage.world, { kind: 'national-consortium', state: 'KEN' })
  const made = await table.paper('Local procurement')
  paper = made.paper
  await write(stage.world, made.document)
  chair = await stage.open(table.people.chair, `/table/${table.body}`)
}, 120_000)
afterAll(async () => { await stage.close() })
const act = (page: Page, name: string | RegExp) => page.getByRole('banner').getByRole('button', { name })
const now = (page: Page, title: string) => page.locator('.agenda .is-now').getByText(title).waitFor()
const field = (page: Page, spoken = say) => page.getByRole('textbox', { name: spoken('threads.write') })
const post = (page: Page, words: string) => page.locator('.post', { hasText: words })
const reads = (page: Page, words: string) => page.waitForFunction((wanted) => (document.querySelector('.ProseMirror')?.textContent ?? '').includes(wanted), words)
const tab = (page: Page, name: 'agenda' | 'text' | 'people', spoken = say) => page.locator('.bottom').getByRole('button', { name: spoken(`meetings.room.tab.${name}`) }).click()

it('the chair calls it and sets its agenda with a paper; notice goes out with a calendar entry', async () => {
  await chair.getByRole('button', { name: say('meetings.call') }).click()
  const dialog = chair.getByRole('dialog')
  await dialog.getByLabel(say('meetings.field.starts')).fill(wallIn(stage.world, 40))
  await dialog.getByRole('combobox', { name: say('meetings.field.zone') }).fill('Africa/Nairobi')
  await chair.getByRole('option', { name: ZONE }).click()
  await dialog.getByLabel(say('meetings.field.place')).fill('Conference room 4')
  await dialog.getByRole('button', { name: say('meetings.call.send') }).click()
  await chair.waitForURL(/\/meetings\//)
  meeting = chair.url().split('/meetings/')[1]!
  await chair.locator('.side-agenda').getByRole('button', { name: new RegExp(say('meetings.agenda')) }).click()
  const set = chair.getByRole('dialog')
  await set.getByLabel(say('meetings.agenda.item.title', { number: 1 })).fill('Opening')
  await set.getByRole('button', { name: say('meetings.agenda.item.add') }).click()
  await set.getByLabel(say('meetings.agenda.item.title', { number: 2 })).fill('The draft')
  await set.getByText(say('meetings.agenda.item.papers', { number: 2 })).click()
  await set.locator('li').nth(1).getByRole('checkbox').first().check()
  await set.getByRole('button', { name: say('meetings.agenda.set.send') }).click()
  await chair.locator('.agenda').getByText('The draft').waitFor()
  expect(await stage.world.prisma.mail.count({ where: { template: 'meeting-called' } })).toBeGreaterThan(5)
})

it('the chair puts a background file under an item; what is no such file is told at once, and nothing else is lost', async () => {
  const second = chair.locator('.agenda > li').nth(1)
  await chair.locator('.side-agenda').getByRole('button', { name: say('meetings.files.attach') }).click()
  const dialog = chair.getByRole('dialog')
  await dialog.getByLabel(say('meetings.files.under')).selectOption({ index: 1 })
  await dialog.getByLabel(say('meetings.files.choose'), { exact: true }).setInputFiles({ name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') })
  await dialog.getByText(say('refusal.file-kind')).waitFor()
  await dialog.getByLabel(say('meetings.files.choose'), { exact: true }).setInputFiles({ name: 'Survey in short.pdf', mimeType: 'application/pdf', buffer: PDF })
  await dialog.getByText(say('refusal.file-kind')).waitFor({ state: 'detached' })
  expect(await dialog.getByLabel(say('meetings.files.name')).inputValue()).toBe('Survey in short')
  await dialog.getByRole('button', { name: say('meetings.files.attach.send') }).click()
  await dialog.waitFor({ state: 'detached' })
  const link = second.getByRole('link', { name: /Survey in short/ })
  const [saved] = await Promise.all([chair.waitForEvent('download'), link.click()])
  expect(saved.suggestedFilename()).toBe('Survey in short.pdf')
})

it('opens it; a delegate attends by the one button of the top line, another on a phone in Arabic; a third is checked in at the door', async () => {
  await act(chair, say('meetings.open')).click()
  await chair.getByRole('dialog').getByRole('button', { name: say('meetings.open') }).click()
  kenya = await stage.open(table.people.kenya, `/meetings/${meeting}`)
  await act(kenya, /Kenya/).click()
  await act(kenya, /Kenya/).waitFor({ state: 'detached' })
  phone = await stage.open(table.people.civil, `/meetings/${meeting}`, { viewport: { width: 390, height: 844 } })
  await phone.getByTitle(NAMES.ar, { exact: true }).click()
  await phone.waitForFunction(() => document.documentElement.dir === 'rtl' && document.documentElement.lang === 'ar')
  await act(phone, /Civic Data Network/).click()
  await act(phone, /Civic Data Network/).waitFor({ state: 'detached' })
  const people = chair.locator('.side-people')
  for (const name of ['Kenya', 'Civic Data Network']) await people.getByText(name).first().waitFor()
  door = await stage.open(stage.world.secretariat, `/meetings/${meeting}`)
  await door.getByRole('button', { name: say('meetings.present.checkIn') }).click()
  await door.getByRole('combobox', { name: say('meetings.present.checkIn.seat') }).fill('Rwan')
  await door.getByRole('option', { name: /Rwanda/ }).click()
  await door.getByRole('dialog').getByRole('button', { name: say('meetings.present.checkIn.send') }).click()
  await people.getByText('Rwanda').waitFor()
  wall = await door.context().newPage()
  await wall.goto(`/projector/${meeting}`)
})

it('moves through the agenda for all at once: the phone and the wall follow by themselves, and the text is there to write in', async () => {
  await act(chair, say('meetings.take', { number: 1 })).click()
  await now(chair, 'Opening')
  await wall.getByText('Opening').first().waitFor()
  await act(chair, say('meetings.take.next', { number: 2 })).click()
  await Promise.all([chair, wall, kenya, phone].map((page) => editor(page).waitFor()))
  await wall.getByText('The draft').first().waitFor()
  await tab(phone, 'agenda', sayArabic)
  await now(phone, 'The draft')
  await tab(phone, 'text', sayArabic)
  expect(await wall.locator('button:not(.langs button), [role="button"]').count(), 'nothing on the wall can be pressed but the language').toBe(0)
  expect(await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'nothing scrolls sideways').toBeLessThanOrEqual(0)
})

it('two write in the paper, one of them from the phone; all read it, the wall too', async () => {
  for (const page of [kenya, phone]) await page.locator('.ProseMirror[contenteditable="true"]').waitFor()
  await toEnd(kenya)
  await kenya.keyboard.type(' Written in the room.')
  await reads(phone, 'Written in the room.')
  await toEnd(phone)
  await phone.keyboard.press('Enter')
  await phone.keyboard.type('كُتب على الهاتف.')
  for (const page of [chair, wall, kenya, phone]) for (const words of ['Written in the room.', 'كُتب على الهاتف.']) await reads(page, words)
})

it('a thread on the item: a mention reaches the phone, is answered in Arabic, and what is off the matter is hidden with a reason', async () => {
  await field(kenya).fill('')
  await field(kenya).pressSequentially('Is this yours, @civ')
  await kenya.getByRole('option', { name: /Civic Data Network/ }).waitFor()
  await kenya.keyboard.press('Enter')
  await kenya.getByRole('button', { name: say('threads.write.post'), exact: true }).click()
  await phone.getByRole('button', { name: sayArabic('threads.mentions', { count: 1 }) }).waitFor()
  await tab(phone, 'people', sayArabic)
  await post(phone, 'Is this yours, @Civic Data Network').waitFor()
  // Looked at, and so no longer asked in the top line.
  await phone.getByRole('button', { name: sayArabic('threads.mentions', { count: 1 }) }).waitFor({ state: 'detached' })
  await field(phone, sayArabic).fill('نعم، وقد كتبناه معا')
  await phone.getByRole('button', { name: sayArabic('threads.write.post'), exact: true }).click()
  await post(kenya, 'نعم، وقد كتبناه معا').waitFor()
  await field(kenya).fill('Something about the weather')
  await kenya.getByRole('button', { name: say('threads.write.post'), exact: true }).click()
  await post(chair, 'Something about the weather').getByRole('button', { name: say('threads.post.more', { name: 'Kenya' }) }).click()
  await chair.getByRole('menuitem', { name: say('threads.post.hide') }).click()
  await chair.getByLabel(say('threads.reason')).fill('Off the matter at hand')
  await chair.getByRole('dialog').getByRole('button', { name: say('threads.hide.do') }).click()
  await phone.getByText(sayArabic('threads.post.hidden'), { exact: true }).waitFor()
  expect(await post(phone, 'Something about the weather').count()).toBe(0)
  await kenya.getByText('Off the matter at hand').waitFor()
})

it('a figure found in the explorer is cited by its own button in the paper of the item, and stands there for all with its value', async () => {
  const explorer = await kenya.context().newPage()
  await explorer.goto('/survey/ranking?edition=2024&indicator=egdi&state=KEN')
  await explorer.getByRole('link', { name: say('explorer.cite') }).click()
  await explorer.waitForURL(/\/cite\?edition=2024&state=KEN&indicator=egdi$/)
  await explorer.getByRole('link', { name: 'Local procurement' }).click()
  const dialog = explorer.getByRole('dialog', { name: say('papers.figure.title') })
  await dialog.getByText('0.6314').first().waitFor()
  await dialog.getByRole('button', { name: say('papers.figure.insert') }).click()
  await explorer.locator('.ProseMirror .cite', { hasText: '0.6314' }).waitFor()
  await explorer.getByText(/^Saved /).waitFor()
  await explorer.close()
  for (const page of [chair, wall, kenya, phone]) await page.locator('.ProseMirror .cite', { hasText: '0.6314' }).first().waitFor({ state: 'attached' })
})

it('in mid-meeting the consortium’s chair adopts at home, it is issued, forwarded, and arrives in every browser of the room', async () => {
  const { world } = stage
  const made = await consortium.people.chair.command('papers/makePaper', { body: consortium.body, title: 'Open procurement', kind: 'report', language: 'en' })
  await write(world, made.document)
  home = await stage.open(consortium.people.chair, `/papers/${made.paper}`)
  await home.getByRole('button', { name: say('papers.page.adopt') }).first().click()
  await home.getByRole('dialog').getByRole('button', { name: say('papers.page.adopt.send') }).click()
  await home.getByRole('dialog').waitFor({ state: 'hidden' })
  const symbol = `${consortium.symbol}/${world.clock.now().getUTCFullYear()}/1`
  await world.secretariat.command('outcomes/publish', { paper: made.paper, symbol })
  await home.getByRole('button', { name: say('outcomes.forward'), exact: true }).click()
  const dialog = home.getByRole('dialog')
  await dialog.getByText(symbol).waitFor()
  await dialog.getByRole('button', { name: say('outcomes.forward'), exact: true }).click()
  await home.getByText(/^Arrived /).waitFor()
  for (const page of [chair, kenya, door]) await page.locator('.meeting-arrivals').getByRole('link', { name: 'Open procurement' }).waitFor()
  await tab(phone, 'agenda', sayArabic)
  await phone.locator('.meeting-arrivals').getByText('Open procurement').waitFor()
})

it('one delegate loses the line, writes on in text and thread, and comes back: everything is there once, on both sides', async () => {
  await kenya.context().setOffline(true)
  await toEnd(kenya)
  await kenya.keyboard.type(' KenyaOffline')
  await field(kenya).fill('Sent without a line')
  await kenya.getByRole('button', { name: say('threads.write.post'), exact: true }).click()
  await kenya.getByText(/No connection|Reconnecting/).first().waitFor()
  await tab(phone, 'text', sayArabic)
  await toEnd(phone)
  await phone.keyboard.press('Enter')
  await phone.keyboard.type('PhoneMeanwhile')
  await reads(chair, 'PhoneMeanwhile')
  await tab(phone, 'people', sayArabic)
  await field(phone, sayArabic).fill('كُتب أثناء الانقطاع')
  await phone.getByRole('button', { name: sayArabic('threads.write.post'), exact: true }).click()
  await post(chair, 'كُتب أثناء الانقطاع').waitFor()
  expect(await textOn(chair)).not.toContain('KenyaOffline')
  await kenya.context().setOffline(false)
  await post(chair, 'Sent without a line').waitFor()
  await post(kenya, 'كُتب أثناء الانقطاع').waitFor()
  for (const page of [chair, wall, kenya, phone]) for (const words of ['KenyaOffline', 'PhoneMeanwhile']) {
    await reads(page, words)
    expect((await textOn(page)).split(words)).toHaveLength(2)
  }
  for (const words of ['Sent without a line', 'كُتب أثناء الانقطاع']) for (const page of [chair, kenya]) expect(await post(page, words).count()).toBe(1)
  expect(await field(kenya).inputValue()).toBe('')
})

it('suspends, resumes and closes it; attendance stands, the wall says so, a public reader sees that it was held, and the record holds', async () => {
  const side = chair.locator('.side-people')
  for (const one of ['suspend', 'resume', 'close'] as const) {
    await side.getByRole('button', { name: say(`meetings.${one}`) }).click()
    await chair.getByRole('dialog').getByRole('button', { name: say(`meetings.${one}`) }).click()
    await chair.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await wall.getByText(new RegExp(say('meetings.top.closed', { time: '' }))).first().waitFor()
  const { meetings } = await stage.world.public.query('meetings/list', { body: table.body })
  expect(meetings).toEqual([expect.objectContaining({ id: meeting, stage: 'closed', place: 'Conference room 4', zone: ZONE })])
  expect((await table.people.rwanda.query('meetings/attendance', { meeting })).present.map(({ how }) => how).sort()).toEqual(['in-the-room', 'on-line', 'on-line'])
  const { paragraphs } = await table.people.chair.query('papers/text', { paper })
  expect((paragraphs as { runs: { text: string }[] }[]).flatMap(({ runs }) => runs.map(({ text }) => text)).join(' ')).toContain('KenyaOffline')
  expect(stage.errors).toEqual([])
})
