// What a screen shows before its application has come: for the reader who may see it, in their language, escaped, never kept on the way; for anybody else the bare page.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../support/client'
import { call, standing } from '../support/examples/meetings'
import { written } from '../support/examples/papers'
import { join } from '../support/joined'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let [table, other]: Table[] = []
let meeting: string
let paper: string
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
  other = await foundTable(world)
  const made = await written(world, table)
  paper = made.paper
  const peer = join(table.people.kenya, made.document)
  await peer.synced()
  peer.text().insert(0, 'Held <img src=x onerror=alert(1)> $& dear. ')
  await new Promise<void>((done) => { const look = () => { if (peer.acknowledged() > 0) done(); else setTimeout(look, 20) }; look() })
  peer.leave()
  ;({ meeting } = await table.people.chair.command('meetings/callMeeting', call(world, table, { mode: 'closed', items: [{ title: 'Opening', minutes: 10, papers: [] }, { title: 'The <b>text</b>', minutes: 60, papers: [paper] }] })))
  await table.people.chair.command('meetings/openMeeting', { meeting })
  await table.people.chair.command('meetings/moveToItem', { meeting, item: (await standing(table, meeting)).items[1]! })
})
afterAll(async () => { await world.close() })

const page = async (who: Client | undefined, path: string, language = 'en') => {
  const response = await fetch(world.url + path, { headers: { accept: 'text/html', cookie: `${who?.cookie ?? ''}; language=${language}` } })
  return { html: await response.text(), headers: response.headers }
}

it('who sits there reads where we are, the agenda and the text, before any script', async () => {
  const { html, headers } = await page(table!.people.kenya, `/meetings/${meeting}`)
  const read = /<div id="reading"[\s\S]*?<\/div><\/div>/.exec(html)![0]
  expect(read).toContain('Meeting 1')
  expect(read).toMatch(/<li aria-current="step">2\. <bdi dir="auto">The &lt;b&gt;text&lt;\/b&gt;<\/bdi>/)
  expect(read).toContain('Held &lt;img src=x onerror=alert(1)&gt; $&amp; dear.')
  expect(html).toContain('<link media="not all" rel="stylesheet"')
  expect(html.indexOf('id="reading"')).toBeLessThan(html.indexOf('<script'))
  expect(headers.get('cache-control')).toBe('no-store')
  const policy = headers.get('content-security-policy')!
  expect(policy).toMatch(/style-src 'self' 'sha256-[\w+/=]+';/)
  expect(policy).not.toMatch(/(?:script|style)-src [^;]*'unsafe-inline'/)
})

it('in the reader’s language and direction', async () => {
  const { html } = await page(table!.people.kenya, `/papers/${paper}`, 'ar')
  expect(html).toMatch(/<html lang="ar" dir="rtl">/)
  expect(html).toContain('<article lang="en" dir="ltr">')
})

it('nobody else gets a word of it: not the public, not a delegate of another table, not who has signed out', async () => {
  const gone = await world.person('gone@test.example')
  await gone.command('accounts/signOut', {})
  for (const who of [undefined, other!.people.kenya, gone]) for (const path of [`/meetings/${meeting}`, `/papers/${paper}`]) {
    const { html, headers } = await page(who, path)
    expect(html).toContain('<div id="app">')
    expect(html).not.toContain('id="reading"')
    expect(html).not.toContain('Held')
    expect(headers.get('content-security-policy')).toMatch(/style-src 'self';/)
  }
})

it('every answer says which build of the screens is served; the worker is asked for anew each time', async () => {
  const { headers } = await fetch(`${world.url}/api/accounts/me`)
  const { html } = await page(undefined, '/sign-in')
  expect(html).toContain(`<meta name="build" content="${headers.get('roundtable-build')}">`)
  const worker = await fetch(`${world.url}/worker.js`)
  expect([worker.status, worker.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  expect(await worker.text()).toContain(headers.get('roundtable-build')!)
})

it('long answers come squeezed; those about accounts do not', async () => {
  const asked = async (path: string) => (await fetch(world.url + path, { headers: { 'cookie': table!.people.chair.cookie, 'accept-encoding': 'gzip' } })).headers.get('content-encoding')
  expect(await asked(`/api/bodies/read?body=${table!.body}`)).toBe('gzip')
  expect(await asked('/api/accounts/outbox')).toBeNull()
})
