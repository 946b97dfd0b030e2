// The explorer with its script: it repaints where it stands, goes back and on, is led by keys, gives a picture; and a figure goes from it into a paper.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundTable, type Table } from '../support/table'
import { openStage, say, type Stage } from './stage'

let stage: Stage
let table: Table
beforeAll(async () => {
  stage = await openStage()
  table = await foundTable(stage.world)
})
afterAll(() => stage.close())

const heading = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor()
/** Loads of the whole document from now on. */
function loadsOf(page: Page): () => number {
  let loads = 0
  page.on('request', (request) => { if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loads += 1 })
  return () => loads
}

describe('in place', () => {
  it('another edition repaints the map without a load: colours, words, address, title; focus and scroll stay; back and on', async () => {
    const page = await stage.open(undefined, '/survey/map?edition=2024&indicator=egdi&state=KEN')
    const loads = loadsOf(page)
    const kenya = page.locator('.map [data-s="KEN"]')
    const shape = await kenya.locator('path').getAttribute('d')
    expect(await kenya.getAttribute('class')).toBe('q-high is-marked')
    expect(await page.getByRole('button', { name: say('explorer.show') }).isVisible()).toBe(false)
    await page.getByText(say('explorer.table')).click()
    await page.evaluate(() => { scrollTo(0, 120) })
    const edition = page.getByLabel(say('explorer.edition'), { exact: true })
    await edition.focus()
    await edition.selectOption('2012')
    await heading(page, 'The world: EGDI, 2012')
    expect(new URL(page.url()).search).toBe('?edition=2012&indicator=egdi&state=KEN')
    expect(await page.title()).toContain('The world: EGDI, 2012')
    expect(await kenya.getAttribute('class')).toBe('q-middle is-marked')
    expect(await kenya.locator('title').textContent()).toBe('Kenya: 0.4212')
    expect(await page.locator('.map-name').textContent()).toBe('Kenya: 0.4212')
    expect(await kenya.locator('path').getAttribute('d')).toBe(shape)
    expect(await page.locator('.map [data-s]').count()).toBe(193)
    expect(await page.evaluate(() => [document.activeElement?.id, scrollY, document.querySelector('details.fold')!.hasAttribute('open')])).toEqual(['f-edition', 120, true])
    expect(await page.locator('.langs a').first().getAttribute('href')).toContain('edition=2012')
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toContain('edition=2012')
    expect(await page.locator('.explorer > [role="status"]').textContent()).toBe('The world: EGDI, 2012')

    await page.getByLabel(say('explorer.area')).selectOption('014')
    await heading(page, 'Eastern Africa: EGDI, 2012')
    expect(await page.locator('.map [data-s="FRA"]').getAttribute('class')).toBe('q-out')
    await page.goBack()
    await heading(page, 'The world: EGDI, 2012')
    expect(await page.getByLabel(say('explorer.area')).inputValue()).toBe('')
    await page.goBack()
    await heading(page, 'The world: EGDI, 2024')
    expect(await edition.inputValue()).toBe('2024')
    expect(await kenya.getAttribute('class')).toBe('q-high is-marked')
    await page.goForward()
    await heading(page, 'The world: EGDI, 2012')
    expect(loads()).toBe(0)
    // What the address names is what the server shows to whoever comes by it.
    await page.reload()
    await heading(page, 'The world: EGDI, 2012')
  })

  it('the other views too: order and area of a ranking, a scatter, States compared', async () => {
    const page = await stage.open(undefined, '/survey/ranking')
    const loads = loadsOf(page)
    await page.getByLabel(say('explorer.sort')).selectOption('name')
    await heading(page, 'EGDI, 2024')
    expect(await page.locator('.ranking tbody th').first().textContent()).toBe('Afghanistan')
    await page.getByLabel(say('explorer.area')).selectOption('ldc')
    await heading(page, 'Least developed countries (LDC): EGDI, 2024')
    expect(await page.locator('.ranking tbody th[scope="row"]').count()).toBeLessThan(50)
    expect(loads()).toBe(0)
    await page.goto('/survey/scatter')
    await page.getByLabel(say('explorer.x'), { exact: true }).selectOption('hci')
    await heading(page, 'EGDI against HCI, 2024')
    await page.goto('/survey/compare')
    await page.getByLabel(say('explorer.compared', { number: 2 })).selectOption('RWA')
    await page.locator('.series').first().waitFor()
    expect(new URL(page.url()).search).toBe('?indicator=egdi&state=RWA')
    expect(await page.getByLabel(say('explorer.compared', { number: 1 })).inputValue()).toBe('RWA')
  })

  it('of two answers the one that was asked for last is shown; without a line the browser says so by its own means', async () => {
    const page = await stage.open(undefined, '/survey/map?edition=2024')
    let release = () => {}
    const held = new Promise<void>((done) => { release = done })
    await page.route(/map\.part\?.*edition=2003/, async (route) => { await held; await route.continue().catch(() => undefined) })
    await page.getByLabel(say('explorer.edition'), { exact: true }).selectOption('2003')
    await page.getByLabel(say('explorer.edition'), { exact: true }).selectOption('2018')
    await heading(page, 'The world: EGDI, 2018')
    release()
    await page.getByLabel(say('explorer.edition'), { exact: true }).selectOption('2020')
    await heading(page, 'The world: EGDI, 2020')
    expect(new URL(page.url()).searchParams.get('edition')).toBe('2020')
    await page.route(/map\.part/, (route) => route.abort())
    const loaded = page.waitForURL(/edition=2016/)
    await page.getByLabel(say('explorer.edition'), { exact: true }).selectOption('2016')
    await loaded
    await heading(page, 'The world: EGDI, 2016')
  })

  it('keys: one stop for Tab, arrows to the neighbour, the name of what has the focus beside it, Enter opens it', async () => {
    const page = await stage.open(undefined, '/survey/map?edition=2024&state=KEN')
    expect(await page.locator('.map [tabindex="0"]').count()).toBe(1)
    await page.locator('.map [data-s="KEN"]').focus()
    const here = () => page.evaluate(() => [document.activeElement?.getAttribute('data-s'), document.querySelector('.is-said')?.textContent])
    expect(await here()).toEqual(['KEN', 'Kenya: 0.6314'])
    await page.keyboard.press('ArrowLeft')
    expect(await here()).toEqual(['UGA', 'Uganda: 0.4464'])
    await page.keyboard.press('ArrowRight')
    expect((await here())[0]).toBe('KEN')
    await page.keyboard.press('ArrowUp')
    expect(['ETH', 'SSD']).toContain((await here())[0])
    expect(await page.locator('.map [tabindex="0"]').count()).toBe(1)
    const state = (await here())[0]!
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/survey/states/${state}`)
  })

  it('a picture of each view and of a State: PNG, twice the drawing, not empty', async () => {
    for (const [path, name, width] of [['/survey/map?edition=2024', 'survey-map-egdi-2024.png', 4000], ['/survey/ranking?area=014', 'survey-ranking-egdi-2024-014.png', 1520], ['/survey/scatter', 'survey-scatter-egdi-tii-2024.png', 1520], ['/survey/compare?state=KEN&state=RWA', 'survey-compare-egdi-KEN-RWA.png', 1520], ['/survey/states/KEN', 'KEN.png', 1440], ['/survey/areas/014', '014.png', 1440]] as const) {
      const page = await stage.open(undefined, path)
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PNG' }).click()])
      expect(download.suggestedFilename()).toBe(name)
      const bytes = readFileSync(await download.path())
      expect([...bytes.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
      expect([path, bytes.readUInt32BE(16)]).toEqual([path, width])
      expect(bytes.length).toBeGreaterThan(20_000)
      await page.close()
    }
  })
})

describe('from a figure', () => {
  it('into a paper: signed out by way of signing in, then the paper opens with the figure filled in; nobody else’s paper is offered', async () => {
    const { paper } = await table.paper('On digital skills')
    const [observer, kenya] = [await stage.open(table.people.observer, '/cite?edition=2024&state=KEN&indicator=egdi'), await stage.open(undefined, '/survey/map?edition=2024&indicator=egdi&state=KEN')]
    await observer.getByText(say('papers.cite.none')).waitFor()

    await kenya.getByRole('link', { name: say('explorer.cite') }).click()
    await kenya.waitForURL(/\/sign-in\?to=/)
    expect(new URL(kenya.url()).searchParams.get('to')).toBe('/cite?edition=2024&state=KEN&indicator=egdi')
    const [name, value] = table.people.kenya.cookie.split('=')
    await kenya.context().addCookies([{ name: name!, value: value!, url: stage.world.url, httpOnly: true, sameSite: 'Lax' }])
    await kenya.goto(new URL(kenya.url()).searchParams.get('to')!)
    await kenya.getByText('0.6314').waitFor()
    await kenya.getByRole('link', { name: 'On digital skills' }).click()
    await kenya.getByRole('dialog', { name: say('papers.figure.title') }).waitFor()
    await kenya.locator('.figure-shows').getByText('0.6314', { exact: true }).waitFor()
    expect(new URL(kenya.url()).search).toBe('')
    await kenya.getByRole('button', { name: say('papers.figure.insert') }).click()
    await kenya.locator('.ProseMirror .cite', { hasText: '0.6314' }).waitFor()

    // It is used now: the table learns it, the public does not.
    await kenya.goto('/figures/2024/KEN/egdi')
    await kenya.getByRole('link', { name: 'On digital skills' }).waitFor()
    const everybody = await stage.open(undefined, '/survey/figures/2024/KEN/egdi')
    expect(await everybody.locator('main').textContent()).not.toContain('On digital skills')
    expect(await everybody.locator('main').textContent()).toContain(say('survey.uses.none.public'))
    expect(paper).toBeTruthy()
  })

  it('a view has its thread at a table, whichever State is pointed at; the thread leads back to the view', async () => {
    const page = await stage.open(table.people.kenya, '/survey/map?edition=2024&indicator=egdi&area=014&state=KEN')
    await page.getByRole('link', { name: say('explorer.discuss') }).click()
    await page.waitForURL('**/views/map-2024-egdi-014')
    await heading(page, 'Eastern Africa: EGDI, 2024')
    await page.getByRole('textbox', { name: say('threads.write') }).fill('The coast is ahead of the highlands.')
    await page.getByRole('button', { name: say('threads.write.post'), exact: true }).click()
    await page.getByText('The coast is ahead of the highlands.').first().waitFor()
    const rwanda = await stage.open(table.people.rwanda, '/views/map-2024-egdi-014')
    await rwanda.getByText('The coast is ahead of the highlands.').first().waitFor()
    await rwanda.getByRole('link', { name: say('threads.view.go') }).click()
    await rwanda.waitForURL('**/survey/map?edition=2024&indicator=egdi&area=014')
    const nowhere = await stage.open(table.people.kenya, '/views/map-2024-gdp')
    await nowhere.getByText(say('refusal.unknown')).waitFor()
  })

  it('nothing went wrong in any page', () => { expect(stage.errors).toEqual([]) })
})
