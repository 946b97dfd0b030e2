// The explorer's map when another edition is chosen: from the choice to the frame in which it stands, and what came over the line; against a bare change of the
// same classes in the same page, and against loading the page of that edition.
import { gzipSync } from 'node:zlib'
import { openBrowser, visitor } from '../journeys/browser'
import { drop, median, NAMES, quantile, roundtable, scratchFolder, show } from './process'

const ROUNDS = Number(process.env['ROUNDS'] ?? 20)
const folder = scratchFolder()
const server = await roundtable(folder)
const browser = await openBrowser()
const { page } = await visitor(browser, `http://127.0.0.1:${server.port}`, { locale: 'en-GB' })
await page.addInitScript({ content: NAMES })
const place = (edition: number) => `/survey/map?edition=${edition}&indicator=egdi`
const EDITIONS = [2024, 2012, 2022, 2008]
const took: Record<'ours' | 'bare' | 'load', number[]> = { ours: [], bare: [], load: [] }

await page.goto(place(EDITIONS[0]!))
await page.waitForFunction(() => document.querySelector<HTMLButtonElement>('.explorer form button')?.hidden)
const server0 = server.cpu()
for (let round = 1; round <= ROUNDS; round += 1) {
  const edition = EDITIONS[round % EDITIONS.length]!
  const before = await page.evaluate(() => [...document.querySelectorAll('.map [data-s]')].map((one) => one.getAttribute('class')))
  took.ours.push(await page.evaluate((edition) => new Promise<number>((done) => {
    const select = document.querySelector<HTMLSelectElement>('#f-edition')!
    const begun = performance.now()
    select.value = String(edition)
    select.dispatchEvent(new Event('change', { bubbles: true }))
    const look = () => {
      if (location.search.includes(`edition=${edition}`) && !document.querySelector('.explorer[aria-busy]')) requestAnimationFrame(() => { setTimeout(() => done(performance.now() - begun), 0) })
      else requestAnimationFrame(look)
    }
    look()
  }), edition))
  took.bare.push(await page.evaluate((classes) => new Promise<number>((done) => {
    const states = [...document.querySelectorAll('.map [data-s]')]
    const now = states.map((one) => one.getAttribute('class')!)
    const begun = performance.now()
    states.forEach((one, index) => { one.setAttribute('class', classes[index]!) })
    requestAnimationFrame(() => { setTimeout(() => { done(performance.now() - begun); states.forEach((one, index) => { one.setAttribute('class', now[index]!) }) }, 0) })
  }), before))
}
const cpu = (server.cpu() - server0) / ROUNDS * 1000
for (let round = 1; round <= ROUNDS; round += 1) {
  await page.goto('about:blank')
  await page.goto(place(EDITIONS[round % EDITIONS.length]!), { waitUntil: 'commit' })
  took.load.push(await page.evaluate(() => new Promise<number>((done) => {
    const look = () => { if (document.readyState !== 'loading' && document.querySelector('.map [data-s]')) requestAnimationFrame(() => { setTimeout(() => done(performance.now()), 0) }); else requestAnimationFrame(look) }
    look()
  })))
}
const bytes = async (path: string) => gzipSync(Buffer.from(await (await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { accept: 'text/html' } })).arrayBuffer())).length
const [part, whole] = [await bytes(place(2012).replace('/map?', '/map.part?')), await bytes(place(2012))]
const row = (what: string, which: keyof typeof took, kilo: string) => ({ 'the map': what, 'p50 ms': median(took[which]).toFixed(1), 'p99 ms': quantile(took[which], 0.99).toFixed(1), ratio: (median(took[which]) / median(took.load)).toFixed(2), 'kB gzip': kilo })
show(`Another edition on the map, ${ROUNDS} rounds; the server's CPU of a repaint: ${cpu.toFixed(1)} ms`, [
  row('repainted in place', 'ours', (part / 1000).toFixed(1)),
  row('the classes alone, without server', 'bare', '0'),
  row('the page loaded, files from the cache', 'load', (whole / 1000).toFixed(1)),
])
await browser.close()
await server.end()
drop(folder)
