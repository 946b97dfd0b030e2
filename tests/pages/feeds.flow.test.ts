// Where a body sits next, its calendar files and its feeds, read by somebody without an account; a body and its meetings made in this test.
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wallOf } from '@roundtable/shared/base/zones'
import { ROOT, seedPaper } from '@roundtable/shared/papers/schema'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const HOSTILE = '<b>Bold</b> & ]]> "quoted" </title>'
const ZONE = 'Africa/Nairobi'
const HOUR = 3_600_000
const ATOM = 'http://www.w3.org/2005/Atom'
let world: World
let table: Table
let publicMeeting: string
let closedMeeting: string
const get = (path: string, headers: Record<string, string> = {}) => fetch(world.url + path, { headers: { 'accept-language': 'en', ...headers }, redirect: 'manual' })
const page = async (path: string) => new JSDOM(await (await get(path)).text()).window.document
/** Parsed as XML: what is not well formed throws. */
async function feed(what: 'outcomes' | 'meetings', lang?: string) {
  const response = await get(`/bodies/${table.symbol}/${what}.atom${lang ? `?lang=${lang}` : ''}`)
  const { document } = new JSDOM(await response.text(), { contentType: 'application/xml' }).window
  const text = (element: Element | Document, name: string) => element.getElementsByTagNameNS(ATOM, name)[0]?.textContent
  return { response, document, text, entries: [...document.getElementsByTagNameNS(ATOM, 'entry')] }
}
const call = async (hours: number, mode: 'public' | 'closed', title: string) => (await table.people.chair.command('meetings/callMeeting', {
  body: table.body, mode, starts: wallOf(new Date(world.clock.now().getTime() + hours * HOUR), ZONE), minutes: 120, zone: ZONE, title, place: 'Conference Room 2', online: true,
  items: [{ title: `Item of ${title}`, minutes: 60, papers: [] }],
})).meeting

/** Moves to the first item. */
async function takeUp(meeting: string): Promise<void> {
  const { aggregates } = await table.people.chair.query('bodies/read', { body: table.body })
  const { agenda } = aggregates.map(({ state }) => state as { id: string; agenda: { id: string }[] }).find(({ id }) => id === meeting)!
  await table.people.chair.command('meetings/moveToItem', { meeting, item: agenda[0]!.id })
}

beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
})
afterAll(() => world.close())

