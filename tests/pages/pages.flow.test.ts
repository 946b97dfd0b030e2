// The public pages as the server gives them: a body, its paper and its outcome made in this test, read by somebody without an account.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { JSDOM } from 'jsdom'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedPaper, ROOT, PLACE } from '@roundtable/shared/papers/schema'
import { root } from '../support/places'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
// Without it, fetch adds no-cache to whatever asks with an ETag, and nothing is ever 304.
const AGAIN = { 'cache-control': 'max-age=0' }
const READER = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'en' }

describe('public pages', () => {
  let world: World
  let table: Table
  let symbol: string
  let sha256: string

  const get = (path: string, headers: Record<string, string> = {}) => fetch(world.url + path, { headers: { ...READER, ...headers }, redirect: 'manual' })
  const page = async (path: string, headers?: Record<string, string>) => new JSDOM(await (await get(path, headers)).text()).window.document

  /** A paper with a figure and a note in it, adopted and published. */
  async function issue(title: string): Promise<{ symbol: string; sha256: string }> {
    const { paper, document } = await table.paper(title)
    const { citation } = await table.people.kenya.command('papers/citeFigure', { paper, edition: 2024, iso3: 'KEN', indicator: 'egdi' })
    await world.app.documents.act(document, (held) => world.prisma.$transaction((tx) => held.write(tx, (doc) => {
      const fragment = doc.getXmlFragment(ROOT)
      fragment.delete(0, fragment.length)
      seedPaper(doc, [
        { id: 'b1', role: 'text', runs: [{ text: `Kenya stands at `, marks: {} }, { text: PLACE, marks: { citation: { id: citation } } }, { text: `, says ${HOSTILE}`, marks: {} }] },
        { id: 'b2', role: 'text', runs: [{ text: 'Councils hear it first', marks: {} }, { text: PLACE, marks: { note: { id: 'n1' } } }, { text: '.', marks: {} }] },
        { id: 'b3', role: 'note', for: 'n1', runs: [{ text: 'As the Committee noted in 2012.', marks: {} }] },
      ])
    })))
    await table.people.chair.command('papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: true })
    return world.secretariat.command('outcomes/publish', { paper, symbol: (await world.secretariat.query('outcomes/nextSymbol', { body: table.body })).symbol })
  }

  beforeAll(async () => {
    world = await openWorld()
    table = await foundTable(world);
    ({ symbol, sha256 } = await issue(`On the Survey ${HOSTILE}`))
  })
  afterAll(() => world.close())

  it('an outcome keeps its figures when the Survey is corrected, and says beside the document what stands there now', async () => {
    const csv = readFileSync(join(root, 'prisma/seed/survey/2024.csv'), 'utf8')
    expect((await page(`/outcomes/${symbol}`)).querySelector('#since-h')).toBeNull()
    await world.secretariat.command('survey/importEdition', { edition: 2024, csv: csv.replace('KEN,ranked,0.63140', 'KEN,ranked,0.63141'), source: 'Same to four places' })
    expect((await page(`/outcomes/${symbol}`)).querySelector('#since-h')).toBeNull()
    await world.secretariat.command('survey/importEdition', { edition: 2024, csv: csv.replace('KEN,ranked,0.63140', 'KEN,ranked,0.63160'), source: 'Corrected' })
    const document = await page(`/outcomes/${symbol}`)
    expect(document.querySelector('section:has(#since-h)')!.textContent).toMatch(/Kenya, 2024 edition: 0\.6316 since .*; here 0\.6314\./)
    expect(document.querySelector('.body-text')!.textContent).toContain('0.6314')
    expect(await (await get(`/outcomes/${symbol}.json`)).text()).toContain('0.6314')
    await world.secretariat.command('survey/importEdition', { edition: 2024, csv, source: 'Put right again' })
    expect((await page(`/outcomes/${symbol}`)).querySelector('#since-h')).toBeNull()
  })

  it('a body is found by its id and by its symbols, under one address', async () => {
    for (const name of [table.body, table.symbol]) {
      const response = await get(`/bodies/${name}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      const { document } = new JSDOM(await response.text()).window
      expect(document.querySelector('h1')!.textContent).toBe(`Test ${table.symbol}`)
      expect(document.querySelector('link[rel="canonical"]')!.getAttribute('href')).toMatch(new RegExp(`/bodies/${table.symbol}$`))
      expect(document.querySelector('.ring')!.getAttribute('aria-label')).toContain('6 seats at one table')
      expect(document.querySelector('.cat')!.textContent).toContain('Adopted by consensus, as orally revised')
      expect(document.querySelector('#survey')!.textContent).toContain('the 2 States at this table')
    }
  })

  it('the front page lists the body and its outcome', async () => {
    const document = await page('/')
    expect([...document.querySelectorAll('#bodies a')].map((one) => one.getAttribute('href'))).toContain(`/bodies/${table.symbol}`)
    expect([...document.querySelectorAll('#outcomes a')].map((one) => one.getAttribute('href'))).toContain(`/outcomes/${symbol}`)
  })

  it('an outcome is the frozen text with its figures as footnotes', async () => {
    const document = await page(`/outcomes/${symbol}`)
    expect([...document.querySelectorAll('.body-text .n')].map((one) => one.textContent)).toEqual(['1.', '2.'])
    expect(document.querySelector('.body-text p')!.textContent).toContain('Kenya stands at 0.6314')
    expect(document.querySelector('#f1')!.textContent).toContain('UN DESA')
    expect(document.querySelector('#f2')!.textContent).toContain('As the Committee noted in 2012.')
    expect(document.querySelector('.end')!.textContent).toContain('Adopted by consensus, as orally revised')
    expect(document.querySelector('.seal code')!.textContent).toBe(sha256)
    expect(document.querySelectorAll('script, img')).toHaveLength(0)
    expect(document.querySelector('.sheet h1')!.textContent).toContain('<script>')
  })

  it('the canonical form comes byte for byte: its digest is the one in the record', async () => {
    const response = await get(`/outcomes/${symbol}.json`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename=${symbol.replaceAll('/', '-')}.json`)
    expect(response.headers.get('etag')).toBe(`"${sha256}"`)
    expect((await get(`/outcomes/${symbol}.json`, { ...AGAIN, 'if-none-match': `"${sha256}"` })).status).toBe(304)
    const { events } = await world.public.query('bodies/events', { body: table.body, after: 0 })
    expect(JSON.stringify(events)).toContain(sha256)
  })

  it('a stored text that is not the one in the record is not shown', async () => {
    const other = await issue('Tampered with')
    const path = `/outcomes/${other.symbol}`
    expect((await get(path)).status).toBe(200)
    await world.prisma.$executeRaw`UPDATE "Frozen" SET "text" = replace("text", 'Councils', 'Companies') WHERE "sha256" = ${other.sha256}`
    const response = await get(path)
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(text).toContain('does not agree with the digest in the record')
    expect(text).not.toContain('Companies')
    expect((await get(`${path}.json`)).status).toBe(404)
  })

  it('what is not public does not get on to a page, whoever asks', async () => {
    await table.people.chair.command('bodies/suspendSeat', { seat: table.seats.civil, reason: 'A reason for the table only.' })
    const open = await (await get(`/bodies/${table.symbol}`)).text()
    const seated = await (await get(`/bodies/${table.symbol}`, { cookie: table.people.kenya.cookie })).text()
    expect(seated).toBe(open)
    expect(open).not.toContain('A reason for the table only.')
    expect(open).toContain('Civic Data Network')
    for (const name of ['kenya', 'industry']) expect(open).not.toMatch(new RegExp(`>${name}<`))
    await table.people.chair.command('bodies/restoreSeat', { seat: table.seats.civil })
  })

  it('one click changes the language, and it stays', async () => {
    const chosen = await get(`/outcomes/${symbol}?lang=ar`)
    expect(chosen.headers.get('set-cookie')).toMatch(/^language=ar; Path=\/; /)
    expect(new JSDOM(await chosen.text()).window.document.documentElement.dir).toBe('rtl')
    const kept = await get(`/bodies/${table.symbol}`, { cookie: 'language=ar' })
    expect(kept.headers.get('set-cookie')).toBeNull()
    expect(kept.headers.get('content-language')).toBe('ar')
    expect(kept.headers.get('vary')).toMatch(/Cookie/)
    expect((await page('/', { 'accept-language': 'ar-EG,ar;q=0.9' })).documentElement.lang).toBe('ar')
    expect((await get('/?lang=xx')).headers.get('set-cookie')).toBeNull()
  })

  it('what does not exist is 404, in the reader’s language', async () => {
    for (const path of ['/bodies/nobody', '/bodies/RT.NO', '/bodies/..%2Fsecret', '/outcomes/RT.NO/2026/1', `/outcomes/${table.symbol}/2026/99`, `/outcomes/${table.symbol}/2026/99.json`, '/outcomes/a', `/bodies/${table.symbol}/else`, '/bodies/%00', '/bodies/%zz', '/assets/none.js', '/none.txt']) {
      expect([path, (await get(path)).status]).toEqual([path, 404])
    }
    const document = await page('/bodies/nobody', { 'accept-language': 'ar' })
    expect(document.querySelector('h1')!.textContent).toBe('لا توجد صفحة بهذا العنوان')
  })

  it('the figures of the region come as CSV', async () => {
    const response = await get(`/bodies/${table.symbol}/survey.csv`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect((await response.text()).split('\n').slice(1, 3)).toEqual(['KEN,"Kenya",0.4212,recorded,0.6314,recorded', 'RWA,"Rwanda",0.3291,recorded,0.5799,recorded'])
  })

  it('a page is sent again only when it has changed', async () => {
    const first = await get(`/bodies/${table.symbol}`)
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const etag = first.headers.get('etag')!
    expect((await get(`/bodies/${table.symbol}`, { ...AGAIN, 'if-none-match': etag })).status).toBe(304)
    expect((await get(`/bodies/${table.symbol}`, { ...AGAIN, 'if-none-match': etag, 'cookie': 'language=ar' })).status).toBe(200)
  })

  it('each page is complete in at most 100 kB, squeezed, with its stylesheet and without fonts', async () => {
    for (const path of ['/', `/bodies/${table.symbol}`, `/outcomes/${symbol}`, '/who-may']) {
      const response = await get(path, { 'accept-encoding': 'gzip' })
      expect(response.headers.get('content-encoding')).toBe('gzip')
      const text = await response.text()
      expect(text).not.toMatch(/<script|<style/)
      const parts = [...text.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)].map((match) => match[1]!)
      expect(parts.some((part) => part.endsWith('.css')), 'the client must be built').toBe(true)
      let weight = gzipSync(text).length
      for (const part of parts) {
        const file = await get(part)
        expect([part, file.status, file.headers.get('x-content-type-options')]).toEqual([part, 200, 'nosniff'])
        weight += gzipSync(Buffer.from(await file.arrayBuffer())).length
      }
      expect(weight).toBeLessThan(100_000)
    }
  })

  it('a page may speak to this place alone, by sockets too', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')!
    const { port } = new URL(world.url)
    expect(/connect-src ([^;]*)/.exec(policy)?.[1]).toBe(`'self' ws://localhost:${port} ws://127.0.0.1:${port}`)
  })

  it('hashed files stay with the browser for good, the application’s page never does', async () => {
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(await (await get('/')).text())![1]!
    for (const encoding of ['gzip', 'identity']) expect((await get(style, { 'accept-encoding': encoding })).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/sign-in', `/table/${table.body}`, '/enter']) {
      const response = await get(path)
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(await response.text()).toContain('id="app"')
    }
    expect((await fetch(`${world.url}/sign-in`, { method: 'POST' })).status).toBe(404)
  })

  it('a page costs the same number of queries, however many seats and outcomes there are', async () => {
    const asked = async (path: string) => {
      const plain = pg.Client.prototype.query
      let count = 0
      pg.Client.prototype.query = function (this: pg.Client, ...input: unknown[]) { count += 1; return (plain as (...all: unknown[]) => unknown).apply(this, input) } as typeof plain
      try { expect((await get(path)).status).toBe(200) } finally { pg.Client.prototype.query = plain }
      return count
    }
    const paths = ['/', `/bodies/${table.symbol}`]
    const before = await Promise.all([await asked(paths[0]!), await asked(paths[1]!)])
    expect(before[1]).toBeGreaterThan(3)
    const { body } = await world.secretariat.command('bodies/foundBody', { kind: 'working-group', name: { en: 'Many' }, symbol: 'RT.MANY', applicationDays: 7, seats: Array.from({ length: 60 }, (_, index) => ({ organisation: `Federation ${index}`, group: 'civil-society' as const, class: 'member' as const })) })
    expect(body).toBeTruthy()
    for (const title of ['Second', 'Third', 'Fourth']) await issue(title)
    expect([await asked(paths[0]!), await asked(paths[1]!)]).toEqual(before)
    expect(Math.max(...before)).toBeLessThanOrEqual(10)
  })
})
