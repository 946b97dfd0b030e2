// Coming back after an hour away: 600 events of the body and 3,000 keystrokes in the paper. What the difference costs, against fetching all anew, in the same run.
import { rmSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'
import { openBrowser, visitor } from '../journeys/browser'
import { openDemonstration } from '../journeys/demonstration'
import { freePort } from '../support/child-server'
import { Client } from '../support/client'
import { join } from '../support/joined'
import { slowLine } from '../support/slow-line'
import { NAMES, scratchFolder, show } from './process'
import { timeline } from './timeline'

const EVENTS = Number(process.env['EVENTS'] ?? 600)
const KEYSTROKES = Number(process.env['KEYSTROKES'] ?? 3_000)
const [line, port] = [await slowLine(), await freePort()]
line.to(port)
const folder = scratchFolder()
const demonstration = await openDemonstration(folder, { PUBLIC_URL: line.url, PORT: String(port) })
const room = `/meetings/${demonstration.ids.meeting}`
const signed = async (who: Parameters<typeof demonstration.cookieOf>[0]) => { const client = new Client(line.url, who); client.cookie = await demonstration.cookieOf(who); return client }
const [chair, rwanda] = [await signed('chair'), await signed('delegate-rwanda')]
const browser = await openBrowser()
const rows: Record<string, string | number>[] = []

/** Until all that was asked for has come; answers with the bytes. */
async function visit(context: BrowserContext, what?: string): Promise<number> {
  const page = await context.newPage()
  await page.addInitScript({ content: NAMES })
  line.carried()
  const told = process.env['TIMELINE'] && what ? await timeline(page) : undefined
  await page.goto(room)
  await page.waitForFunction(() => (document.querySelector('.ProseMirror')?.textContent ?? '').length > 200 && [...document.querySelectorAll('.mast .st, .mast [role="status"]')].some((one) => one.textContent?.trim() === 'Live'))
  let [before, now] = [-1, 0]
  while (before !== now) { before = now; await page.waitForTimeout(700); const { down, up } = line.carried(); now += down + up }
  if (what) { rows.push({ 'coming back': what, 'bytes, both ways': now }); console.log(what, now) }
  for (const { at, what: happened, bytes } of told?.moments() ?? []) console.log(String(at).padStart(7), String(bytes || '').padStart(7), happened)
  // What is kept for the next time comes meanwhile: the screens that were not loaded yet are fetched by the worker.
  await page.waitForFunction(async () => {
    const kept = (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat().map(({ url }) => new URL(url).pathname)
    const wanted = [...(await (await fetch('/worker.js')).text()).matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1]!)
    return wanted.length > 40 && wanted.every((path) => kept.includes(path))
  }, undefined, { polling: 500 })
  await page.waitForTimeout(6_000)
  line.carried()
  await page.close()
  return now
}

const { context, page } = await visitor(browser, line.url, { cookie: await demonstration.cookieOf('delegate-kenya'), locale: 'en-GB' })
await page.close()
await visit(context)
// Once more: what a page shows first upon what the device has needs a face of its own (21 kB), which is kept from then on.
await visit(context)
const idle = await visit(context, 'at once: nothing was missed')

const { papers } = await chair.query('papers/list', { body: demonstration.ids.body })
const { aggregates } = await chair.query('bodies/read', { body: demonstration.ids.body })
const meeting = aggregates.find(({ kind, state }) => kind === 'meeting' && (state as { id: string }).id === demonstration.ids.meeting)!.state as { agenda: { id: string; papers: string[] }[]; taken: { item: string }[] }
const item = meeting.agenda.find(({ id }) => id === meeting.taken.at(-1)!.item)!
const paper = papers.find(({ id }) => id === item.papers[0])!
const peer = join(rwanda, paper.document)
await peer.synced()
const words = 'It notes, with regard to the figures above, that the services were measured. '
for (let at = 0; at < KEYSTROKES; at += 1) {
  const text = peer.text(2 + Math.floor(at / 400))
  peer.doc.transact(() => text.insert(text.length, words[at % words.length]!))
  if (at % 50 === 49) await new Promise((again) => setTimeout(again, 60))
}
await new Promise<void>((done) => { const look = () => { if (peer.acknowledged() >= KEYSTROKES) done(); else setTimeout(look, 100) }; look() })
peer.leave()
for (let at = 0; at < EVENTS; at += 8) {
  await Promise.all(Array.from({ length: Math.min(8, EVENTS - at) }, (_, index) => {
    const number = at + index
    // Of three events two are words said, one is a figure cited.
    return number % 3 < 2
      ? chair.command('discussion/openThread', { on: { is: 'item', meeting: demonstration.ids.meeting, item: meeting.agenda[number % meeting.agenda.length]!.id }, words: `Remark ${number}: ${words}`, mentions: [] })
      : rwanda.command('papers/citeFigure', { paper: paper.id, edition: 2024, iso3: 'KEN', indicator: 'egdi' })
  }))
}
const missed = await visit(context, `after ${EVENTS} events and ${KEYSTROKES} keystrokes: the difference`)
const again = await context.newPage()
await again.goto('/who-may')
await again.evaluate(() => new Promise((done) => { const request = indexedDB.deleteDatabase('roundtable'); request.onsuccess = request.onerror = request.onblocked = done }))
await again.close()
const whole = await visit(context, 'the same room, fetched anew (screens from the cache)')
for (const [index, bytes] of [idle, missed, whole].entries()) rows[index]!['ratio'] = (bytes / whole).toFixed(2)
show(`Catching up after ${EVENTS} events and ${KEYSTROKES} keystrokes`, rows)
// A connection that somebody left open must not hold the bench.
await Promise.race([browser.close().then(() => line.close()), new Promise((late) => setTimeout(late, 10_000))])
await demonstration.end()
rmSync(folder, { recursive: true, force: true })
process.exit(0)
