// Opening the meeting room on a slow line, 50 kbit a second and 800 ms: for the first time, and for somebody who was there before.
import { rmSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'
import { openBrowser, visitor } from '../journeys/browser'
import { openDemonstration } from '../journeys/demonstration'
import { freePort } from '../support/child-server'
import { Client } from '../support/client'
import { slowLine, type Line } from '../support/slow-line'
import { NAMES, scratchFolder, show } from './process'
import { timeline } from './timeline'

const SLOW: Line = { rate: 50_000, roundTrip: 800 }
const MOST = 180_000
/** How long one stays before leaving: what the browser keeps for the next time comes meanwhile. */
const STAYS = Number(process.env['STAYS'] ?? 20_000)

/** When the text could be read, when the room was live, and whether anything was said to be old; in ms from the beginning. */
const WATCH = () => {
  const marks: Record<string, number> = {}
  Object.assign(window, { marks })
  const mark = (name: string, holds: boolean) => { if (holds && marks[name] === undefined) marks[name] = Math.round(performance.now()) }
  setInterval(() => {
    const shown = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].some((one) => one.getClientRects().length > 0 && (one.textContent ?? '').length > 3)
    const long = [...document.querySelectorAll<HTMLElement>('.ProseMirror, .body-text')].some((one) => one.getClientRects().length > 0 && (one.textContent ?? '').length > 200)
    mark('readable', long && shown('.agenda [aria-current="step"]') && document.styleSheets.length > 0)
    mark('room', shown('.room--meeting .agenda'))
    mark('thread', shown('.thread-write textarea') || document.querySelector('.thread-write textarea') !== null)
    mark('writable', document.querySelector('.ProseMirror[contenteditable="true"]') !== null && long)
    mark('live', [...document.querySelectorAll('.mast .st, .mast [role="status"]')].some((one) => one.textContent?.trim() === 'Live'))
  }, 25)
}

const [line, port] = [await slowLine(), await freePort()]
line.to(port)
const folder = scratchFolder()
const demonstration = await openDemonstration(folder, { PUBLIC_URL: line.url, PORT: String(port) })
const browser = await openBrowser()
const rows: Record<string, string | number>[] = []
const room = `/meetings/${demonstration.ids.meeting}`

async function visit(context: BrowserContext, what: string, path = room): Promise<void> {
  const page = await context.newPage()
  await page.addInitScript({ content: NAMES })
  await page.addInitScript(WATCH)
  line.carried()
  const told = process.env['TIMELINE'] ? await timeline(page) : undefined
  let asked = 0
  page.on('request', () => { asked += 1 })
  line.be(SLOW)
  await page.goto(path, { waitUntil: 'commit', timeout: MOST })
  await page.waitForFunction(() => ['writable', 'live'].every((name) => name in (window as never as { marks: object }).marks), undefined, { timeout: MOST, polling: 100 }).catch(() => undefined)
  const marks = await page.evaluate(() => (window as never as { marks: Record<string, number> }).marks)
  const { down, up, connections } = line.carried()
  const seconds = (name: string) => (marks[name] === undefined ? '–' : (marks[name] / 1000).toFixed(1))
  rows.push({ visit: what, 'readable s': seconds('readable'), 'room s': seconds('room'), 'thread s': seconds('thread'), 'writable s': seconds('writable'), 'live s': seconds('live'), 'down kB': (down / 1000).toFixed(1), 'up kB': (up / 1000).toFixed(1), connections, requests: asked })
  console.log(JSON.stringify(rows.at(-1)))
  for (const { at, what: happened, bytes } of told?.moments() ?? []) console.log(String(at).padStart(7), String(bytes || '').padStart(7), happened)
  line.be(undefined)
  await page.waitForTimeout(STAYS)
  await page.close()
}

const { context, page } = await visitor(browser, line.url, { cookie: await demonstration.cookieOf('delegate-kenya'), locale: 'en-GB' })
await page.close()
await visit(context, 'the first')
await visit(context, 'the second')
await visit(context, 'the third')
const chair = new Client(demonstration.url, 'chair')
chair.cookie = await demonstration.cookieOf('chair')
show('The room on a line of 50 kbit/s and 800 ms', rows)
await browser.close()
await line.close()
await demonstration.end()
rmSync(folder, { recursive: true, force: true })
