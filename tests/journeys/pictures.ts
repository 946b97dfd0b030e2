// `npm run pictures [folder [name [languages]]]`: pictures of every screen, in six languages and both themes at three widths, or of those
// whose name begins so and in the languages named (`ru,zh`), themes and widths by THEMES and WIDTHS; without a folder, those of the documentation.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { LANGUAGES, type Language } from '@roundtable/shared/base/languages'
import type { WordKey } from '@roundtable/shared/words/words'
import type { Page } from 'playwright-core'
import { sayFor } from '../../server/src/platform/say'
import { root } from '../support/places'
import { openBrowser, visitor } from './browser'
import { openDemonstration, SETTLED } from './demonstration'
import { crowdAt } from './scenes'
import { momentsOf, screensOf, type MomentAt, type ScreenAt } from './screens'

interface Look { language: Language; theme: 'light' | 'dark'; width: number; height: number; full: boolean; scale?: number }
const folder = process.argv[2] ? resolve(process.argv[2]) : undefined
const only = process.argv[3]
const spoken = LANGUAGES.filter((language) => !process.argv[4] || process.argv[4].split(',').includes(language))
const SIZES = [[1440, 900], [1160, 800], [820, 1180], [390, 844]] as const
const WIDTHS = SIZES.filter(([width]) => (process.env['WIDTHS'] ?? '1440,820,390').split(',').includes(String(width)))
const THEMES = (process.env['THEMES']?.split(',') ?? ['light', 'dark']) as ('light' | 'dark')[]
const data = mkdtempSync(join(tmpdir(), 'rt-pictures-'))
const demonstration = await openDemonstration(data)
const browser = await openBrowser()

/** Presses what is there by its words; a tab that stands open in a wide room is not. */
async function press(page: Page, keys: readonly WordKey[], language: Language): Promise<void> {
  for (const key of keys) {
    const name = sayFor(language)(key)
    const found = (key.includes('.tab.') ? page.getByRole('tab', { name, exact: true }).or(page.getByRole('button', { name, exact: true })) : page.getByRole('button', { name }).or(page.getByRole('checkbox', { name }))).filter({ visible: true }).first()
    if (await found.count() > 0) await found.click()
  }
}

async function picture(screen: ScreenAt, look: Look, file: string): Promise<void> {
  const { context, page } = await visitor(browser, demonstration.url, { viewport: { width: look.width, height: look.height }, colorScheme: look.theme, locale: look.language, deviceScaleFactor: look.scale ?? 1, cookie: screen.who && await demonstration.cookieOf(screen.who) })
  await context.addCookies([{ name: 'language', value: look.language, url: demonstration.url }])
  await page.goto(screen.path)
  await page.waitForFunction(SETTLED)
  await page.screenshot({ path: file, fullPage: look.full })
  await context.close()
}

/** A screen in one language, opened once and seen in both themes at every width; one that something is pressed on is opened anew for each width. */
async function looks(screen: ScreenAt & Partial<MomentAt>, language: Language, into: string): Promise<void> {
  const { context, page } = await visitor(browser, demonstration.url, { locale: language, cookie: screen.who && await demonstration.cookieOf(screen.who) })
  await context.addCookies([{ name: 'language', value: language, url: demonstration.url }])
  for (const [index, [width, height]] of WIDTHS.entries()) {
    await page.setViewportSize({ width, height })
    if (index === 0 || screen.press) {
      await page.goto(screen.path)
      await page.waitForFunction(SETTLED)
    }
    if (screen.press) await press(page, screen.press, language)
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme })
      await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
      await page.screenshot({ path: join(into, `${screen.name.replaceAll(/[?&=]/g, '-')}.${language}.${theme}.${width}.png`), fullPage: !screen.press, animations: 'disabled' })
    }
  }
  await context.close()
}

try {
  const screens = screensOf(demonstration.ids)
  const named = (name: string) => screens.find((screen) => screen.name === name)!
  if (folder) {
    mkdirSync(folder, { recursive: true })
    for (const screen of [...screens, ...momentsOf(demonstration.ids)]) {
      if (only && !screen.name.startsWith(only)) continue
      const leave = 'scene' in screen && screen.scene === 'crowd' ? await crowdAt(demonstration, demonstration.ids.draft) : undefined
      for (const language of spoken) await looks(screen, language, folder)
      leave?.()
    }
  } else {
    const docs = join(root, 'docs/pictures')
    mkdirSync(docs, { recursive: true })
    const wide = { language: 'en', theme: 'light', width: 1280, height: 860, full: false } as const
    await picture(named('paper'), wide, join(docs, 'paper.png'))
    await picture(named('meeting'), wide, join(docs, 'meeting.png'))
    await picture(named('table'), wide, join(docs, 'table.png'))
    await picture(named('public-bodies-body'), wide, join(docs, 'body.png'))
    await picture(named('public-outcomes-symbol'), wide, join(docs, 'outcome.png'))
    await picture(named('paper'), { language: 'ar', theme: 'light', width: 390, height: 780, full: false }, join(docs, 'paper-phone-arabic.png'))
  }
} finally {
  await browser.close()
  await demonstration.end()
  rmSync(data, { recursive: true, force: true })
}
