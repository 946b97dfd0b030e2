// A meeting from its call to its close, in four browsers: called and set by the chair, attended, moved through for all at once, seen on the wall, checked in at the door.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { PDF, wallIn, ZONE } from '../support/examples/meetings'
import { written } from '../support/examples/papers'
import { foundTable, type Table } from '../support/table'
import { editor, openStage, say, type Stage } from './stage'

let stage: Stage
let table: Table
let chair: Page
let kenya: Page
let wall: Page
let meeting: string
beforeAll(async () => {
  stage = await openStage()
  table = await foundTable(stage.world)
  await written(stage.world, table)
  chair = await stage.open(table.people.chair, `/table/${table.body}`)
})
afterAll(async () => { await stage.close() })
const act = (page: Page, name: string | RegExp) => page.getByRole('banner').getByRole('button', { name })
const now = (page: Page, title: string) => page.locator('.agenda .is-now').getByText(title).waitFor()

it('the chair calls it and sets its agenda with a paper', async () => {
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

it('opens it; a delegate attends by the one button of the top line; the secretariat checks another in', async () => {
  await act(chair, say('meetings.open')).click()
  await chair.getByRole('dialog').getByRole('button', { name: say('meetings.open') }).click()
  kenya = await stage.open(table.people.kenya, `/meetings/${meeting}`, { viewport: { width: 390, height: 844 } })
  await act(kenya, /Kenya/).click()
  await act(kenya, /Kenya/).waitFor({ state: 'detached' })
  await chair.locator('.side-people').getByText('Kenya').waitFor()
  const door = await stage.open(stage.world.secretariat, `/meetings/${meeting}`)
  await door.getByRole('button', { name: say('meetings.present.checkIn') }).click()
  await door.getByRole('combobox', { name: say('meetings.present.checkIn.seat') }).fill('Civic')
  await door.getByRole('option', { name: /Civic Data Network/ }).click()
  await door.getByRole('dialog').getByRole('button', { name: say('meetings.present.checkIn.send') }).click()
  await chair.locator('.side-people').getByText('Civic Data Network').waitFor()
  await door.context().close()
})

it('moves through the agenda for all at once: the phone and the wall follow by themselves, and the text is there to write in', async () => {
  wall = await stage.open(table.people.observer, `/projector/${meeting}`)
  await act(chair, say('meetings.take', { number: 1 })).click()
  await now(chair, 'Opening')
  await wall.getByText('Opening').first().waitFor()
  await act(chair, say('meetings.take.next', { number: 2 })).click()
  await Promise.all([chair, wall, kenya].map((page) => editor(page).waitFor()))
  await wall.getByText('The draft').first().waitFor()
  await kenya.getByRole('button', { name: say('meetings.room.tab.agenda') }).click()
  await now(kenya, 'The draft')
  expect(await wall.locator('button:not(.langs button), [role="button"]').count(), 'nothing on the wall can be pressed but the language').toBe(0)
})

it('suspends, resumes and closes it; attendance stands, and a public reader sees that it was held', async () => {
  const side = chair.locator('.side-people')
  for (const one of ['suspend', 'resume', 'close'] as const) {
    await side.getByRole('button', { name: say(`meetings.${one}`) }).click()
    await chair.getByRole('dialog').getByRole('button', { name: say(`meetings.${one}`) }).click()
    await chair.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await wall.getByText(new RegExp(say('meetings.top.closed', { time: '' }))).first().waitFor()
  const { meetings } = await stage.world.public.query('meetings/list', { body: table.body })
  expect(meetings).toEqual([expect.objectContaining({ id: meeting, stage: 'closed', place: 'Conference room 4', zone: ZONE })])
  expect((await table.people.rwanda.query('meetings/attendance', { meeting })).present.map(({ how }) => how).sort()).toEqual(['in-the-room', 'on-line'])
  expect(stage.errors).toEqual([])
})
