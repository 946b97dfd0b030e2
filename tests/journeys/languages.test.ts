// The language of a reader: the browser's at first, then the one that was chosen; switched on every screen without losing place or draft.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES, NAMES, tagOf, type Language } from '@roundtable/shared/base/languages'
import { openBrowser, visitor } from './browser'
import { openDemonstration, SETTLED, type Demonstration } from './demonstration'
import { screensOf, SHAPES } from './screens'

const folder = mkdtempSync(join(tmpdir(), 'rt-languages-'))
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

const langOf = (page: Page) => page.evaluate(() => document.documentElement.lang)
const cookieOf = async (page: Page) => (await page.context().cookies()).find(({ name }) => name === 'language')?.value
/** By its own click: a pointer would first scroll to where the switch stands. */
const choose = (page: Page, language: Language) => page.locator('.langs').first().getByRole('button', { name: NAMES[language] }).evaluate((button: HTMLElement) => button.click())

describe('the first visit', () => {
  it.each([['ru-RU', 'ru'], ['fr-CH', 'fr'], ['ar-EG', 'ar'], ['zh-CN', 'zh'], ['de-DE', 'en']] as const)('of a browser in %s is in %s, on pages and in the application alike; nothing was chosen', async (locale, language) => {
    const { context, page } = await visitor(browser, demonstration.url, { locale })
    for (const path of ['/', '/sign-in']) {
      await page.goto(path)
      await page.waitForFunction(SETTLED)
      expect([path, await langOf(page)]).toEqual([path, tagOf(language)])
    }
    expect(await cookieOf(page)).toBeUndefined()
    await context.close()
  })

  it('what was chosen in the application holds on pages, and the other way round', async () => {
    const { context, page } = await visitor(browser, demonstration.url, { locale: 'ru-RU' })
    await page.goto('/sign-in')
    await choose(page, 'ar')
    await page.waitForFunction(() => document.documentElement.lang === 'ar')
    await page.goto('/survey')
    expect(await langOf(page)).toBe('ar')
    await page.locator('.langs').getByRole('link', { name: NAMES.es }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'es')
    expect(new URL(page.url()).pathname).toBe('/survey')
    await page.goto('/sign-in')
    await page.waitForFunction(SETTLED)
    expect(await langOf(page)).toBe('es')
    await context.close()
  })
})

describe('Chinese in a browser that has no Chinese', () => {
  const faces = (page: Page) => page.evaluate(() => [...new Set([...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('"', '')))])
  it('its own name is drawn on pages of every language by two small files; pages that speak it bring its font', async () => {
    const { context, page } = await visitor(browser, demonstration.url, { locale: 'en-GB' })
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(request.url()))
    await page.goto('/')
    await page.waitForFunction(() => [...document.fonts].filter(({ family, status }) => family.includes('Two Han') && status === 'loaded').length === 2)
    expect(fetched.filter((url) => url.includes('noto-serif-sc') || url.includes('chinese'))).toEqual([])
    for (const path of ['/?lang=zh', '/sign-in']) {
      await page.goto(path)
      await page.waitForFunction(SETTLED)
      expect(await faces(page), path).toContain('Noto Serif SC Variable')
    }
    await context.close()
  })
})

// Names of the screens of the application; the pages of the server have an address for each language.
const NAMES_OF_SCREENS = screensOf(SHAPES).filter(({ name }) => !name.startsWith('public')).map(({ name }) => name)

describe('every screen of the application', () => {
  /** In the page: something typed in every field that takes words, the main part scrolled, the last tab open. */
  const settle = async (page: Page) => {
    for (const field of await page.locator('main :is(input:not([type]), input[type="text"], input[type="search"], input[type="email"], textarea):visible:enabled').all()) if (await field.getAttribute('readonly') === null && await field.getAttribute('role') !== 'combobox') await field.fill('Half a sentence')
    return page.evaluate(() => {
      const boxes = [document.scrollingElement!, ...document.querySelectorAll('body *')].filter((one) => one.scrollHeight - one.clientHeight > 60 && (one === document.scrollingElement || /auto|scroll/.test(getComputedStyle(one).overflowY)))
      for (const one of boxes) one.scrollTop = 120
      document.querySelector('h1')!.setAttribute('data-kept', '')
    })
  }
  const state = (page: Page) => page.evaluate(() => ({
    path: location.pathname + location.search, sameHeading: document.querySelector('h1')?.hasAttribute('data-kept'),
    typed: [...document.querySelectorAll<HTMLInputElement>('main :is(input, textarea)')].filter(({ type }) => !/radio|checkbox|file/.test(type)).map(({ value }) => value).filter((value) => value === 'Half a sentence').length,
    scrolled: [document.scrollingElement!, ...document.querySelectorAll('body *')].filter((one) => one.scrollTop > 20).length > 0, // the browser keeps the words in place, not the number
    pressed: document.querySelectorAll('[aria-selected="true"], [aria-expanded="true"], [role="dialog"]').length,
  }))

  it.each(NAMES_OF_SCREENS)('%s keeps place and what was typed through all six', async (name) => {
    const screen = screensOf(demonstration.ids).find((one) => one.name === name)!
    const { context, page, errors } = await visitor(browser, demonstration.url, { locale: 'en-GB', viewport: { width: 1100, height: 500 }, cookie: screen.who && await demonstration.cookieOf(screen.who) })
    await page.goto(screen.path)
    await page.waitForFunction(SETTLED)
    await settle(page)
    const before = await state(page)
    for (const language of [...LANGUAGES.filter((one) => one !== 'en'), 'en'] as const) {
      await choose(page, language)
      await page.waitForFunction((tag) => document.documentElement.lang === tag, tagOf(language))
      expect([language, await state(page)]).toEqual([language, before])
    }
    expect(errors).toEqual([])
    await context.close()
  })
})
