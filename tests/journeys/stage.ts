// What the journeys share: a world, a browser, and people of a table who open pages.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '@roundtable/shared/words/en'
import { ar } from '@roundtable/shared/words/ar'
import { sayIn } from '@roundtable/shared/words/words'
import type { Client } from '../support/client'
import { root as whole } from '../support/places'
import type { SlowLine } from '../support/slow-line'
import { openWorld, type World } from '../support/world'
import { openBrowser, visitor } from './browser'

export const say = sayIn('en', en)
export const sayArabic = sayIn('ar', ar)

export interface Stage {
  world: World
  browser: Browser
  /** a browser of its own for a signed-in person, at a path */
  open(client: Client | undefined, path: string, options?: BrowserContextOptions): Promise<Page>
  /** what went wrong in any page: script errors, refused styles */
  errors: string[]
  close(): Promise<void>
}

/** `line`: what lies between the browsers and the server, with its own address. */
export async function openStage(line?: SlowLine, root?: string): Promise<Stage> {
  if (!existsSync(join(root ?? whole, 'client/dist/index.html'))) throw new Error('The screens are not built: npm run build')
  const world = await openWorld({ ...(line ? { config: { publicUrl: line.url } } : {}), ...(root ? { root } : {}) })
  line?.to(Number(new URL(world.url).port))
  const browser = await openBrowser()
  const errors: string[] = []
  return {
    world, browser, errors,
    async open(client, path, options) {
      const { page, errors: wrong } = await visitor(browser, line?.url ?? world.url, { cookie: client?.cookie, locale: 'en-GB', ...options })
      wrong.push = (...found: string[]) => errors.push(...found.map((one) => `${path}: ${one}`))
      await page.goto(path)
      return page
    },
    async close() { await browser.close(); await world.close() },
  }
}

/** The editor's text as it stands on screen, without others' cursor labels. */
export const editor = (page: Page) => page.locator('.ProseMirror')
export const textOn = (page: Page): Promise<string> => page.evaluate(() => {
  const copy = document.querySelector('.ProseMirror')!.cloneNode(true) as HTMLElement
  copy.querySelectorAll('.collaboration-carets__caret, [class*="caret"], .ProseMirror-widget').forEach((one) => one.remove())
  return copy.textContent ?? ''
})
export const saved = (page: Page) => page.getByText(/^Saved /)
/** Puts the caret at the end of the text. */
export async function toEnd(page: Page): Promise<void> {
  await editor(page).click()
  await page.keyboard.press('Control+End')
}
