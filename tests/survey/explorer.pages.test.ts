// The explorer as the server gives it: complete without a script, light, asked of the database once, and clear about what it cannot show.
import { gzipSync } from 'node:zlib'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '@roundtable/shared/base/languages'
import { builtIn } from '../../server/src/pages/client'
import { openWorld, type World } from '../support/world'
import { root } from '../support/places'
import { join } from 'node:path'

const VIEWS = ['/survey/map', '/survey/ranking', '/survey/scatter', '/survey/compare?state=KEN&state=RWA']

describe('the explorer', () => {
  let world: World
  const get = (path: string, headers: Record<string, string> = {}) => fetch(world.url + path, { headers: { 'accept': 'text/html', 'accept-language': 'en', ...headers } })
  const page = async (path: string, language = 'en') => new JSDOM(await (await get(path, { 'accept-language': language })).text()).window.document

  beforeAll(async () => { world = await openWorld() })
  afterAll(() => world.close())

  it('each view is complete without a script: a form with an address, a drawing or a table, the figures, the source', async () => {
    for (const path of VIEWS) {
      const document = await page(path)
      // The one script there is helps; nothing waits for it, and nothing of it is written into the page.
      expect([...document.querySelectorAll('script')].map((one) => [one.type, one.textContent, /^\/assets\//.test(one.getAttribute('src') ?? '')])).toEqual([['module', '', true]])
      expect(document.querySelector('form')!.getAttribute('method')).toBe('get')
      expect(document.querySelectorAll('.explorer table tbody tr').length).toBeGreaterThanOrEqual(12)
      expect(document.querySelector('.explorer')!.textContent).toContain('Source: UN DESA')
      expect(document.querySelector('a[href*=".csv?"]')).not.toBeNull()
      expect(document.querySelector('link[rel="canonical"]')!.getAttribute('href')).toMatch(/\?(edition|indicator)=/)
    }
  })

  it('the map has every State once, in its group, hatched without a figure', async () => {
    const map = (await page('/survey/map?edition=2024')).querySelector('.map')!
    expect(new Set([...map.querySelectorAll('a')].map((one) => one.getAttribute('data-s'))).size).toBe(193)
    expect(map.querySelectorAll('a')).toHaveLength(193)
    const kenya = map.querySelector('[data-s="KEN"]')!
    expect([kenya.getAttribute('class'), kenya.querySelector('title')!.textContent]).toEqual(['q-high', 'Kenya: 0.6314'])
    const before = (await page('/survey/map?edition=2003')).querySelector('.map [data-s="SSD"]')!
    expect([before.getAttribute('class'), before.querySelector('title')!.textContent]).toEqual(['q-none', 'South Sudan: Not yet a Member State'])
  })

  it('the disclaimer on boundaries stands under the map in each language', async () => {
    const said = new Set<string>()
    for (const language of LANGUAGES) said.add([...(await page('/survey/map', language)).querySelectorAll('.explorer-rest .src p')].map((one) => one.textContent!).find((one) => one.includes('Natural Earth'))!)
    expect(said.size).toBe(6)
    expect(said.has(undefined as unknown as string)).toBe(false)
  })

  it('the ranking gives the figure before the rank, and who has none apart', async () => {
    const document = await page('/survey/ranking?edition=2024')
    const rows = [...document.querySelectorAll('.ranking tbody:first-of-type tr')].map((row) => [...row.children].map((cell) => cell.textContent))
    expect(rows[0]).toEqual(['Denmark', '0.9847', 'Very high', '1'])
    expect(rows.map((cells) => Number(cells[1]))).toEqual(rows.map((cells) => Number(cells[1])).sort((a, b) => b - a))
    expect([...document.querySelectorAll('.ranking tbody')].reduce((sum, body) => sum + body.querySelectorAll('tr:not(.of)').length, 0)).toBe(193)
  })

  it('what cannot be shown is 400 and a sentence in the reader’s language', async () => {
    const seven = ['KEN', 'RWA', 'UGA', 'TZA', 'BDI', 'SSD', 'ETH'].map((state) => `state=${state}`).join('&')
    for (const path of ['/survey/map?edition=1999', '/survey/map?indicator=gdp', '/survey/map?indicator=rank', '/survey/map?state=%00', '/survey/map?edition=2024&edition=2012', `/survey/compare?${seven}`, '/survey/scatter?x=', '/survey/map.csv?edition=1', '/survey/compare.svg?state=ZZZ']) {
      const response = await get(path, { 'accept-language': 'fr' })
      if (path.endsWith('x=')) { expect(response.status).toBe(200); continue }
      expect([path, response.status]).toEqual([path, 400])
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(new JSDOM(await response.text()).window.document.querySelector('h1')!.textContent).toBe('Impossible d’afficher cette vue')
    }
    expect((await get('/survey/map.exe')).status).toBe(404)
    expect((await get('/survey/nothing')).status).toBe(404)
  })

  it('the same view comes as CSV and as SVG that needs no page', async () => {
    const csv = await get('/survey/map.csv?edition=2024&indicator=egdi')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toContain('survey-map-egdi-2024.csv')
    const lines = (await csv.text()).trim().split('\r\n')
    expect(lines).toHaveLength(194)
    expect(lines).toContain('2024,KEN,Kenya,0.6314,recorded,high,109')
    for (const path of ['/survey/map.svg', '/survey/scatter.svg', '/survey/compare.svg?state=KEN']) {
      const svg = await get(`${path}${path.includes('?') ? '&' : '?'}lang=en`)
      expect(svg.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
      const { document } = new JSDOM(await svg.text(), { contentType: 'image/svg+xml' }).window
      expect(document.documentElement.namespaceURI).toBe('http://www.w3.org/2000/svg')
      expect(document.querySelectorAll('a, script, [href]')).toHaveLength(0)
      expect(document.documentElement.textContent).toContain('UN DESA')
    }
  })

  it('a view is sent again only when it has changed', async () => {
    const etag = (await get('/survey/map?edition=2022')).headers.get('etag')!
    expect((await get('/survey/map?edition=2022', { 'cache-control': 'max-age=0', 'if-none-match': etag })).status).toBe(304)
    expect((await get('/survey/map?edition=2020', { 'cache-control': 'max-age=0', 'if-none-match': etag })).status).toBe(200)
  })

  it('each view is at most 100 kB, squeezed, with its stylesheet and without fonts', async () => {
    const sheet = builtIn(join(root, 'client/dist'))
    const css = sheet ? gzipSync(Buffer.from(await (await get(sheet)).arrayBuffer())).length : 0
    for (const path of VIEWS) for (const language of LANGUAGES) {
      const bytes = gzipSync(await (await get(path, { 'accept-language': language })).text()).length + css
      expect([path, language, bytes, bytes <= 100_000]).toEqual([path, language, bytes, true])
    }
  })
})
