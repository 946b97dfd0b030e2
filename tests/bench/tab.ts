// A browser tab in the meeting room while 10,000 events are told: its heap after collection, its nodes and listeners; and the first paint of the thread of 10,000 posts that they made.
import { rmSync } from 'node:fs'
import type { CDPSession, Page } from 'playwright-core'
import { openBrowser, visitor } from '../journeys/browser'
import { openDemonstration } from '../journeys/demonstration'
import { Client } from '../support/client'
import { median, NAMES, scratchFolder, show } from './process'

const EVENTS = Number(process.env['EVENTS'] ?? 10_000)
const PAINTS = 5
const folder = scratchFolder()
const demonstration = await openDemonstration(folder)
const chair = new Client(demonstration.url, 'chair')
chair.cookie = await demonstration.cookieOf('chair')
const { aggregates } = await chair.query('bodies/read', { body: demonstration.ids.body })
const meeting = aggregates.find(({ kind, state }) => kind === 'meeting' && (state as { id: string }).id === demonstration.ids.meeting)!.state as { agenda: { id: string }[]; taken: { item: string }[] }
const item = meeting.taken.at(-1)!.item
const browser = await openBrowser()
const { page } = await visitor(browser, demonstration.url, { cookie: await demonstration.cookieOf('delegate-kenya'), locale: 'en-GB' })
await page.goto(`/meetings/${demonstration.ids.meeting}`)
await page.waitForFunction(() => (document.querySelector('.ProseMirror')?.textContent ?? '').length > 200)
await page.waitForTimeout(5_000)

async function weigh(of: Page): Promise<{ heap: number; nodes: number; listeners: number }> {
  const cdp: CDPSession = await of.context().newCDPSession(of)
  await cdp.send('HeapProfiler.enable')
  for (let turn = 0; turn < 3; turn += 1) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters')
  await cdp.detach()
  return { heap: usedSize, nodes, listeners: jsEventListeners }
}

const rows: Record<string, string | number>[] = []
const first = await weigh(page)
const tell = (what: string, one: typeof first) => { rows.push({ 'the tab': what, 'heap MB': (one.heap / 1e6).toFixed(1), 'ratio': (one.heap / first.heap).toFixed(2), 'nodes': one.nodes, 'listeners': one.listeners }); console.log(JSON.stringify(rows.at(-1))) }
tell('opened', first)
const on = { is: 'item' as const, meeting: demonstration.ids.meeting, item }
const say = (number: number) => chair.command('discussion/openThread', { on, words: `Remark ${number} on the text at hand, of usual length for a remark.`, mentions: [] })
const begun = performance.now()
const { thread } = await say(0)
for (let at = 1; at < EVENTS; at += 8) {
  await Promise.all(Array.from({ length: Math.min(8, EVENTS - at) }, (_, index) => say(at + index)))
  if ([1_001, 5_001].some((mark) => at <= mark && at + 8 > mark)) tell(`after ${at + 7} events`, await weigh(page))
}
console.log(`${EVENTS} posts in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
await page.locator('.thread-fresh button').filter({ visible: true }).first().click()
await page.locator('.post', { hasText: `Remark ${EVENTS - 1} ` }).waitFor()
tell(`after ${EVENTS} events`, await weigh(page))
await page.evaluate(() => { /* a walk through the posts, as a reader does */ document.querySelector('.posts, .thread-posts')?.scrollTo(0, 0) })
await page.waitForTimeout(1_000)
tell('after scrolling to the first of them', await weigh(page))
await page.close()

/** From the navigation to the first post on screen, screens from the cache. */
async function paint(path: string): Promise<number> {
  const { page: reader, context } = await visitor(browser, demonstration.url, { cookie: await demonstration.cookieOf('delegate-kenya'), locale: 'en-GB' })
  await reader.addInitScript({ content: NAMES })
  const times: number[] = []
  for (let turn = 0; turn <= PAINTS; turn += 1) {
    await reader.goto('about:blank')
    await reader.goto(path, { waitUntil: 'commit' })
    const at = await reader.evaluate(() => new Promise<number>((done) => { const look = () => { if (document.querySelector('.post')) requestAnimationFrame(() => done(performance.now())); else requestAnimationFrame(look) }; look() }))
    if (turn > 0) times.push(at)
  }
  await context.close()
  return median(times)
}
const { threads } = await chair.query('discussion/threads', { body: demonstration.ids.body })
const small = threads.filter(({ id, posts }) => id !== thread && posts > 0).sort((a, b) => a.posts - b.posts)[0]!
const [large, little] = [await paint(`/threads/${thread}`), await paint(`/threads/${small.id}`)]
show('A tab in the room', rows)
show('First paint of a thread, screens from the cache', [
  { thread: `${EVENTS} posts`, 'first post s': (large / 1000).toFixed(2), ratio: (large / little).toFixed(2) },
  { thread: `${small.posts} posts`, 'first post s': (little / 1000).toFixed(2), ratio: 1 },
])
await browser.close()
await demonstration.end()
rmSync(folder, { recursive: true, force: true })
