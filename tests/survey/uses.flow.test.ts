// Where a figure is used, each reader with his own rights; which papers one may cite in; threads on views; pages that follow an import through whichever process.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, seedPaper } from '@roundtable/shared/papers/schema'
import { keptYears } from '../../server/src/survey/survey.years'
import { root } from '../support/places'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
let elsewhere: Table
let sql: string[] | undefined
beforeAll(async () => {
  world = await openWorld({ onQuery: (asked) => sql?.push(asked) })
  table = await foundTable(world)
  elsewhere = await foundTable(world)
}, 180_000)
afterAll(() => world.close())

const page = async (path: string) => new JSDOM(await (await fetch(world.url + path, { headers: { 'accept': 'text/html', 'accept-language': 'en' } })).text()).window.document
const KENYA = { edition: 2024, iso3: 'KEN', indicator: 'egdi' } as const

/** A paper whose text holds a citation of a figure; `kept`: whether its mark stands in the text. */
async function citing(of: Table, title: string, figure: { edition: number; iso3: string; indicator: 'egdi' | 'osi' }, kept = true): Promise<string> {
  const { paper, document } = await of.paper(title)
  const { citation } = await of.people.kenya.command('papers/citeFigure', { paper, ...figure })
  await world.app.documents.act(document, (held) => world.prisma.$transaction((tx) => held.write(tx, (doc) => {
    const fragment = doc.getXmlFragment(ROOT)
    fragment.delete(0, fragment.length)
    seedPaper(doc, [{ id: 'p1', role: 'text', runs: [{ text: 'Noting ', marks: {} }, ...(kept ? [{ text: '\uFFFC', marks: { citation: { id: citation } } }] : [])] }])
  })))
  return paper
}
let issued = 0
async function publish(of: Table, paper: string): Promise<string> {
  await of.people.chair.command('papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false })
  return (await world.secretariat.command('outcomes/publish', { paper, symbol: `${of.symbol}/${world.clock.now().getUTCFullYear()}/${issued += 1}` })).symbol
}

describe('[SUR-36] where a figure is used', () => {
  it('published texts for everybody, papers and posts for their table; on the public pages the published alone', async () => {
    const open = await citing(table, 'Still at the table', KENYA)
    const symbol = await publish(table, await citing(table, 'On indices', KENYA))
    const other = await citing(elsewhere, 'At another table', KENYA)
    await citing(table, 'Another figure', { edition: 2022, iso3: 'KEN', indicator: 'egdi' })
    const own = await table.people.rwanda.command('discussion/openThread', { on: { is: 'figure', body: table.body, ...KENYA }, words: 'A good score.', mentions: [] })
    const linking = await table.people.rwanda.command('discussion/openThread', { on: { is: 'body', body: table.body }, words: `See ${world.url}/survey/figures/2024/KEN/egdi and think.`, mentions: [] })
    await table.people.rwanda.command('discussion/reply', { thread: linking.thread, words: `Not ${world.url}/survey/figures/2024/KEN/egdix, nor figures 2024 KEN egdi.`, mentions: [] })
    const hidden = await table.people.civil.command('discussion/reply', { thread: own.thread, words: 'Nonsense.', mentions: [] })
    await table.people.moderator.command('discussion/hidePost', { post: hidden.post, reason: 'Off the point.' })

    const uses = async (who: { query: typeof world.public.query }) => { const { outcomes, papers, posts } = await who.query('survey/uses', KENYA); return [outcomes.map((one) => one.symbol), papers.map((one) => one.paper), posts.map((one) => one.post)] }
    expect(await uses(world.public)).toEqual([[symbol], [], []])
    expect(await uses(await world.person('citizen-uses@test.example'))).toEqual([[symbol], [], []])
    expect(await uses(table.people.observer)).toEqual([[symbol], [open], [linking.post, own.post]])
    expect(await uses(elsewhere.people.kenya)).toEqual([[symbol], [other], []])
    expect((await uses(world.secretariat))[1]!.sort()).toEqual([open, other].sort())

    const figure = (await page('/survey/figures/2024/KEN/egdi')).querySelector('main')!.textContent!
    for (const words of ['0.6314', symbol, 'On indices', 'Source: UN DESA']) expect(figure).toContain(words)
    for (const words of ['Still at the table', 'At another table', 'A good score', 'Another figure']) expect(figure).not.toContain(words)
    const state = (await page('/survey/states/KEN')).querySelector('#used-h')!.parentElement!.textContent
    expect(state).toContain(symbol)
    expect((await page('/survey/states/RWA')).querySelector('#used-h')).toBeNull()
  })

  it('what was taken in and deleted again is not in the outcome, and the outcome is no use of it', async () => {
    const figure = { edition: 2024, iso3: 'UGA', indicator: 'osi' } as const
    const paper = await citing(table, 'Taken out again', figure, false)
    expect((await table.people.kenya.query('survey/uses', figure)).papers.map((one) => one.paper)).toEqual([paper])
    await publish(table, paper)
    expect(await table.people.kenya.query('survey/uses', figure)).toMatchObject({ outcomes: [], papers: [], posts: [] })
  })

  it('from a citation in an outcome to the figure’s page; what is no figure has none', async () => {
    const symbol = await publish(table, await citing(table, 'With a way', { edition: 2024, iso3: 'RWA', indicator: 'egdi' }))
    expect((await page(`/outcomes/${symbol}`)).querySelector('.body-text a.cited')!.getAttribute('href')).toBe('/survey/figures/2024/RWA/egdi')
    for (const path of ['2024/KEN/gdp', '1999/KEN/egdi', '2024/ZZZ/egdi', '2024/ken/egdi', '2024/KEN/constructor', '02024/KEN/egdi']) expect([path, (await fetch(`${world.url}/survey/figures/${path}`)).status]).toEqual([path, 404])
    expect((await page('/survey/figures/2003/SSD/egdi')).querySelector('main')!.textContent).toContain('Not yet a Member State')
    expect(await world.public.queryRefused('survey/uses', { ...KENYA, iso3: 'ZZZ' })).toMatchObject({ status: 404 })
    expect(await world.public.queryRefused('survey/uses', { ...KENYA, edition: 1999 })).toMatchObject({ status: 400 })
  })

  it('asked in as many questions however many use it, by the indexes', async () => {
    const count = async () => { sql = []; await table.people.kenya.query('survey/uses', KENYA); const asked = sql.length; sql = undefined; return asked }
    const before = await count()
    for (let more = 0; more < 4; more += 1) await citing(table, `One more ${more}`, KENYA)
    expect(await count()).toBe(before)
    const plan = await world.prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL enable_seqscan = off')
      return [await tx.$queryRawUnsafe(`EXPLAIN SELECT 1 FROM "Aggregate" WHERE "kind" = 'citation' AND ("state"->>'iso3') = 'KEN' AND ("state"->>'edition') = '2024' AND ("state"->>'indicator') = 'egdi'`),
        await tx.$queryRawUnsafe(`EXPLAIN SELECT 1 FROM "Event" WHERE "body" = 'b' AND "content"->>'type' = ANY('{meetingCalled,meetingOpened}')`)].map((rows) => JSON.stringify(rows))
    })
    expect(plan[0]).toContain('Aggregate_citation_figure_idx')
    expect(plan[1]).toContain('Event_body_type_idx')
  })
})

