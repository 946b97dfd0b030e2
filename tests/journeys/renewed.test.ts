// The server gets newer screens while a worker holds the old ones: it is said, what was typed stays, and the page begins anew as the new build.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../support/places'
import { foundTable, type Table } from '../support/table'
import { openStage, say, type Stage } from './stage'

let stage: Stage
let table: Table
const place = mkdtempSync(join(tmpdir(), 'rt-renewed-'))
beforeAll(async () => {
  cpSync(join(root, 'client/dist'), join(place, 'client/dist'), { recursive: true })
  stage = await openStage(undefined, place)
  table = await foundTable(stage.world)
})
afterAll(async () => { await stage.close(); rmSync(place, { recursive: true, force: true }) })

it('is told of, offers to begin anew, and keeps what was typed', async () => {
  const kenya = await stage.open(table.people.kenya, `/table/${table.body}`)
  await kenya.getByRole('heading', { level: 1 }).waitFor()
  await kenya.evaluate(() => navigator.serviceWorker.ready)
  await kenya.waitForFunction(async () => (await caches.keys()).length > 0 && navigator.serviceWorker.controller !== null)
  const old = await kenya.locator('meta[name="build"]').getAttribute('content')
  await kenya.evaluate(() => { sessionStorage.setItem('draft test', '{"typed":"words"}') })

  const renewed = '0123456789abcdef'
  for (const file of ['index.html', 'worker.js']) {
    const path = join(place, 'client/dist', file)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(old!, renewed))
  }
  // Opened again it is the old page, from the worker, until the reader says so.
  await kenya.reload()
  await kenya.getByText(say('base.build.title')).waitFor()
  expect(await kenya.locator('meta[name="build"]').getAttribute('content')).toBe(old)
  await kenya.getByRole('button', { name: say('base.build.do') }).click()
  await kenya.waitForFunction((now) => document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content === now, renewed)
  await kenya.getByRole('heading', { level: 1 }).waitFor()
  expect(await kenya.evaluate(() => sessionStorage.getItem('draft test'))).toBe('{"typed":"words"}')
  await kenya.waitForFunction(async () => (await caches.keys()).length === 1)
  expect(await kenya.evaluate(() => caches.keys())).toEqual([`roundtable ${renewed}`])
  expect(await kenya.getByText(say('base.build.title')).count()).toBe(0)
  expect(stage.errors).toEqual([])
})
