// A consortium feeds its region: founded with its State, a text forwarded at home, arrived at the region, taken up, its fate seen at home. In real browsers.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Client } from '../support/client'
import { opened } from '../support/examples/meetings'
import { write } from '../support/examples/papers'
import { foundTable, type Table } from '../support/table'
import { badIn } from './axe'
import { openStage, say, textOn, type Stage } from './stage'

let stage: Stage
let region: Table
let home: string
let chair: Client
let paper: string
const SYMBOL = () => `NC.KEN/${stage.world.clock.now().getUTCFullYear()}/1`
beforeAll(async () => {
  stage = await openStage()
  region = await foundTable(stage.world, { area: '014' })
}, 60_000)
afterAll(async () => { await stage.close() })

it('the secretariat founds a national consortium: the State fills in names and symbols, and the balance of the three groups is shown', async () => {
  const page = await stage.open(stage.world.secretariat, '/found')
  await page.getByRole('radio', { name: say('bodies.kind.national-consortium') }).check()
  await page.locator('.seat-rows').getByRole('textbox', { name: say('bodies.found.organisation') }).fill('Ministry of Finance')
  await page.locator('.seat-rows').getByRole('combobox', { name: say('bodies.found.group') }).selectOption({ label: say('bodies.group.national-government') })
  await page.getByRole('textbox', { name: 'English' }).fill('Kenya')
  await page.getByRole('button', { name: say('bodies.found.send') }).click()
  await page.getByText(say('bodies.found.state.missing')).waitFor()
  await page.getByRole('combobox', { name: say('bodies.found.state.choose') }).fill('Keny')
  await page.getByRole('option', { name: 'Kenya' }).click()
  expect(await page.getByRole('textbox', { name: say('bodies.found.symbol') }).inputValue()).toBe('NC.KEN')
  await page.getByRole('button', { name: say('bodies.found.send') }).click()
  await page.waitForURL(/\/table\//)
  home = page.url().split('/table/')[1]!
  await page.getByText(say('bodies.balance.missing', { groups: 'the private sector and civil society' })).waitFor()
  await page.context().close()
})

it('its chair forwards an issued outcome; it arrives at the roundtable while people look', async () => {
  const { world } = stage
  await world.secretariat.command('bodies/inviteOfficer', { body: home, office: 'chair', email: 'chair@kenya.example', name: 'Chair of the consortium' })
  chair = new Client(world.url, 'chair of the consortium')
  await chair.command('accounts/openLink', { token: world.issued() })
  const made = await chair.command('papers/makePaper', { body: home, title: 'Open procurement', kind: 'report', language: 'en' })
  paper = made.paper
  await write(world, made.document)
  await chair.command('papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false })
  await world.secretariat.command('outcomes/publish', { paper, symbol: SYMBOL() })
  const there = await stage.open(region.people.chair, `/table/${region.body}`)
  await there.getByText(say('outcomes.arrivals.none'), { exact: true }).waitFor()
  const room = await stage.open(region.people.kenya, `/meetings/${(await opened(world, region)).meeting}`)
  await room.getByRole('heading', { name: say('meetings.agenda') }).waitFor()
  const page = await stage.open(chair, `/papers/${paper}`)
  await page.getByRole('button', { name: say('outcomes.forward'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(SYMBOL()).waitFor()
  expect(await dialog.getByRole('radio').isChecked()).toBe(true)
  expect(await badIn(page), 'the question whereto').toEqual([])
  await dialog.getByRole('button', { name: say('outcomes.forward'), exact: true }).click()
  await page.getByText(/^Arrived /).waitFor()
  await there.getByText(say('outcomes.arrivals.waits')).first().waitFor()
  // In mid-meeting too: below the agenda of whoever sits there.
  await room.locator('.meeting-arrivals').getByRole('link', { name: 'Open procurement' }).waitFor()
  await room.context().close()
  await there.context().close()
  await page.context().close()
})

it('the table talks about the text that came before it settles it: a thread on the arrival, live for all', async () => {
  const [kenya, civil] = await Promise.all([region.people.kenya, region.people.civil].map((who) => stage.open(who, `/table/${region.body}`)))
  const arrival = (page: Page) => page.locator('li', { hasText: 'Open procurement' })
  const talk = (page: Page) => arrival(page).locator('.talk-box')
  const field = (page: Page) => talk(page).getByRole('textbox', { name: say('threads.write') })
  for (const page of [kenya!, civil!]) { await arrival(page).getByRole('button', { name: say('outcomes.arrivals.discuss') }).click(); await field(page).waitFor() }
  await field(kenya!).fill('Its second paragraph is ours already.')
  await talk(kenya!).getByRole('button', { name: say('threads.write.post'), exact: true }).click()
  for (const page of [kenya!, civil!]) await talk(page).locator('.post', { hasText: 'Its second paragraph is ours already.' }).waitFor()
  await talk(civil!).getByText(say('threads.beside.arrival')).waitFor()
  expect(await badIn(civil!), 'a thread on an arrival').toEqual([])
  // It is the table’s: at home nobody knows of it.
  const { threads } = await region.people.kenya.query('discussion/threads', { body: region.body })
  const held = threads.find(({ on }) => on.is === 'arrival')!
  expect(await chair.queryRefused('discussion/thread', { thread: held.id })).toMatchObject({ refused: 'unknown' })
  for (const page of [kenya!, civil!]) await page.context().close()
})

it('the roundtable’s chair takes it up; the paper says where it comes from, and home sees what became of it', async () => {
  const atHome: Page = await stage.open(chair, `/table/${home}`)
  await atHome.getByText(/^Arrived /).waitFor()
  const page = await stage.open(region.people.chair, `/table/${region.body}`)
  await page.getByRole('button', { name: say('outcomes.takeNote') }).click()
  await page.getByRole('dialog').getByRole('button', { name: say('outcomes.takeNote') }).waitFor()
  expect(await badIn(page), 'the question whether to take note').toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: say('outcomes.takeUp') }).click()
  await page.getByRole('dialog').getByRole('button', { name: say('outcomes.takeUp') }).waitFor()
  expect(await badIn(page), 'the question whether to take it up').toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: say('outcomes.takeUp') }).click()
  await page.waitForURL(/\/papers\//)
  await page.getByRole('link', { name: say('outcomes.origin.read', { symbol: SYMBOL() }) }).waitFor()
  await page.getByText('Recalling its mandate,').waitFor()
  expect(await textOn(page)).toContain('Recalling its mandate,')
  expect(await badIn(page), 'a paper that was taken up').toEqual([])
  await atHome.getByText(/^Taken up as a paper /).waitFor()
  await page.getByRole('link', { name: say('outcomes.origin.read', { symbol: SYMBOL() }) }).click()
  await page.getByRole('heading', { name: say('outcomes.forwarded') }).waitFor()
  const note = await page.locator('section[aria-labelledby="forwarded-h"]').innerText()
  expect(note).toContain('Arrived')
  expect(note, 'what the table does with it is not public').not.toContain('Taken up')
  expect(await badIn(page), 'the outcome that was forwarded').toEqual([])
  // Adopted and issued here, it names where it comes from.
  const { papers } = await region.people.chair.query('papers/list', { body: region.body })
  const taken = papers.find(({ title }) => title === 'Open procurement')!.id
  await region.people.chair.command('papers/adopt', { paper: taken, how: 'by-consensus', asOrallyRevised: false })
  const { symbol } = await stage.world.secretariat.command('outcomes/publish', { paper: taken, symbol: `${region.symbol}/${stage.world.clock.now().getUTCFullYear()}/1` })
  await page.goto(`/outcomes/${symbol}`)
  await page.getByText(SYMBOL()).first().waitFor()
  expect(await badIn(page), 'an outcome that names its origin').toEqual([])
  expect(stage.errors).toEqual([])
})