describe('which papers one may cite in', () => {
  it('one’s own drafts at every table; the secretariat on instruction; nobody else’s, nor what is adopted', async () => {
    const { paper: mine } = await table.paper('Open to drafters')
    const adopted = await citing(table, 'Closed', KENYA)
    await publish(table, adopted)
    const citable = async (who: { query: typeof world.public.query }) => (await who.query('papers/citable', {})).papers
    const kenya = await citable(table.people.kenya)
    expect(kenya.find(({ id }) => id === mine)).toMatchObject({ title: 'Open to drafters', body: table.body, instructed: false })
    expect(kenya.some(({ id, body }) => id === adopted || body === elsewhere.body)).toBe(false)
    expect(await citable(table.people.rwanda)).toEqual([])
    expect(await citable(table.people.observer)).toEqual([])
    expect((await citable(world.secretariat)).find(({ id }) => id === mine)).toMatchObject({ instructed: true })
    expect(await world.public.queryRefused('papers/citable', {})).toMatchObject({ refused: 'not-signed-in' })
    // A chair elsewhere is nobody here.
    expect((await citable(elsewhere.people.chair)).every(({ body }) => body === elsewhere.body)).toBe(true)
    // Nor if he sits here as an observer: a role counts in its own body.
    const { email, name } = (await elsewhere.people.chair.query('accounts/me', {})).person!
    await world.secretariat.command('bodies/inviteDelegate', { seat: table.seats.observer, rank: 'alternate', email, name })
    await elsewhere.people.chair.command('accounts/openLink', { token: await world.issued() })
    expect((await citable(elsewhere.people.chair)).some(({ body }) => body === table.body)).toBe(false)
  })
})

