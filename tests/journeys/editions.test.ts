// The secretariat brings in an edition of the Survey: tried first, everything wrong listed, then whole; a paper's citation follows. In a real browser.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../support/places'
import { foundTable } from '../support/table'
import { openStage, say, type Stage } from './stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() })
afterAll(async () => { await stage.close() })

const CSV = readFileSync(join(root, 'prisma/seed/survey/2024.csv'), 'utf8')
const pick = async (page: Page, text: string) => {
  await page.getByLabel(say('survey.editions.file'), { exact: true }).setInputFiles({ name: 'edition.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: say('survey.editions.try') }).click()
}
const shot = async (page: Page, name: string) => { if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true }) }

it('a broken file is told line by line; a good one shows what differs, comes in, and open papers follow', async () => {
  const { world } = stage
  const table = await foundTable(world)
  const { paper } = await table.paper()
  const { citation } = await table.people.kenya.command('papers/citeFigure', { paper, edition: 2024, iso3: 'KEN', indicator: 'epi' })
  const page = await stage.open(world.secretariat, '/editions')
  await page.getByRole('cell', { name: '2024' }).or(page.getByRole('rowheader', { name: '2024' })).first().waitFor()

  await page.getByRole('button', { name: say('survey.editions.try') }).click()
  await page.getByText(say('survey.editions.file.choose')).waitFor()
  await page.getByLabel(say('survey.editions.edition'), { exact: true }).fill('2024')
  await pick(page, CSV.replace(/^KEN,.*$/m, 'KEN,ranked,NaN,109,0.77704,0.59015,0.52711,0.52050').replace(/^ZWE.*\n/m, ''))
  await page.getByText(say('survey.editions.problems.says')).waitFor()
  await page.getByText('NaN').waitFor()
  expect(await page.getByText('ZWE').count()).toBeGreaterThan(0)
  await shot(page, 'editions-problems')

  await pick(page, CSV.replace(/^(KEN,.*,)[^,\n]*$/m, '$10.70000'))
  await page.getByRole('rowheader', { name: 'Kenya' }).waitFor()
  await page.getByText('0.70000').waitFor()
  await page.getByText('1 citation in an open paper follows it.', { exact: false }).waitFor()
  await shot(page, 'editions-trial')
  await page.getByLabel(say('survey.editions.from'), { exact: true }).fill('Corrigendum of the test')
  await page.getByRole('button', { name: say('survey.editions.import', { edition: '2024' }) }).click()
  await page.getByText(say('survey.editions.done', { edition: '2024' }), { exact: true }).waitFor()
  await page.getByText('Corrigendum of the test').waitFor()
  await world.app.due.wake()
  const state = (await world.prisma.aggregate.findUniqueOrThrow({ where: { kind_id: { kind: 'citation', id: citation } } })).state
  expect(state).toMatchObject({ value: '0.7000', was: { value: '0.5205' } })
  expect(stage.errors).toEqual([])
})
