// Four drafters write one paper in four browsers, cite a figure; the chair declares it adopted; it is published and read without JavaScript.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { verifyBody } from '../../server/src/platform/verify'
import { foundTable, type Table } from '../support/table'
import { editor, openStage, saved, say, textOn, toEnd, type Stage } from './stage'

let stage: Stage
let table: Table
let paper: string
let document: string
const pages = {} as Record<'kenya' | 'industry' | 'civil' | 'expert' | 'observer', Page>
const drafters = ['kenya', 'industry', 'civil', 'expert'] as const

beforeAll(async () => {
  stage = await openStage()
  table = await foundTable(stage.world)
  ;({ paper, document } = await table.paper('Local e-government and the Survey'))
  for (const who of [...drafters, 'observer'] as const) pages[who] = await stage.open(table.people[who], `/papers/${paper}`)
  await Promise.all([...drafters, 'observer' as const].map((who) => editor(pages[who]).waitFor()))
})
afterAll(async () => { await stage.close() })

const everywhere = (words: string, who: readonly (keyof typeof pages)[] = [...drafters, 'observer']) =>
  Promise.all(who.map((one) => pages[one].waitForFunction((wanted) => (window.document.querySelector('.ProseMirror')?.textContent ?? '').includes(wanted), words)))

it('four drafters of four groups write at the same time; each sees names and delegations; saved is said when it is stored', async () => {
  await toEnd(pages.kenya)
  await pages.kenya.keyboard.type('Governments begin. ')
  await everywhere('Governments begin.')
  await pages.kenya.keyboard.press('Enter')
  await Promise.all(drafters.map(async (who) => {
    await toEnd(pages[who])
    await pages[who].keyboard.type(` Written by ${who}.`, { delay: 15 })
  }))
  // Where four type at one place their words may interleave by character; none is lost.
  await Promise.all(drafters.map((who) => saved(pages[who]).first().waitFor()))
  const texts = await Promise.all([...drafters, 'observer' as const].map(async (who) => { await everywhere('Governments begin.', [who]); return textOn(pages[who]) }))
  const letters = (text: string) => [...text].sort().join('')
  const typed = letters(drafters.map((who) => ` Written by ${who}.`).join(''))
  for (const text of texts) for (const letter of new Set(typed)) expect(text.split(letter).length).toBeGreaterThanOrEqual(typed.split(letter).length)
  await pages.kenya.getByText('Civic Data Network').first().waitFor()
})

it('an observer reads along and cannot write', async () => {
  expect(await editor(pages.observer).getAttribute('contenteditable')).toBe('false')
  const before = await stage.world.prisma.documentLog.findMany({ where: { document }, orderBy: { seq: 'asc' } })
  await editor(pages.observer).click()
  await pages.observer.keyboard.type('I write as an observer')
  const { digest } = await table.people.observer.query('papers/text', { paper })
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  const after = await stage.world.prisma.documentLog.findMany({ where: { document }, orderBy: { seq: 'asc' } })
  expect(after.map((row) => Buffer.from(row.updates).toString('hex'))).toEqual(before.map((row) => Buffer.from(row.updates).toString('hex')))
})

it('a time without network, with typing on both sides, loses and doubles nothing; nor does a reload or a second tab', async () => {
  await pages.civil.context().setOffline(true)
  await toEnd(pages.civil)
  await pages.civil.keyboard.type(' CivilOffline', { delay: 5 })
  await toEnd(pages.industry)
  await pages.industry.keyboard.press('Enter')
  await pages.industry.keyboard.type('IndustryMeanwhile', { delay: 5 })
  await everywhere('IndustryMeanwhile', ['kenya', 'expert', 'observer'])
  await pages.civil.getByText(/No connection|Reconnecting/).first().waitFor()
  await pages.civil.context().setOffline(false)
  await everywhere('CivilOffline')
  await everywhere('IndustryMeanwhile')
  await pages.civil.reload()
  await everywhere('CivilOffline', ['civil'])
  await everywhere('IndustryMeanwhile', ['civil'])
  const second = await pages.kenya.context().newPage()
  await second.goto(`/papers/${paper}`)
  await second.waitForFunction(() => (window.document.querySelector('.ProseMirror')?.textContent ?? '').includes('IndustryMeanwhile'))
  for (const page of [pages.civil, second]) {
    const text = await textOn(page)
    expect(text.split('CivilOffline').length - 1).toBe(1)
    expect(text.split('IndustryMeanwhile').length - 1).toBe(1)
  }
  await second.close()
})