describe('[SUR-35] threads on views', () => {
  const open = (who: Table['people']['kenya'], view: string, body = table.body) => who.command('discussion/openThread', { on: { is: 'view', body, view }, words: 'Look at the coast.', mentions: [] })
  it('one thread for one view of one body; the table reads it, nobody else', async () => {
    const [first, second] = [await open(table.people.kenya, 'ranking-2024-egdi-014'), await open(table.people.rwanda, 'ranking-2024-egdi-014')]
    expect(second.thread).toBe(first.thread)
    expect((await open(elsewhere.people.kenya, 'ranking-2024-egdi-014', elsewhere.body)).thread).not.toBe(first.thread)
    expect((await table.people.observer.query('discussion/threads', { body: table.body, of: 'ranking-2024-egdi-014' })).threads).toMatchObject([{ id: first.thread, posts: 2, on: { is: 'view', view: 'ranking-2024-egdi-014' } }])
    expect(await elsewhere.people.kenya.queryRefused('discussion/thread', { thread: first.thread })).toMatchObject({ refused: 'unknown' })
    expect(await elsewhere.people.kenya.refused('discussion/openThread', { on: { is: 'view', body: table.body, view: 'map-2024-egdi' }, words: 'In.', mentions: [] })).toMatchObject({ refused: 'unknown' })
  })

  it('what is no view, or shows nothing, has none', async () => {
    for (const view of ['map-1999-egdi', 'map-2024-rank', 'map-2024-egdi-999', 'map-2024-egdi-001', 'compare-egdi-rwa-ken', 'compare-egdi-xxx', 'scatter-2024-egdi', 'nothing']) {
      expect([view, (await table.people.kenya.refused('discussion/openThread', { on: { is: 'view', body: table.body, view }, words: 'In.', mentions: [] })).refused]).toEqual([view, 'unknown'])
    }
  })
})

describe('[SUR-37] what pages keep', () => {
  it('an edition imported through one process shows in the pages of another at the next request, and only it is read anew', async () => {
    const another = keptYears(world.prisma)
    const kenya = async () => (await another()).find(({ edition }) => edition === 2024)!.rows.get('KEN')!.epi
    const before = await kenya()
    sql = []
    await another()
    expect(sql.filter((one) => one.includes('SurveyFigure'))).toEqual([])
    sql = undefined
    const mean = async () => (await (await fetch(`${world.url}/survey/ranking.csv?edition=2024&indicator=epi`)).text()).split('\r\n').find((line) => line.includes(',KEN,'))
    expect(await mean()).toContain(Number(before).toFixed(4))
    const csv = readFileSync(join(root, 'prisma/seed/survey/2024.csv'), 'utf8').replace(/^(KEN,.*,)[^,\n]*$/m, '$10.11111')
    await world.secretariat.command('survey/importEdition', { edition: 2024, csv, source: 'Corrected' })
    expect(await kenya()).toBe('0.11111')
    expect(await mean()).toContain('0.1111')
    // Back to what the other tests know.
    await world.secretariat.command('survey/importEdition', { edition: 2024, csv: readFileSync(join(root, 'prisma/seed/survey/2024.csv'), 'utf8'), source: 'As it was' })
    expect(await kenya()).toBe(before)
  })
})
