// The Survey through the real gate: everybody reads figures, the secretariat imports editions, whole or not at all.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INDICATORS } from '@roundtable/shared/survey/indicators'
import { problemsOf } from '@roundtable/shared/survey/survey.problems'
import { prepareInstallation } from '../../server/src/platform/installation'
import { CARRIED } from '../../server/src/survey/survey.carried'
import { root } from '../support/places'
import { ROOT, seedPaper } from '@roundtable/shared/papers/schema'
import { foundTable } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const CSV = readFileSync(join(root, 'prisma/seed/survey/2024.csv'), 'utf8')
const SOURCE = 'Data centre download of the test'
const digest = (text: string) => createHash('sha256').update(text).digest('hex')
/** The file with other figures for Kenya: Kenya's EPI is in no rank. */
const withEpi = (epi: string) => CSV.replace(/^(KEN,.*,)[^,]*$/m, `$1${epi}`)
const epiOfKenya = async (edition: number) => (await world.public.query('survey/figure', { edition, iso3: 'KEN', indicator: 'epi' })).figure
const editionIn = async (edition: number) => (await world.public.query('survey/editions', {})).editions.find((one) => one.edition === edition)

interface Imported { type: string; by: Record<string, unknown>; payload: { edition: number; sha256: string; replaced?: string; source: string } }
const imports = async (edition: number): Promise<Imported[]> => {
  const events = await world.prisma.event.findMany({ where: { body: 'installation' }, orderBy: { seq: 'asc' } })
  return events.map(({ content }) => content as unknown as Imported).filter((content) => content.type === 'editionImported' && content.payload.edition === edition)
}
/** All that the Survey and the installation's record hold: for "nothing changed". */
const everything = async () => JSON.stringify([await world.prisma.surveyEdition.findMany({ orderBy: { edition: 'asc' } }), await world.prisma.surveyFigure.findMany({ orderBy: [{ edition: 'asc' }, { iso3: 'asc' }] }), await world.prisma.head.findUnique({ where: { body: 'installation' } })])

describe('reading', () => {
  it('[SUR-17] twelve editions are there from the first start, with digest and provenance, recorded as acts of the system', async () => {
    const { editions } = await world.public.query('survey/editions', {})
    expect(editions.map(({ edition }) => edition)).toEqual([2003, 2004, 2005, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024])
    for (const { edition, states, source, sha256 } of editions) {
      expect([states, source]).toEqual([193, CARRIED])
      expect(sha256).toBe(digest(readFileSync(join(root, `prisma/seed/survey/${edition}.csv`), 'utf8')))
      expect(await imports(edition)).toMatchObject([{ by: { system: true }, payload: { sha256 } }])
    }
  })

  it('[SUR-10] [SUR-12] a figure comes with its credit line; unranked, not a member and a recorded zero are told apart', async () => {
    const kenya = await world.public.query('survey/figure', { edition: 2024, iso3: 'KEN', indicator: 'egdi' })
    expect(kenya).toEqual({ edition: 2024, iso3: 'KEN', indicator: 'egdi', figure: { status: 'recorded', value: '0.6314' }, notes: [], source: 'Source: UN DESA, United Nations E-Government Survey, 2024' })
    const figure = async (edition: number, iso3: string, indicator: (typeof INDICATORS)[number]) => (await world.public.query('survey/figure', { edition, iso3, indicator })).figure
    expect(await figure(2024, 'KEN', 'rank')).toEqual({ status: 'recorded', value: '109' })
    expect(await figure(2012, 'GIN', 'egdi')).toEqual({ status: 'unranked' })
    expect(await figure(2012, 'GIN', 'osi')).toEqual({ status: 'recorded', value: '0.0000' })
    expect(await figure(2008, 'SSD', 'hci')).toEqual({ status: 'not-member' })
    expect(await figure(2008, 'FSM', 'hci')).toEqual({ status: 'unknown' })
    expect(await figure(2024, 'SOM', 'hci')).toEqual({ status: 'recorded', value: '0.0000' })
  })

  it('[SUR-14] notes stand beside a figure whose meaning changed', async () => {
    expect((await world.public.query('survey/figure', { edition: 2008, iso3: 'KEN', indicator: 'osi' })).notes).toEqual(['This edition calls it the Web Measure Index. Editions are not strictly comparable.'])
  })

  it('all figures of an edition, or of one State', async () => {
    const all = await world.public.query('survey/figures', { edition: 2012 })
    expect(all.rows).toHaveLength(193)
    const one = await world.public.query('survey/figures', { edition: 2012, iso3: 'GIN' })
    expect(one.rows).toEqual(all.rows.filter(({ iso3 }) => iso3 === 'GIN'))
    expect(Object.keys(one.rows[0]!.figures)).toEqual([...INDICATORS])
  })

  it('unknown editions and States are unknown, and what is no edition, State or indicator is malformed', async () => {
    expect(await world.public.queryRefused('survey/figure', { edition: 2006, iso3: 'KEN', indicator: 'egdi' })).toMatchObject({ status: 404, refused: 'edition-unknown' })
    expect(await world.public.queryRefused('survey/figures', { edition: 2006 })).toMatchObject({ status: 404, refused: 'edition-unknown' })
    expect(await world.public.queryRefused('survey/figure', { edition: 2024, iso3: 'XKX', indicator: 'egdi' })).toMatchObject({ status: 404, refused: 'unknown' })
    for (const wrong of [{ edition: '2024x' }, { edition: '' }, { iso3: 'ken' }, { iso3: "KEN' OR 1=1" }, { indicator: 'status' }, { indicator: '__proto__' }, { more: '1' }]) {
      expect(await world.public.queryRefused('survey/figure', { edition: 2024, iso3: 'KEN', indicator: 'egdi', ...wrong })).toMatchObject({ status: 400, refused: 'malformed' })
    }
  })
})

