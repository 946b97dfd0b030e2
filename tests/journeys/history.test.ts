// The history of a paper on a screen: who wrote what, what differs between two places, a version named, an earlier text put back, a copy saved.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { join, type Joined } from '../support/joined'
import { foundTable, type Table } from '../support/table'
import { kindOfBytes } from '../../server/src/meetings/file-check'
import { badIn } from './axe'
import { openStage, say, textOn, toEnd, type Stage } from './stage'

let stage: Stage
let table: Table
let paper: string
let kenya: Joined
let civil: Joined
beforeAll(async () => {
  stage = await openStage()
  table = await foundTable(stage.world)
  const made = await table.paper()
  paper = made.paper
  kenya = join(table.people.kenya, made.document)
  civil = join(table.people.civil, made.document)
  await Promise.all([kenya.synced(), civil.synced()])
  kenya.text().insert(0, 'States shall report.')
  await civil.until((words) => words.includes('report.'), 'the first words')
}, 60_000)
afterAll(async () => {
  kenya.leave()
  civil.leave()
  await stage.close()
})

it('leads from the paper to its history; a version is named, and what another delegation wrote then is shown between the two', async () => {
  const page = await stage.open(table.people.chair, `/papers/${paper}`)
  await page.getByRole('link', { name: say('papers.history.go') }).click()
  await page.getByRole('heading', { level: 1, name: say('papers.history.title') }).waitFor()
  await page.locator('.history-text ins').first().waitFor()
  expect(await page.locator('.history-text').textContent()).toContain('States shall report.')

  await page.getByRole('button', { name: say('papers.history.name'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('As first tabled')
  await dialog.getByRole('button', { name: say('papers.history.name'), exact: true }).click()
  await page.locator('.history-places').getByText('As first tabled').waitFor()

  civil.text().insert('States '.length, 'and cities ')
  await kenya.until((words) => words.includes('cities'), 'the words of another')
  await page.reload()
  const named = page.locator('.history-places li').filter({ hasText: 'As first tabled' })
  await named.getByRole('radio', { name: new RegExp(`^${say('papers.history.from')}`) }).check()
  await page.getByRole('radio', { name: new RegExp(`^${say('papers.history.to')}.*${say('papers.history.now')}`) }).check()
  await page.getByText(say('papers.history.differs', { count: 1 })).waitFor()
  const added = page.locator('.history-text ins')
  expect(await added.allTextContents()).toEqual([`${say('papers.history.added')}and cities `])
  expect(await page.locator('.history-text del').count()).toBe(0)
  await page.context().close()
})

it('says by line and by name which delegation wrote which words, and saves them so', async () => {
  const page = await stage.open(table.people.kenya, `/papers/${paper}/history`)
  await page.getByRole('checkbox', { name: say('papers.history.authors') }).check()
  const runs = page.locator('.history-text .by')
  await runs.first().waitFor()
  expect(await runs.evaluateAll((all) => all.map((run) => [run.getAttribute('data-by'), run.lastChild?.textContent]))).toEqual([[table.seats.kenya, 'States '], [table.seats.civil, 'and cities '], [table.seats.kenya, 'shall report.']])
  expect(await page.locator('.authors-legend li').count()).toBe(2)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: say('papers.history.save.html') }).click()
  const saved = readFileSync(await (await saving).path(), 'utf8')
  expect(saved).toContain(`<span data-by="${table.seats.civil}">and cities <sup>`)
  const word = page.waitForEvent('download')
  await page.getByRole('button', { name: say('papers.history.save.word') }).click()
  const file = await word
  expect(file.suggestedFilename()).toMatch(/\.docx$/)
  const bytes = readFileSync(await file.path())
  expect(await kindOfBytes(bytes)).toBe('docx')
  expect(bytes.toString('utf8')).toMatch(/w:author="Civic Data Network[^"]*"><w:r>(?:(?!<w:t).)*<w:t xml:space="preserve">and cities /)
  await page.context().close()
})

it('shows it in the live text too while one writes on, and takes it away again', async () => {
  const page = await stage.open(table.people.kenya, `/papers/${paper}`)
  const tick = page.getByRole('checkbox', { name: say('papers.history.authors') })
  await tick.check()
  const runs = page.locator('.paper-text .by')
  await runs.first().waitFor()
  const lines = () => runs.evaluateAll((all) => all.map((run) => [run.getAttribute('data-line'), run.textContent]))
  const [first, other] = (await lines()).map(([line]) => line)
  expect(await lines()).toEqual([[first, 'States '], [other, 'and cities '], [first, 'shall report.']])
  expect(first).not.toBe(other)
  expect(await page.locator('.authors-legend li').count()).toBe(2)
  await toEnd(page)
  await page.keyboard.type(' Twice.')
  await civil.until((words) => words.includes('Twice.'), 'what was typed on')
  expect(await lines()).toEqual([[first, 'States '], [other, 'and cities '], [first, 'shall report.']])
  expect(await badIn(page)).toEqual([])
  if (process.env['LOOK']) await page.screenshot({ path: `${process.env['LOOK']}-authors.png` })
  // It is asked again by itself, a while after the text has changed.
  await page.waitForFunction(() => [...document.querySelectorAll('.paper-text .by')].some((run) => run.textContent?.endsWith('Twice.')))
  for (let at = 0; at < ' Twice.'.length; at += 1) await page.keyboard.press('Backspace')
  await civil.until((words) => !words.includes('Twice.'), 'that it is gone')
  await tick.uncheck()
  await runs.first().waitFor({ state: 'detached' })
  await page.context().close()
})

it('puts the named version back: everybody’s text is again what it was, and the history keeps both', async () => {
  const page = await stage.open(table.people.chair, `/papers/${paper}/history`)
  const named = page.locator('.history-places li').filter({ hasText: 'As first tabled' })
  await named.getByRole('radio', { name: new RegExp(`^${say('papers.history.to')}`) }).check()
  await page.getByRole('button', { name: say('papers.history.restore'), exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: say('papers.history.restore'), exact: true }).click()
  await kenya.until((words) => words === 'States shall report.', 'the earlier words')
  await page.locator('.history-places').getByText(say('papers.history.restored')).waitFor()
  await page.goto(`${stage.world.url}/papers/${paper}`)
  await page.locator('.ProseMirror').getByText('States shall report.').waitFor()
  expect(await textOn(page)).not.toContain('cities')
  await page.context().close()
})

it('is put back by the secretariat with a tick that the chair has instructed it, and not without', async () => {
  civil.text().insert(0, 'Not ')
  await kenya.until((words) => words.startsWith('Not '), 'other words')
  const page = await stage.open(stage.world.secretariat, `/papers/${paper}/history`)
  const named = page.locator('.history-places li').filter({ hasText: 'As first tabled' })
  await named.getByRole('radio', { name: new RegExp(`^${say('papers.history.to')}`) }).check()
  await page.getByRole('button', { name: say('papers.history.restore'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: say('papers.history.restore'), exact: true }).click()
  await dialog.getByText(say('refusal.instruction-missing')).waitFor()
  expect(kenya.words()).toContain('Not ')
  await dialog.getByRole('checkbox', { name: say('papers.page.instructed') }).check()
  expect(await badIn(page)).toEqual([])
  await dialog.getByRole('button', { name: say('papers.history.restore'), exact: true }).click()
  await kenya.until((words) => words === 'States shall report.', 'the earlier words')
  await page.context().close()
})