it('a drafter cites a figure by /figure; it stands with its source and typing around it leaves it alone', async () => {
  const page = pages.kenya
  await toEnd(page)
  await page.keyboard.press('Enter')
  await page.keyboard.type('The index of Kenya was /figure', { delay: 10 })
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: say('papers.figure.title') })
  await dialog.getByRole('combobox', { name: say('papers.figure.state') }).fill('Kenya')
  await page.getByRole('option', { name: 'Kenya' }).first().click()
  await dialog.getByRole('combobox', { name: say('papers.figure.indicator') }).selectOption('egdi')
  await dialog.getByText('0.6314').first().waitFor()
  await dialog.getByRole('button', { name: say('papers.figure.insert') }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.type(' in 2024.', { delay: 10 })
  await everywhere('0.6314')
  const citation = pages.industry.locator('.ProseMirror .cite', { hasText: '0.6314' }).first()
  await citation.focus()
  await pages.industry.getByText(/UN DESA/).first().waitFor()
  await toEnd(pages.expert)
  await pages.expert.keyboard.press('Home')
  await pages.expert.keyboard.type('Note: ')
  await everywhere('0.6314')
  const { paragraphs } = await table.people.chair.query('papers/text', { paper })
  const runs = (paragraphs as { runs: { text: string; marks: { citation?: { id: string } } }[] }[]).flatMap((one) => one.runs)
  expect(runs.filter((run) => run.marks.citation)).toHaveLength(1)
  expect(runs.some((run) => run.text.includes('0.6314'))).toBe(false)
})

it('the chair declares it adopted: not a keystroke enters afterwards; the drafter keeps the words and reads why', async () => {
  const chair = await stage.open(table.people.chair, `/papers/${paper}`)
  await editor(chair).waitFor()
  await chair.getByRole('button', { name: say('papers.page.adopt') }).first().click()
  await chair.getByRole('dialog').getByText(say('papers.page.adopt.revised'), { exact: true }).click()
  await toEnd(pages.industry)
  const typing = pages.industry.keyboard.type(' and on and on and on and on and on and on and on and on', { delay: 20 }).catch(() => undefined)
  await chair.getByRole('dialog').getByRole('button', { name: say('papers.page.adopt.send') }).click()
  await pages.industry.getByText(say('papers.page.adopted.title')).waitFor()
  const logged = () => stage.world.prisma.documentLog.count({ where: { document } })
  const at = await logged()
  await typing
  expect(await editor(pages.industry).getAttribute('contenteditable')).toBe('false')
  const { digest } = await table.people.chair.query('papers/text', { paper })
  expect(await logged()).toBe(at)
  const { aggregates } = await table.people.chair.query('bodies/read', { body: table.body })
  const state = aggregates.map((one) => one.state as { id: string; adopted?: { digest: string; asOrallyRevised: boolean; how: string } }).find(({ id }) => id === paper)
  expect(state?.adopted).toMatchObject({ digest, asOrallyRevised: true, how: 'by-consensus' })
})

it('the secretariat publishes it under a symbol; anybody reads it without JavaScript; its digest is in the record', async () => {
  const page = await stage.open(stage.world.secretariat, `/papers/${paper}`)
  await page.getByRole('button', { name: say('papers.page.publish') }).first().click()
  const dialog = page.getByRole('dialog')
  const year = new Date().getUTCFullYear()
  await page.waitForFunction((wanted) => [...window.document.querySelectorAll('input')].some((input) => input.value === wanted), `${table.symbol}/${year}/1`)
  await dialog.getByRole('button', { name: say('papers.page.publish') }).click()
  await dialog.waitFor({ state: 'hidden' })
  const reader = await stage.open(undefined, `/outcomes/${table.symbol}/${year}/1`, { javaScriptEnabled: false })
  await reader.getByRole('heading', { level: 1, name: 'Local e-government and the Survey' }).waitFor()
  const text = (await reader.locator('body').innerText()).replace(/\s+/g, ' ')
  expect(text).toContain('0.6314')
  expect(text).toContain('UN DESA, United Nations E-Government Survey')
  const canonical = await (await fetch(`${stage.world.url}/outcomes/${table.symbol}/${year}/1.json`)).text()
  const sha256 = createHash('sha256').update(canonical).digest('hex')
  expect(text.replace(/\s/g, '')).toContain(sha256)
  const { outcomes } = await stage.world.public.query('outcomes/list', { body: table.body })
  expect(outcomes[0]).toMatchObject({ symbol: `${table.symbol}/${year}/1`, sha256 })
  expect(await verifyBody(stage.world.prisma, table.body)).toHaveProperty('head')
  expect(stage.errors).toEqual([])
})
