// The explorer's rules: what may be asked (SUR-30, 31), the Survey's groups (SUR-32), the order of a ranking (SUR-33).
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '@roundtable/shared/base/refusal'
import { addressOf, askedOf, INDICES, rankingOf, type Asked } from '@roundtable/shared/survey/explorer.rules'
import { INDICATORS } from '@roundtable/shared/survey/indicators'
import { groupAt } from '@roundtable/shared/survey/means.rules'
import { states } from '@roundtable/shared/survey/states'

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
    ['map', { indicator: 'constructor' }, 'indicator-unknown'], ['map', { state: 'XXX' }, 'state-unknown'], ['map', { state: 'ken' }, 'state-unknown'], ['map', { edition: ['2024', '2012'] }, 'malformed'],
    ['map', { indicator: 'x'.repeat(5000) }, 'malformed'], ['scatter', { x: 'gdp' }, 'indicator-unknown'], ['scatter', { y: { a: '1' } }, 'malformed'],
    ['compare', { state: ['KEN', 'RWA', 'UGA', 'TZA', 'BDI', 'SSD', 'ETH'] }, 'states-too-many'], ['compare', { state: ['KEN', 'XXX'] }, 'state-unknown'], ['compare', { state: { a: 'KEN' } }, 'malformed'],
  ] as const)('SUR-30 %s %j is refused: %s', (view, params, refused) => {
    expect(askedOf(view, params, EDITIONS)).toMatchObject({ refused })
  })

  it('SUR-31 a rank is neither painted nor followed; two indicators may be ranks', () => {
    for (const view of ['map', 'ranking', 'compare'] as const) expect(askedOf(view, { indicator: 'rank' }, EDITIONS)).toMatchObject({ refused: 'indicator-unknown' })
    expect(askedOf('scatter', { x: 'rank', y: 'epi' }, EDITIONS)).toMatchObject({ x: 'rank', y: 'epi' })
  })

  it('SUR-30 every request comes back from its own address', () => {
    const state = fc.option(fc.constantFrom(...codes), { nil: undefined })
    const asked: fc.Arbitrary<Asked> = fc.oneof(
      fc.record({ view: fc.constantFrom('map' as const, 'ranking' as const), edition: fc.constantFrom(...EDITIONS), indicator: fc.constantFrom(...INDICES), state }),
      fc.record({ view: fc.constant('scatter' as const), edition: fc.constantFrom(...EDITIONS), x: fc.constantFrom(...INDICATORS), y: fc.constantFrom(...INDICATORS), state }),
      fc.record({ view: fc.constant('compare' as const), indicator: fc.constantFrom(...INDICES), states: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 6 }) }),
    ).map((one) => JSON.parse(JSON.stringify(one)) as Asked)
    fc.assert(fc.property(asked, (one) => {
      const params: Record<string, string | string[]> = {}
      for (const [name, value] of new URL(addressOf(one), 'http://x').searchParams) params[name] = name in params ? [params[name]!, value].flat() : value
      expect(askedOf(one.view, params, EDITIONS)).toEqual(one)
    }), { verbose: 1 })
  })
})

describe('groups and order', () => {
  it('SUR-32 the cuts of the Survey, on the digits as recorded', () => {
    expect(['0', '0.24999', '0.25', '0.49999', '0.5', '0.75000', '0.75001', '1.42200'].map(groupAt)).toEqual(['low', 'low', 'middle', 'middle', 'high', 'high', 'very-high', 'very-high'])
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
