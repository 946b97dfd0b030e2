// A national consortium through the real gate: founded of its State, found from its State and its region, applied to by a ministry.
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

describe('a national consortium', () => {
  let world: World
  let home: Table
  let region: Table
  beforeAll(async () => {
    world = await openWorld()
    home = await foundTable(world, { kind: 'national-consortium', state: 'KEN' })
    region = await foundTable(world, { area: '014' })
  })
  afterAll(() => world.close())

  const founding = (of: object) => ({ kind: 'national-consortium', name: { en: 'Somewhere' }, symbol: 'NC.SOME', applicationDays: 7, seats: [{ organisation: 'Treasury', group: 'national-government', class: 'member' }], ...of })
  const page = async (path: string) => new JSDOM(await (await fetch(world.url + path, { headers: { 'accept': 'text/html', 'accept-language': 'en' } })).text()).window.document
  const links = async (path: string) => [...(await page(path)).querySelectorAll('main a')].map((one) => [one.getAttribute('href'), one.textContent])

  it('[BOD-17] names a Member State, and its seats none', async () => {
    expect(await world.secretariat.refused('bodies/foundBody', founding({}))).toMatchObject({ status: 400, refused: 'consortium-state' })
    expect(await world.secretariat.refused('bodies/foundBody', founding({ state: 'XYZ' }))).toMatchObject({ status: 400, refused: 'state-unknown' })
    expect(await world.secretariat.refused('bodies/foundBody', founding({ state: 'kenya' }))).toMatchObject({ status: 400, refused: 'malformed' })
    expect(await world.secretariat.refused('bodies/foundBody', founding({ kind: 'regional-roundtable', state: 'UGA' }))).toMatchObject({ refused: 'consortium-state' })
    expect((await world.public.query('bodies/list', {})).bodies.find(({ id }) => id === home.body)).toMatchObject({ kind: 'national-consortium', state: 'KEN' })
  })

  it('[BOD-18] is the only one of its State, also when two are founded at once', async () => {
    expect(await world.secretariat.refused('bodies/foundBody', founding({ state: 'KEN' }))).toMatchObject({ status: 409, refused: 'body-exists' })
    const answers = await Promise.all(['NC.ONE', 'NC.TWO'].map((symbol) => world.secretariat.post('bodies/foundBody', founding({ state: 'UGA', symbol, name: { en: symbol } }))))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('[BOD-17] seats several ministries, and a ministry applies without a State', async () => {
    const applicant = await world.person('ministry@test.example', 'Ministry')
    const standing = { body: home.body, organisation: 'Ministry of Lands', group: 'national-government', mandate: 'Land.', owners: 'The State.', interests: 'Registers.' } as const
    expect(await applicant.refused('bodies/apply', { ...standing, iso3: 'KEN' })).toMatchObject({ refused: 'consortium-state' })
    await applicant.command('bodies/apply', standing)
    const { aggregates } = await home.people.chair.query('bodies/read', { body: home.body })
    expect(aggregates.filter(({ kind, state }) => kind === 'seat' && (state as { group: string }).group === 'national-government')).toHaveLength(2)
  })

  it('is led to from its State, and leads to its State and to the roundtable of its region; the roundtable leads back', async () => {
    expect(await links('/survey/states/KEN')).toEqual(expect.arrayContaining([[`/bodies/${home.symbol}`, `National Consortium of Test ${home.symbol}`], [`/bodies/${region.symbol}`, `Regional Roundtable for Test ${region.symbol}`]]))
    expect(await links(`/bodies/${home.symbol}`)).toEqual(expect.arrayContaining([['/survey/states/KEN', 'Kenya'], [`/bodies/${region.symbol}`, `Regional Roundtable for Test ${region.symbol}`]]))
    expect(await links(`/bodies/${region.symbol}`)).toEqual(expect.arrayContaining([['/survey/areas/014', 'Eastern Africa'], [`/bodies/${home.symbol}`, `National Consortium of Test ${home.symbol}`]]))
    expect((await links('/survey/areas/014')).map(([href]) => href)).toContain(`/bodies/${region.symbol}`)
    expect((await links('/survey/states/FRA')).map(([href]) => href)).not.toContain(`/bodies/${region.symbol}`)
  })

  it('a roundtable is a State’s also by its seat, outside the area that M49 draws', async () => {
    const caribbean = await world.secretariat.command('bodies/foundBody', { kind: 'regional-roundtable', name: { en: 'Caribbean' }, area: '029', symbol: 'RT.CAR', applicationDays: 7, seats: [{ organisation: 'Guyana', group: 'national-government', class: 'member', iso3: 'GUY' }] })
    await world.secretariat.command('bodies/foundBody', founding({ state: 'GUY', symbol: 'NC.GUY', name: { en: 'Guyana' } }) as never)
    expect(caribbean.seats).toHaveLength(1)
    expect(await links('/bodies/NC.GUY')).toEqual(expect.arrayContaining([['/bodies/RT.CAR', 'Regional Roundtable for the Caribbean']]))
    expect(await links('/bodies/RT.CAR')).toEqual(expect.arrayContaining([['/bodies/NC.GUY', 'National Consortium of Guyana']]))
    expect(await links('/survey/states/GUY')).toEqual(expect.arrayContaining([['/bodies/RT.CAR', 'Regional Roundtable for the Caribbean']]))
  })

  it('bodies are listed in the order of their founding, page by page', async () => {
    const { bodies } = await world.public.query('bodies/list', {})
    expect(bodies.slice(0, 2).map(({ id }) => id)).toEqual([home.body, region.body])
    const pages: string[] = []
    for (let after: string | undefined; ;) {
      const { bodies: [one] } = await world.public.query('bodies/list', { limit: 1, ...(after ? { after } : {}) })
      if (!one) break
      pages.push(after = one.id)
    }
    expect(pages).toEqual(bodies.map(({ id }) => id))
  })

  it('[BOD-19] shows on its public page how the three groups are balanced, and its State in the Survey; a roundtable shows none', async () => {
    const document = await page(`/bodies/${home.symbol}`)
    expect([...document.querySelectorAll('.balance dd')].map((one) => [one.querySelectorAll('svg').length, one.textContent])).toEqual([[2, '2 seats'], [1, '1 seat'], [1, '1 seat']])
    expect(document.querySelector('.lead')!.textContent).toContain('2 ministries')
    expect(document.querySelector('#survey h2')!.textContent).toBe('The State in the Survey')
    expect((await page('/bodies/NC.GUY')).querySelector('.balance-missing')!.textContent).toBe('Not at the table yet: the private sector and civil society.')
    expect((await page(`/bodies/${region.symbol}`)).querySelector('.balance')).toBeNull()
  })
})
