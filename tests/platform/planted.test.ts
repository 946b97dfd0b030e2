// The planted demonstration: what stands in it, and that a planting cut off at any commit ends as the same world.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { balanceOf } from '@roundtable/shared/bodies/balance.rules'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Seat } from '@roundtable/shared/bodies/seat.rules'
import { readPaper, ROOT } from '@roundtable/shared/papers/schema'
import type { Citation, Paper } from '@roundtable/shared/papers/papers.rules'
import type { Kind, StateOf } from '@roundtable/shared/record/aggregates'
import { SEATS } from '../../prisma/seed/cast'
import { CARIBBEAN_SEATS, CONSORTIUM_SEATS } from '../../prisma/seed/consortium'
import { plantDemonstration } from '../../prisma/seed/plant'
import { buildApp, type App, type AppOptions } from '../../server/src/app'
import { openDatabase, type Database } from '../../server/src/platform/database'
import { newId, newToken, systemClock } from '../../server/src/platform/ports'
import { verifyBody } from '../../server/src/platform/verify'
import { Client } from '../support/client'
import { root } from '../support/places'
import { copyTemplate, quiet } from '../support/template'

describe('the demonstration, cut off at many commits', () => {
  let copy: Awaited<ReturnType<typeof copyTemplate>>
  let database: Database
  let options: AppOptions
  let app: App
  let client: Client
  let cuts = 0
  const said: string[] = []
  beforeAll(async () => {
    copy = await copyTemplate()
    database = await openDatabase({ databaseUrl: copy.databaseUrl, dataDir: copy.dataDir, root })
    options = { prisma: database.prisma, statement: database.statement, root, demonstration: true, config: { port: 0, host: '127.0.0.1', dataDir: copy.dataDir, demonstration: true }, ports: { clock: systemClock, id: newId, token: newToken, log: quiet } }
    // Cut between a commit and its answer: after one, after two more, after three more, …
    for (let commits = 1; ; commits += 1) {
      let left = commits
      const committed = () => { if (left === 0) { cuts += 1; throw new Error('cut off') } left -= 1 }
      try {
        await plantDemonstration({ ...options, ports: { ...options.ports, committed } }, (line) => said.push(line))
        break
      } catch (error) {
        if (!(error instanceof Error && error.message === 'cut off')) throw error
      }
    }
    app = buildApp(options)
    client = new Client(`http://127.0.0.1:${await app.listen()}`)
    await client.command('accounts/enterAs', { who: 'chair' })
  }, 300_000)
  afterAll(async () => { await app.close(); await database.close(); await copy.drop() })

  const all = async <K extends Kind>(kind: K): Promise<StateOf<K>[]> => (await database.prisma.aggregate.findMany({ where: { kind } })).map(({ state }) => state as unknown as StateOf<K>)
  const text = async (paper: Paper) => readPaper((await app.documents.text(paper.document)).getXmlFragment(ROOT))

  it('[ACC-8] ends as one world, however often it was cut off', async () => {
    expect(cuts).toBeGreaterThan(5)
    expect(said).toHaveLength(cuts + 1)
    const [installation] = await all('installation')
    expect(installation).toMatchObject({ demonstration: true, planted: true, operators: [{ name: 'Operator' }], secretariat: [{ name: 'Secretariat' }] })
    expect((await all('body')).map(({ symbol }) => symbol).sort()).toEqual(['NC.KEN', 'RT.CAR', 'RT.EAF'])
    expect(await all('seat')).toHaveLength(SEATS.length + CONSORTIUM_SEATS.length + CARIBBEAN_SEATS.length)
    expect(await all('application')).toHaveLength(1)
    expect((await all('paper')).map(({ stage }) => stage).sort()).toEqual(['draft', 'published', 'published'])
    expect((await all('outcome')).map(({ symbol }) => symbol.slice(0, 6)).sort()).toEqual(['NC.KEN', 'RT.EAF'])
    expect(await all('arrival')).toHaveLength(1)
    // No body of a founding that was cut off has left even its lock.
    expect((await database.prisma.head.findMany()).map(({ body }) => body).sort()).toEqual([INSTALLATION, ...(await all('body')).map(({ id }) => id)].sort())
  })

  it('is planted once: a second planting changes nothing', async () => {
    const before = await database.prisma.head.findMany({ orderBy: { body: 'asc' } })
    await plantDemonstration(options, (line) => said.push(line))
    expect(await database.prisma.head.findMany({ orderBy: { body: 'asc' } })).toEqual(before)
    expect(said).toHaveLength(cuts + 1)
  })

  it('leaves no session, no link and no mail of its own', async () => {
    expect(await database.prisma.session.count({ where: { device: 'Planting', ended: null } })).toBe(0)
    expect(await database.prisma.link.count({ where: { used: null } })).toBe(0)
    expect(await database.prisma.mail.count()).toBe(0)
  })

  it('has the records proved', async () => {
    for (const { body } of await database.prisma.head.findMany()) expect(await verifyBody(database.prisma, body)).toMatchObject({ body, links: expect.any(Number), head: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it('seats eighteen governments of Eastern Africa and every other group, with somebody in each role', async () => {
    const body = (await all('body')).find(({ symbol }) => symbol === 'RT.EAF') as Body
    expect(body).toMatchObject({ kind: 'regional-roundtable', area: '014', symbol: 'RT.EAF', name: { en: 'Eastern Africa', ar: expect.stringMatching(/[\u0600-\u06FF]/) } })
    for (const office of ['chair', 'moderator', 'rapporteur'] as const) expect(body!.officers[office]).toHaveLength(1)
    const seats = ((await all('seat')) as Seat[]).filter((one) => one.body === body.id)
    const governments = seats.filter(({ group }) => group === 'national-government')
    expect(new Set(governments.map(({ iso3 }) => iso3)).size).toBe(18)
    expect(new Set(seats.map(({ group }) => group)).size).toBe(7)
    expect(seats.filter(({ class: as }) => as === 'observer').map(({ organisation }) => organisation).sort()).toEqual(['AAPAM', 'CAFRAD'])
    expect(seats.filter(({ delegates }) => delegates.length > 0).map(({ organisation }) => organisation).sort()).toEqual(['CAFRAD', 'Chamber of Digital Industry', 'Civic Data Network', 'Expert on local e-government', 'Kenya', 'Rwanda'])
  })

  it('cites the Survey’s own figures: each value stands in the carried edition', async () => {
    const citations = (await all('citation')) as Citation[]
    expect(citations.length).toBeGreaterThanOrEqual(10)
    for (const { edition, iso3, indicator, status, value, source } of citations) {
      const rows = readFileSync(join(root, 'prisma/seed/survey', `${edition}.csv`), 'utf8').trim().split(/\r?\n/).map((line) => line.split(','))
      const row = rows.find(([state]) => state === iso3)!
      const cell = row[rows[0]!.indexOf(indicator)]!
      expect(source).toContain(String(edition))
      if (status === 'recorded') expect(Math.abs(Number(value) - Number(cell))).toBeLessThan(0.000051)
      else expect([cell, row[1]]).toEqual(['', status === 'not-member' ? 'not_member' : status])
    }
    expect(citations.some(({ status }) => status !== 'recorded')).toBe(true)
  })

  it('has a national consortium whose text on procurement has come to the roundtable, and a roundtable on its first day', async () => {
    const of = async (symbol: string) => (await all('body')).find((one) => one.symbol === symbol)!
    const [home, region, young] = [await of('NC.KEN'), await of('RT.EAF'), await of('RT.CAR')]
    const seats = async (body: Body) => (await all('seat')).filter((one) => one.body === body.id)
    expect(home).toMatchObject({ kind: 'national-consortium', state: 'KEN' })
    expect(balanceOf(await seats(home)).missing).toEqual([])
    const [arrived] = await all('arrival')
    expect(arrived).toMatchObject({ body: region.id, from: { symbol: 'NC.KEN' }, title: 'Open electronic procurement for counties and small suppliers' })
    expect(arrived!.settled).toBeUndefined()
    expect(await all('forwarding')).toMatchObject([{ id: arrived!.id, body: home.id, fates: [{ fate: 'arrived' }] }])
    const caribbean = await seats(young)
    for (const iso3 of ['BLZ', 'GUY', 'SUR', 'JAM']) expect(caribbean.some((one) => one.iso3 === iso3), iso3).toBe(true)
    expect(caribbean.filter((one) => one.class === 'observer').map(({ organisation }) => organisation)).toEqual(['CARICAD'])
    expect([...young.officers.chair, ...caribbean.flatMap(({ delegates }) => delegates)]).toEqual([])
  })

  it('has one paper half written, open to drafters of several groups, its figures as citations', async () => {
    const paper = ((await all('paper')) as Paper[]).find(({ stage }) => stage === 'draft')!
    expect(paper.kind).toBe('position-paper')
    const seats = (await all('seat')) as Seat[]
    expect(new Set(paper.drafters.map((id) => seats.find((seat) => seat.id === id)!.group)).size).toBeGreaterThanOrEqual(4)
    const cited = (await text(paper)).flatMap(({ runs }) => runs.flatMap(({ marks }) => marks.citation?.id ?? []))
    const own = ((await all('citation')) as Citation[]).filter((one) => one.paper === paper.id)
    expect(cited.sort()).toEqual(own.map(({ id }) => id).sort())
    expect(JSON.stringify(await text(paper))).not.toContain('{{')
  })

  it('has one outcome, adopted by consensus as orally revised, published under a symbol, read by everybody', async () => {
    const everybody = new Client(client.url)
    const body = (await everybody.query('bodies/list', {})).bodies.find(({ symbol }) => symbol === 'RT.EAF')
    const { outcomes } = await everybody.query('outcomes/list', { body: body!.id })
    expect(outcomes).toHaveLength(1)
    const { canonical, sha256, symbol } = await everybody.query('outcomes/read', { symbol: outcomes[0]!.symbol })
    expect(symbol).toMatch(/^RT\.EAF\/\d{4}\/1$/)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.parse(canonical)).toMatchObject({ symbol, adopted: { how: 'by-consensus', asOrallyRevised: true } })
    const page = await fetch(`${client.url}/outcomes/${symbol}`)
    expect([page.status, (await page.text()).includes(symbol)]).toEqual([200, true])
  })
})