describe('nothing yet', () => {
  it('a body that has called nothing says so, and its feeds are whole and empty', async () => {
    expect((await page(`/bodies/${table.symbol}`)).querySelector('.next')!.textContent).toBe('No meeting is called.')
    for (const what of ['outcomes', 'meetings'] as const) {
      const { response, document, text, entries } = await feed(what)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8'])
      expect(entries).toEqual([])
      expect(text(document, 'updated')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
    }
    expect((await get('/bodies/RT.NONE/outcomes.atom')).status).toBe(404)
    expect((await get(`/bodies/${table.symbol}/meetings/nobody.ics`)).status).toBe(404)
  })
})

describe('meetings', () => {
  beforeAll(async () => {
    closedMeeting = await call(20, 'closed', 'Behind doors')
    publicMeeting = await call(40, 'public', HOSTILE)
  })

  it('the page shows the next, with when, where and the one after it; a closed one without its agenda', async () => {
    const next = (await page(`/bodies/${table.symbol}`)).querySelector('.next')!
    expect(next.textContent).toContain('Next meeting')
    expect(next.querySelector('#meeting')!.textContent).toContain('Behind doors')
    expect(next.textContent).toContain('Conference Room 2')
    expect(next.textContent).toContain('Closed')
    expect(next.textContent).toContain('After that')
    world.clock.advance(19.5 * HOUR)
    await table.people.chair.command('meetings/openMeeting', { meeting: closedMeeting })
    await takeUp(closedMeeting)
    const sitting = (await page(`/bodies/${table.symbol}`)).querySelector('.next')!
    expect(sitting.textContent).toContain('Sitting now')
    expect(sitting.textContent).not.toContain('Item of')
    await table.people.chair.command('meetings/closeMeeting', { meeting: closedMeeting })
    const after = (await page(`/bodies/${table.symbol}`)).querySelector('.next')!
    expect(after.querySelector('#meeting')!.textContent).toContain(HOSTILE)
    world.clock.advance(20 * HOUR)
    await table.people.chair.command('meetings/openMeeting', { meeting: publicMeeting })
    await takeUp(publicMeeting)
    expect((await page(`/bodies/${table.symbol}`)).querySelector('.next')!.textContent).toContain(`Item of ${HOSTILE}`)
  })

  it('the calendar file is one event in its zone, in the reader’s language', async () => {
    const response = await get(`/bodies/${table.symbol}/meetings/${publicMeeting}.ics`, { 'accept-language': 'fr' })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(response.headers.get('content-disposition')).toContain(`${table.symbol}-2.ics`)
    const ics = (await response.text()).replace(/\r\n[ \t]/g, '')
    expect(ics).toContain(`DTSTART;TZID=${ZONE}:`)
    expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect(ics).toContain(`UID:${publicMeeting}@`)
    // Asked for again it is the same file, and no language is remembered for a program.
    const again = await get(`/bodies/${table.symbol}/meetings/${publicMeeting}.ics?lang=fr`, { 'accept-language': 'fr', 'if-none-match': response.headers.get('etag')!, 'cache-control': 'max-age=0' })
    expect([again.status, again.headers.get('set-cookie')]).toEqual([304, null])
    // Of another body it is unknown.
    const other = await foundTable(world)
    expect((await get(`/bodies/${other.symbol}/meetings/${publicMeeting}.ics`)).status).toBe(404)
  })

  it('the feed has each meeting under an id that stays, markup as words, nothing of a closed one’s agenda; the page names both feeds', async () => {
    const { response, document, text, entries } = await feed('meetings')
    expect(entries).toHaveLength(2)
    const one = entries.find((entry) => text(entry, 'id')!.endsWith(publicMeeting))!
    expect(text(one, 'title')).toContain(HOSTILE)
    expect(text(one, 'updated')! >= text(one, 'published')!).toBe(true)
    expect(text(document, 'updated')).toBe(entries.map((entry) => text(entry, 'updated')!).sort().at(-1))
    expect(await (await get(`/bodies/${table.symbol}/meetings.atom`)).text()).not.toContain('Item of Behind doors')
    const again = await get(`/bodies/${table.symbol}/meetings.atom`, { 'if-none-match': response.headers.get('etag')!, 'cache-control': 'max-age=0' })
    expect(again.status).toBe(304)
    const links = [...(await page(`/bodies/${table.symbol}`)).querySelectorAll('link[type="application/atom+xml"]')].map((link) => link.getAttribute('href'))
    expect(links).toEqual([`/bodies/${table.symbol}/outcomes.atom?lang=en`, `/bodies/${table.symbol}/meetings.atom?lang=en`])
    // What a closed sitting takes up changes nothing that the public can see.
    const before = text((await feed('meetings')).entries.find((entry) => text(entry, 'id')!.endsWith(closedMeeting))!, 'updated')
    const third = await call(0.5, 'closed', 'Again behind doors')
    world.clock.advance(60_000)
    await table.people.chair.command('meetings/openMeeting', { meeting: third })
    const opened = text((await feed('meetings')).entries.find((entry) => text(entry, 'id')!.endsWith(third))!, 'updated')
    world.clock.advance(60_000)
    await takeUp(third)
    const later = await feed('meetings')
    expect(text(later.entries.find((entry) => text(entry, 'id')!.endsWith(third))!, 'updated')).toBe(opened)
    expect(text(later.entries.find((entry) => text(entry, 'id')!.endsWith(closedMeeting))!, 'updated')).toBe(before)
  })

  it('speaks the language it is asked in, and says which', async () => {
    const { document, text, entries } = await feed('meetings', 'ar')
    expect(document.documentElement.getAttributeNS('http://www.w3.org/XML/1998/namespace', 'lang')).toBe('ar')
    expect(text(entries[0]!, 'title')).toMatch(/[\u0600-\u06FF]/)
    expect([...document.getElementsByTagNameNS(ATOM, 'link')].find((link) => link.getAttribute('rel') === 'self')!.getAttribute('href')).toMatch(/meetings\.atom\?lang=ar$/)
  })
})

it('the calendar of all meetings can be subscribed to: each once, the cancelled as such, nothing of a closed one’s agenda, the same file until something changes', async () => {
  const response = await get(`/bodies/${table.symbol}/meetings.ics?lang=en`)
  const text = await response.text()
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const { meetings } = await world.public.query('meetings/list', { body: table.body })
  expect(text.match(/^BEGIN:VEVENT\r?$/gm)).toHaveLength(meetings.length)
  for (const { id } of meetings) expect(text.match(new RegExp(`^UID:${id}@`, 'gm'))).toHaveLength(1)
  expect(text).not.toContain('Item of Behind doors')
  expect((await get(`/bodies/${table.symbol}/meetings.ics?lang=en`, { 'if-none-match': response.headers.get('etag')!, 'cache-control': 'max-age=0' })).status).toBe(304)
  expect((await page(`/bodies/${table.symbol}`)).querySelector(`a[href="/bodies/${table.symbol}/meetings.ics"]`)!.textContent).toBe('Calendar of all meetings, to subscribe to')
  expect((await get('/bodies/RT.NONE/meetings.ics')).status).toBe(404)
})

it('the calendar of a body with very many meetings has the latest two hundred, stamped with when each was last changed', async () => {
  const busy = await foundTable(world)
  const called = world.clock.now()
  const starts = (day: number) => wallOf(new Date(called.getTime() + (24 * day + 24) * HOUR), ZONE)
  const ids: string[] = []
  for (let day = 0; day < 201; day++) ids.push((await busy.people.chair.command('meetings/callMeeting', { body: busy.body, mode: 'public', starts: starts(day), minutes: 60, zone: ZONE, place: 'Room', online: false, items: [{ title: 'One', minutes: 60, papers: [] }] })).meeting)
  const all = world.clock.now()
  world.clock.advance(24 * HOUR)
  const text = await (await get(`/bodies/${busy.symbol}/meetings.ics`)).text()
  const events = text.split('BEGIN:VEVENT').slice(1)
  expect(events).toHaveLength(200)
  expect(text).not.toContain(ids[0])
  for (const id of ids.slice(1)) expect(text).toContain(`UID:${id}@`)
  const said = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  for (const event of events) {
    const stamp = /^DTSTAMP:(\S+)/m.exec(event)![1]!
    expect(stamp >= said(called) && stamp <= said(all), stamp).toBe(true)
  }
}, 120_000)

it('the front page says when each body sits next, and of a closed meeting no more than of an open one', async () => {
  const front = await page('/')
  const row = [...front.querySelectorAll('#bodies li')].find((one) => one.textContent.includes(table.symbol))!
  expect(row.textContent).toMatch(/Next meeting|Sitting now|Suspended/)
  expect(front.querySelector('#bodies')!.textContent).not.toContain('Item of Behind doors')
})

it('the feed of outcomes has what was published, the newest first', async () => {
  const { paper, document } = await table.paper(`On ${HOSTILE}`)
  await world.app.documents.act(document, (held) => world.prisma.$transaction((tx) => held.write(tx, (doc) => {
    const fragment = doc.getXmlFragment(ROOT)
    fragment.delete(0, fragment.length)
    seedPaper(doc, [{ id: 'b1', role: 'text', runs: [{ text: 'Words.', marks: {} }] }])
  })))
  await table.people.chair.command('papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false })
  expect((await feed('outcomes')).entries).toEqual([])
  const { symbol } = await world.secretariat.command('outcomes/publish', { paper, symbol: (await world.secretariat.query('outcomes/nextSymbol', { body: table.body })).symbol })
  const { text, entries } = await feed('outcomes')
  expect(entries.map((entry) => text(entry, 'title'))).toEqual([`${symbol}: On ${HOSTILE}`])
  const link = entries[0]!.getElementsByTagNameNS(ATOM, 'link')[0]!.getAttribute('href')!
  expect((await get(new URL(link).pathname)).status).toBe(200)
})
