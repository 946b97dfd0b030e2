// The explorer's rules: what may be asked (SUR-30, 31), the Survey's groups (SUR-32), the order of a ranking (SUR-33).
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '@roundtable/shared/base/refusal'
import { askedOf, canBeShown, membersWithin, rankingOf } from '@roundtable/shared/survey/explorer.rules'
import { addressOf, INDICES, viewFrom, viewId, type Asked, type Within } from '@roundtable/shared/survey/explorer.views'
import { GROUP_IDS } from '@roundtable/shared/survey/group.ids'
import { INDICATORS } from '@roundtable/shared/survey/indicators'
import { groupAt } from '@roundtable/shared/survey/means.rules'
import { areas, states } from '@roundtable/shared/survey/states'

const EDITIONS = [2003, 2012, 2024]
const codes = states.map(({ iso3 }) => iso3)

describe('what may be asked', () => {
  it('SUR-30 an empty request is the newest edition and the EGDI; empty fields of a form are not filled in', () => {
    expect(askedOf('map', {}, EDITIONS)).toEqual({ view: 'map', edition: 2024, indicator: 'egdi' })
    expect(askedOf('scatter', { state: '', x: '', edition: '' }, EDITIONS)).toEqual({ view: 'scatter', edition: 2024, x: 'tii', y: 'egdi' })
    expect(askedOf('compare', { state: ['KEN', '', 'RWA', 'KEN'] }, EDITIONS)).toEqual({ view: 'compare', indicator: 'egdi', states: ['KEN', 'RWA'] })
  })

  it.each([
    ['map', { edition: '1999' }, 'edition-unknown'], ['map', { edition: '2024.0' }, 'edition-unknown'], ['map', { indicator: 'gdp' }, 'indicator-unknown'],
    ['map', { indicator: 'constructor' }, 'indicator-unknown'], ['map', { state: 'ZZZ' }, 'state-unknown'], ['map', { state: 'ken' }, 'state-unknown'], ['map', { edition: ['2024', '2012'] }, 'malformed'],
    ['map', { indicator: 'x'.repeat(5000) }, 'malformed'], ['scatter', { x: 'gdp' }, 'indicator-unknown'], ['scatter', { y: { a: '1' } }, 'malformed'],
    ['map', { area: 'europe' }, 'area-unknown'], ['ranking', { area: '999' }, 'area-unknown'], ['scatter', { area: ['014', 'ldc'] }, 'malformed'], ['ranking', { sort: 'rank' }, 'indicator-unknown'],
    ['compare', { state: ['KEN', 'RWA', 'UGA', 'TZA', 'BDI', 'SSD', 'ETH'] }, 'states-too-many'], ['compare', { state: ['KEN', 'ZZZ'] }, 'state-unknown'], ['compare', { state: { a: 'KEN' } }, 'malformed'],
  ] as const)('SUR-30 %s %j is refused: %s', (view, params, refused) => {
    expect(askedOf(view, params, EDITIONS)).toMatchObject({ refused })
  })

  it('SUR-31 a rank is neither painted nor followed; two indicators may be ranks', () => {
    for (const view of ['map', 'ranking', 'compare'] as const) expect(askedOf(view, { indicator: 'rank' }, EDITIONS)).toMatchObject({ refused: 'indicator-unknown' })
    expect(askedOf('scatter', { x: 'rank', y: 'epi' }, EDITIONS)).toMatchObject({ x: 'rank', y: 'epi' })
  })

  it('SUR-30 every request comes back from its own address', () => {
    const within: fc.Arbitrary<Within | undefined> = fc.oneof(fc.constant(undefined), fc.constantFrom(...GROUP_IDS).map((group) => ({ group })), fc.constantFrom(...areas.map(({ m49 }) => m49).filter((m49) => m49 !== '001')).map((m49) => ({ m49 })))
    const state = fc.option(fc.constantFrom(...codes), { nil: undefined })
    const asked: fc.Arbitrary<Asked> = fc.oneof(
      fc.record({ view: fc.constant('map' as const), edition: fc.constantFrom(...EDITIONS), indicator: fc.constantFrom(...INDICES), within, state }),
      fc.record({ view: fc.constant('ranking' as const), edition: fc.constantFrom(...EDITIONS), indicator: fc.constantFrom(...INDICES), within, sort: fc.constantFrom('name' as const, undefined), state }),
      fc.record({ view: fc.constant('scatter' as const), edition: fc.constantFrom(...EDITIONS), x: fc.constantFrom(...INDICATORS), y: fc.constantFrom(...INDICATORS), within, state }),
      fc.record({ view: fc.constant('compare' as const), indicator: fc.constantFrom(...INDICES), states: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 6 }) }),
    ).map((one) => JSON.parse(JSON.stringify(one)) as Asked)
    fc.assert(fc.property(asked, (one) => {
      const params: Record<string, string | string[]> = {}
      for (const [name, value] of new URL(addressOf(one), 'http://x').searchParams) params[name] = name in params ? [params[name]!, value].flat() : value
      expect(askedOf(one.view, params, EDITIONS)).toEqual(one)
      expect(canBeShown(one, EDITIONS)).toBe(true)
      // SUR-35
      const { state: _, sort: _sort, ...view } = { state: undefined, sort: undefined, ...one }
      expect(viewId(one)).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/)
      expect(viewFrom(viewId(one))).toEqual(one.view === 'compare' ? { ...one, states: [...one.states].sort() } : view)
    }), { verbose: 1 })
  })
})

