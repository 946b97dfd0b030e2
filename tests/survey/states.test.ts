// The 193 States and their areas: complete, in six languages, and what an area prefills.
import { describe, expect, it } from 'vitest'
import { areaNameOf, areaOf, areas, nameOf, stateOf, states, statesOf, UN_LANGUAGES } from '@roundtable/shared/survey/states'

const codes = (m49: string) => statesOf(m49).map((state) => state.iso3)

describe('states', () => {
  it('are 193, each code once', () => {
    expect(states).toHaveLength(193)
    for (const code of ['iso2', 'iso3', 'm49'] as const) expect(new Set(states.map((state) => state[code])).size).toBe(193)
    for (const state of states) {
      expect(state.iso2).toMatch(/^[A-Z]{2}$/)
      expect(state.iso3).toMatch(/^[A-Z]{3}$/)
      expect(state.m49).toMatch(/^\d{3}$/)
    }
  })

  it('have a name in each of the six languages, none shared by two States', () => {
    for (const language of UN_LANGUAGES) {
      expect(states.filter((state) => !state.names[language].trim())).toEqual([])
      expect(new Set(states.map((state) => state.names[language])).size).toBe(193)
    }
    expect(nameOf('CIV', 'en')).toBe('Côte d’Ivoire')
    expect(nameOf('CIV', 'zh')).toBe('科特迪瓦')
    expect(nameOf('TZA', 'ru')).toBe('Объединенная Республика Танзания')
    expect(nameOf('KEN', 'ar')).toBe('كينيا')
    expect(states.every((state) => /^[\u0600-\u06FF\s()،-]+$/.test(state.names.ar))).toBe(true)
  })

  it('stand in a region and a subregion that lie in one another', () => {
    for (const state of states) {
      expect(areaOf(state.region)?.level).toBe('region')
      expect(areaOf(state.subregion)).toMatchObject({ level: 'subregion', parent: state.region })
      if (state.intermediate) expect(areaOf(state.intermediate)).toMatchObject({ level: 'intermediate', parent: state.subregion })
    }
    expect(stateOf('RWA')).toMatchObject({ iso2: 'RW', m49: '646', region: '002', subregion: '202', intermediate: '014', ldc: true, lldc: true, sids: false })
    expect(stateOf('FRA')?.intermediate).toBeUndefined()
  })

  it('carry the groups of countries in special situations', () => {
    const count = (flag: 'ldc' | 'lldc' | 'sids') => states.filter((state) => state[flag]).length
    expect([count('ldc'), count('lldc'), count('sids')]).toEqual([44, 32, 37])
  })

  it('unknown codes have no State, and their name is the code', () => {
    expect(stateOf('XKX')).toBeUndefined()
    expect(stateOf('__proto__')).toBeUndefined()
    expect(nameOf('XKX', 'en')).toBe('XKX')
    expect(areaNameOf('999', 'ar')).toBe('999')
  })
})

describe('areas', () => {
  it('are thirty, each but the world in a known parent', () => {
    expect(areas).toHaveLength(30)
    for (const area of areas) {
      if (area.level === 'global') expect(area.parent).toBeUndefined()
      else expect(areaOf(area.parent ?? '')).toBeDefined()
      for (const language of UN_LANGUAGES) expect(area.names[language]).not.toBe('')
    }
  })

  it('every one prefills at least one State, and the five regions share out all 193', () => {
    for (const area of areas) expect(statesOf(area.m49).length).toBeGreaterThan(0)
    expect(statesOf('001')).toHaveLength(193)
    expect(areas.filter((area) => area.level === 'region').flatMap((area) => codes(area.m49)).sort()).toEqual(states.map((state) => state.iso3))
    expect(statesOf('999')).toEqual([])
    expect(statesOf('')).toEqual([])
  })

  it('014 prefills the 18 States of Eastern Africa, and none of the territories M49 lists there', () => {
    expect(areaNameOf('014', 'en')).toBe('Eastern Africa')
    expect(areaNameOf('014', 'ar')).toBe('شرق أفريقيا')
    expect(codes('014')).toEqual(['BDI', 'COM', 'DJI', 'ERI', 'ETH', 'KEN', 'MDG', 'MOZ', 'MUS', 'MWI', 'RWA', 'SOM', 'SSD', 'SYC', 'TZA', 'UGA', 'ZMB', 'ZWE'])
  })

  it('029 prefills the 13 States of the Caribbean: Belize, Guyana and Suriname are elsewhere in M49', () => {
    expect(codes('029')).toEqual(['ATG', 'BHS', 'BRB', 'CUB', 'DMA', 'DOM', 'GRD', 'HTI', 'JAM', 'KNA', 'LCA', 'TTO', 'VCT'])
    expect(stateOf('BLZ')?.intermediate).toBe('013')
    expect([stateOf('GUY')?.intermediate, stateOf('SUR')?.intermediate]).toEqual(['005', '005'])
  })
})