describe('importing', () => {
  it('is for the secretariat alone', async () => {
    const table = await foundTable(world)
    const before = await everything()
    expect(await world.public.refused('survey/importEdition', { edition: 2030, csv: CSV, source: SOURCE })).toMatchObject({ status: 401, refused: 'not-signed-in' })
    for (const who of [world.operator, table.people.chair, table.people.kenya, await world.person('citizen@test.example')]) {
      expect(await who.refused('survey/importEdition', { edition: 2030, csv: CSV, source: SOURCE })).toMatchObject({ status: 403, refused: 'not-you' })
    }
    expect(await everything()).toBe(before)
  })

  it('[SUR-15] a new edition comes in whole, with its digest and source, in the record under who did it', async () => {
    expect(await world.secretariat.command('survey/importEdition', { edition: 2031, csv: CSV, source: SOURCE })).toEqual({ edition: 2031, states: 193, sha256: digest(CSV) })
    expect(await editionIn(2031)).toMatchObject({ source: SOURCE, sha256: digest(CSV), states: 193 })
    expect((await world.public.query('survey/figures', { edition: 2031 })).rows).toEqual((await world.public.query('survey/figures', { edition: 2024 })).rows)
    expect(await imports(2031)).toMatchObject([{ by: { role: 'secretariat' }, payload: { sha256: digest(CSV), source: SOURCE } }])
  })

  it('[SUR-16] the same bytes again are no act; other bytes replace the whole edition and the record keeps both digests', async () => {
    await world.secretariat.command('survey/importEdition', { edition: 2032, csv: CSV, source: SOURCE })
    const before = await everything()
    expect(await world.secretariat.refused('survey/importEdition', { edition: 2032, csv: CSV, source: 'Another source' })).toMatchObject({ status: 409, refused: 'edition-same', sentence: expect.stringContaining('2032') })
    expect(await everything()).toBe(before)

    const other = withEpi('')
    await world.secretariat.command('survey/importEdition', { edition: 2032, csv: other, source: 'Corrected' })
    expect(await epiOfKenya(2032)).toEqual({ status: 'unknown' })
    expect(await editionIn(2032)).toMatchObject({ source: 'Corrected', sha256: digest(other) })
    expect(await world.prisma.surveyFigure.count({ where: { edition: 2032 } })).toBe(193)
    expect((await imports(2032)).at(-1)?.payload).toMatchObject({ sha256: digest(other), replaced: digest(CSV) })
    expect(await epiOfKenya(2024)).toEqual({ status: 'recorded', value: '0.5205' })
  })

  it('[SUR-15] one wrong row and nothing is taken; the refusal lists the lines and says so in the reader’s language', async () => {
    await world.secretariat.command('survey/importEdition', { edition: 2033, csv: CSV, source: SOURCE })
    const before = await everything()
    const line = CSV.split('\n').findIndex((one) => one.startsWith('KEN,')) + 1
    const refused = await world.secretariat.refused('survey/importEdition', { edition: 2033, csv: withEpi('=1+1').replace(/^ZWE.*\n/m, ''), source: SOURCE })
    expect(refused).toMatchObject({ status: 400, refused: 'edition-refused', params: { count: 2, line } })
    expect(refused.sentence).toContain(`line ${line}`)
    expect(problemsOf(refused.params as Record<string, string>)).toEqual([{ line, id: 'figure', params: { column: 'epi', value: '=1+1' } }, { line: 193, id: 'missing', params: { iso3: 'ZWE' } }])
    const arabic = await world.secretariat.refused('survey/importEdition', { edition: 2033, csv: withEpi('NaN'), source: SOURCE }, { 'accept-language': 'ar' })
    expect(arabic.sentence).toMatch(/[\u0600-\u06FF]/)
    for (const csv of ['\uFEFF', 'iso3;status', '<html>', CSV.replaceAll(',', '\t'), CSV.slice(0, 5000), `${CSV}KEN,ranked,0.63140,109,0.77704,0.59015,0.52711,0.52050\n`, CSV.replace('\nKEN', '\n"KEN')]) {
      expect(await world.secretariat.refused('survey/importEdition', { edition: 2033, csv, source: SOURCE })).toMatchObject({ status: 400, refused: 'edition-refused' })
    }
    expect(await everything()).toBe(before)
  })

  it('201 kB and 2 MB are too large; wrong types and tricks in the source are malformed; nothing changes', async () => {
    const before = await everything()
    const padded = CSV + ' '.repeat(201_000 - CSV.length)
    expect(await world.secretariat.refused('survey/importEdition', { edition: 2034, csv: padded, source: SOURCE })).toMatchObject({ status: 413, refused: 'too-large' })
    expect(await world.secretariat.refused('survey/importEdition', { edition: 2034, csv: ' '.repeat(2_000_000), source: SOURCE })).toMatchObject({ status: 413, refused: 'too-large' })
    for (const wrong of [{ csv: '' }, { csv: ['a'] }, { csv: { length: 3 } }, { edition: 1999 }, { edition: 2024.5 }, { edition: {} }, { source: '' }, { source: 'A\u202Eb' }, { source: 'a\nb' }, { source: undefined }, { more: 1 }]) {
      expect(await world.secretariat.refused('survey/importEdition', { edition: 2034, csv: CSV, source: SOURCE, ...wrong })).toMatchObject({ status: 400, refused: 'malformed' })
    }
    expect(await everything()).toBe(before)
  })

  it('two imports of one edition at once: one file stands, whole, and the record tells their order', async () => {
    const epis = ['0.10000', '0.20000', '0.30000']
    await Promise.all(epis.map((epi) => world.secretariat.command('survey/importEdition', { edition: 2035, csv: withEpi(epi), source: epi })))
    const recorded = await imports(2035)
    expect(recorded.map(({ payload }) => payload.replaced)).toEqual([undefined, ...recorded.slice(0, -1).map(({ payload }) => payload.sha256)])
    const last = recorded.at(-1)!.payload.source
    expect(await editionIn(2035)).toMatchObject({ source: last, sha256: digest(withEpi(last)) })
    expect(await epiOfKenya(2035)).toEqual({ status: 'recorded', value: last.slice(0, 6) })
    expect(await world.prisma.surveyFigure.count({ where: { edition: 2035 } })).toBe(193)
  })
})