describe('the name of a view, by which its thread hangs (SUR-35)', () => {
  it('what only points into a view or orders it makes no other view', () => {
    const of = (params: object, view: 'ranking' | 'compare' = 'ranking') => viewId(askedOf(view, params as never, EDITIONS) as Asked)
    expect([of({}), of({ state: 'KEN' }), of({ sort: 'name' }), of({ area: '001' })]).toEqual(Array(4).fill('ranking-2024-egdi'))
    expect([of({ state: ['RWA', 'KEN'] }, 'compare'), of({ state: ['KEN', 'RWA'] }, 'compare')]).toEqual(Array(2).fill('compare-egdi-ken-rwa'))
  })

  it.each(['', 'map', 'map-2024', 'map-2024-rank', 'map-02024-egdi', 'map-2024-egdi-001', 'map-2024-egdi-europe', 'map-2024-egdi-', 'MAP-2024-egdi', 'compare-egdi-rwa-ken', 'compare-egdi-ken-ken', 'scatter-2024-egdi', 'scatter-2024-egdi-gdp', 'table-2024-egdi'])('%j names no view', (id) => {
    expect(viewFrom(id)).toBeUndefined()
  })

  it.each(['map-2023-egdi', 'map-2024-egdi-999', 'compare-egdi-xxx', 'compare-egdi-bdi-eth-ken-rwa-ssd-tza-uga'])('%s may be said and cannot be shown', (id) => {
    expect(canBeShown(viewFrom(id)!, EDITIONS)).toBe(false)
  })
})

describe('groups and order', () => {
  it('SUR-32 the cuts of the Survey, on the digits as recorded', () => {
    expect(['0', '0.24999', '0.25', '0.49999', '0.5', '0.75000', '0.75001', '1.42200'].map(groupAt)).toEqual(['low', 'low', 'middle', 'middle', 'high', 'high', 'very-high', 'very-high'])
  })

  it('SUR-34 an area or a group is who stands in it in that edition; without one everybody', () => {
    expect(membersWithin(undefined, 2024)).toBeUndefined()
    expect([...membersWithin({ m49: '014' }, 2024)!]).toEqual(expect.arrayContaining(['KEN', 'RWA']))
    expect(membersWithin({ m49: '014' }, 2024)!.has('FRA')).toBe(false)
    expect(membersWithin({ group: 'low' }, 2003)).not.toEqual(membersWithin({ group: 'low' }, 2024))
  })

  it('SUR-33 highest first, equals as the reader sorts names, without a figure apart', () => {
    const row = (iso3: string, osi?: string) => ({ iso3, status: 'ranked' as const, ...(osi === undefined ? {} : { osi }) })
    const backwards = (a: string, b: string) => b.localeCompare(a)
    const { ranked, apart } = rankingOf([row('AAA', '0.5'), row('BBB', '0.50001'), row('CCC', '0.50000'), row('DDD'), row('EEE', '0')], 'osi', backwards)
    expect(ranked.map(({ iso3 }) => iso3)).toEqual(['BBB', 'CCC', 'AAA', 'EEE'])
    expect(ranked.at(-1)!.figure).toEqual({ status: 'recorded', value: '0.0000' })
    expect(apart.map(({ iso3, figure }) => [iso3, figure.status])).toEqual([['DDD', 'unknown']])
    expect(isRefusal(ranked)).toBe(false)
  })
})
