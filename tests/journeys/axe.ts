// axe finds nothing on any screen in a look, and nothing scrolls sideways; in English not with words half as long again either.
import { createRequire } from 'node:module'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { tagOf } from '@roundtable/shared/base/languages'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, visitor } from './browser'
import { wrongWhenGrown } from './grown'
import { openDemonstration, SETTLED, type Demonstration } from './demonstration'
import { screensOf, SHAPES, type ScreenAt } from './screens'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
export interface Look { language: string; colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } }
type Reader = Awaited<ReturnType<typeof visitor>>
const NAMES = screensOf(SHAPES).map(({ name }) => name)

/** What axe finds on a page as it stands, without a line too. What still fades in is waited for: half faded its contrast is too low. */
export async function badIn(page: Page): Promise<string[]> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime)).map(({ finished }) => finished)))
  await page.evaluate(readFileSync(axe, 'utf8'))
  const results = await page.evaluate(async () => (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }))
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

/** Registers one test for each screen, or for those of one half (`of`: even or odd in the order of the screens). */
export function axeFindsNothing(look: Look, of?: 'even' | 'odd'): void {
  const folder = mkdtempSync(join(tmpdir(), 'rt-axe-'))
  const readers = new Map<string, Promise<Reader>>()
  let demonstration: Demonstration
  let browser: Browser
  beforeAll(async () => {
    demonstration = await openDemonstration(folder)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await demonstration.end()
    rmSync(folder, { recursive: true, force: true })
  })

  /** One context for each person: a page is opened anew, not a browser. */
  function readerOf(who: ScreenAt['who']): Promise<Reader> {
    const known = readers.get(who ?? 'nobody')
    if (known) return known
    const opening = (async () => {
      const reader = await visitor(browser, demonstration.url, { viewport: look.viewport, colorScheme: look.colorScheme, locale: look.language, bypassCSP: true, cookie: who && await demonstration.cookieOf(who) })
      await reader.context.addCookies([{ name: 'language', value: look.language, url: demonstration.url }])
      return reader
    })()
    readers.set(who ?? 'nobody', opening)
    return opening
  }

  it.each(NAMES.filter((_, index) => of === undefined || (index % 2 === 0) === (of === 'even')))('%s', async (name) => {
    const screen = screensOf(demonstration.ids).find((one) => one.name === name)!
    const { page, errors } = await readerOf(screen.who)
    errors.length = 0
    await page.goto(screen.path)
    await page.waitForFunction(SETTLED)
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([tagOf(look.language), look.language === 'ar' ? 'rtl' : 'ltr'])
    expect(await badIn(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'nothing scrolls sideways').toBeLessThanOrEqual(0)
    if (look.language === 'en') expect(await wrongWhenGrown(page), 'words half as long again').toEqual([])
    expect(errors).toEqual([])
  })
}