describe('trying', () => {
  it('[SUR-18] [SUR-19] lists what would change, and changes nothing; only the secretariat may', async () => {
    await world.secretariat.command('survey/importEdition', { edition: 2040, csv: CSV, source: SOURCE })
    const before = await everything()
    const fresh = await world.secretariat.command('survey/tryEdition', { edition: 2041, csv: CSV })
    expect(fresh).toEqual({ edition: 2041, sha256: digest(CSV), earlier: 2040, differences: [], moves: [], cited: { open: 0, adopted: 0 } })
    const other = await world.secretariat.command('survey/tryEdition', { edition: 2040, csv: withEpi('0.60000') })
    expect(other).toMatchObject({ replaces: digest(CSV), differences: [{ iso3: 'KEN', cell: 'epi', before: '0.52050', after: '0.60000' }] })
    expect(await world.secretariat.refused('survey/tryEdition', { edition: 2040, csv: withEpi('NaN') })).toMatchObject({ status: 400, refused: 'edition-refused' })
    expect(await world.secretariat.refused('survey/tryEdition', { edition: 2040, csv: CSV })).toMatchObject({ status: 409, refused: 'edition-same' })
    for (const who of [world.operator, await world.person('curious@test.example')]) expect(await who.refused('survey/tryEdition', { edition: 2040, csv: CSV })).toMatchObject({ status: 403, refused: 'not-you' })
    expect(await everything()).toBe(before)
  })

  it('[SUR-20] over what was seen, or not at all', async () => {
    const saw = (await world.secretariat.command('survey/tryEdition', { edition: 2040, csv: withEpi('0.61000') })).replaces!
    await world.secretariat.command('survey/importEdition', { edition: 2040, csv: withEpi('0.62000'), source: 'Somebody else', saw })
    const before = await everything()
    expect(await world.secretariat.refused('survey/importEdition', { edition: 2040, csv: withEpi('0.61000'), source: SOURCE, saw })).toMatchObject({ status: 409, refused: 'edition-changed' })
    expect(await everything()).toBe(before)
  })
})

describe('papers that cite a corrected edition', () => {
  it('[SUR-21] [PAP-6] open papers follow, adopted texts keep their value and say so, each in its own body’s record', async () => {
    const table = await foundTable(world)
    await world.secretariat.command('survey/importEdition', { edition: 2050, csv: CSV, source: SOURCE })
    const cite = async () => {
      const { paper, document } = await table.paper()
      const { citation } = await table.people.kenya.command('papers/citeFigure', { paper, edition: 2050, iso3: 'KEN', indicator: 'epi' })
      await world.app.documents.act(document, (held) => world.prisma.$transaction((tx) => held.write(tx, (doc) => {
        const fragment = doc.getXmlFragment(ROOT)
        fragment.delete(0, fragment.length)
        seedPaper(doc, [{ id: 'b1', role: 'text', runs: [{ text: 'Words.', marks: {} }] }])
      })))
      return { paper, citation }
    }
    const [open, adopted] = [await cite(), await cite()]
    const of = async (id: string) => (await world.prisma.aggregate.findUniqueOrThrow({ where: { kind_id: { kind: 'citation', id } } })).state as Record<string, unknown>
    await table.people.chair.command('papers/adopt', { paper: adopted.paper, how: 'by-consensus', asOrallyRevised: false })
    const tried = await world.secretariat.command('survey/tryEdition', { edition: 2050, csv: withEpi('0.70000') })
    expect(tried.cited).toEqual({ open: 1, adopted: 1 })
    await world.secretariat.command('survey/importEdition', { edition: 2050, csv: withEpi('0.70000'), source: 'Corrected', saw: tried.replaces })
    await world.app.due.wake()
    expect(await of(open.citation)).toMatchObject({ value: '0.7000', was: { status: 'recorded', value: '0.5205' } })
    expect(await of(adopted.citation)).toMatchObject({ value: '0.5205', now: { status: 'recorded', value: '0.7000' } })
    const revisions = await world.prisma.event.findMany({ where: { body: table.body }, orderBy: { seq: 'asc' } })
    expect(revisions.map(({ content }) => content as { type: string; by: unknown }).filter(({ type }) => type === 'figureRevised').map(({ by }) => by)).toEqual([{ system: true }, { system: true }])
    // Nothing more to do, and nothing done twice.
    await world.app.due.wake()
    expect(await world.prisma.event.count({ where: { body: table.body } })).toBe(revisions.length)
    expect(await world.prisma.due.count({ where: { kind: 'figures-revised', done: null } })).toBe(0)
  })
})

describe('at a later start', () => {
  const start = () => prepareInstallation(world.prisma, world.ports, root, true)

  it('[SUR-17] nothing is imported twice', async () => {
    const before = await everything()
    expect(await start()).toMatchObject({ editions: 0 })
    expect(await everything()).toBe(before)
  })

  it('[SUR-17] a missing carried edition comes in, an older carried one is replaced, the secretariat’s own stays', async () => {
    await world.prisma.surveyEdition.delete({ where: { edition: 2003 } })
    await world.prisma.surveyEdition.update({ where: { edition: 2004 }, data: { sha256: digest('an earlier release') } })
    await world.prisma.surveyFigure.deleteMany({ where: { edition: 2004, iso3: 'KEN' } })
    await world.secretariat.command('survey/importEdition', { edition: 2024, csv: withEpi('0.99999'), source: SOURCE })
    expect(await start()).toMatchObject({ editions: 2 })
    expect(await world.prisma.surveyFigure.groupBy({ by: ['edition'], where: { edition: { in: [2003, 2004] } }, _count: true, orderBy: { edition: 'asc' } })).toMatchObject([{ edition: 2003, _count: 193 }, { edition: 2004, _count: 193 }])
    expect((await imports(2004)).at(-1)).toMatchObject({ by: { system: true }, payload: { replaced: digest('an earlier release') } })
    expect(await epiOfKenya(2024)).toEqual({ status: 'recorded', value: '1.0000' })
    expect(await editionIn(2024)).toMatchObject({ source: SOURCE })
    expect(await start()).toMatchObject({ editions: 0 })
  })
})
