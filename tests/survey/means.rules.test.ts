// What the house computes from the Survey, against figures that are known, on the editions it carries.
import { beforeAll, describe, expect, it } from 'vitest'
import { GROUP_IDS, INCOMES, isGroupId } from '@roundtable/shared/survey/group.ids'
import { incomeOf, membersOf, membersOfArea } from '@roundtable/shared/survey/groups'
import { changeBetween, egdiGroupOf, meanOf, sharesOf } from '@roundtable/shared/survey/means.rules'
import { states } from '@roundtable/shared/survey/states'
import type { SurveyRow } from '@roundtable/shared/survey/survey.rules'
import { editionRows } from '../pages/samples'

let rows: SurveyRow[]
const among = (codes: readonly string[]) => rows.filter(({ iso3 }) => codes.includes(iso3))
beforeAll(async () => { rows = await editionRows(2024) })

describe('what we compute', () => {
  it('SUR-22 means of 2024: the world, Eastern Africa and its components', () => {
    expect(meanOf(rows, 'egdi')).toBe('0.6382')
    expect((['egdi', 'osi', 'tii', 'hci'] as const).map((column) => meanOf(among(membersOfArea('014')!), column))).toEqual(['0.3903', '0.4024', '0.3367', '0.4317'])
  })

  it('SUR-22 the unranked do not count as zero, and where none is ranked there is no mean', () => {
    const ranked: SurveyRow = { iso3: 'KEN', status: 'ranked', rank: 1, egdi: '0.00005', osi: '0', tii: '0', hci: '0' }
    expect(meanOf([ranked, { iso3: 'SOM', status: 'unranked', osi: '0.1' }], 'egdi')).toBe('0.0001')
    expect(meanOf([{ iso3: 'SSD', status: 'not_member' }], 'egdi')).toBeUndefined()
    expect(meanOf([{ iso3: 'SOM', status: 'unranked', osi: '0.1' }], 'osi')).toBeUndefined()
  })

  it('SUR-23 groups are taken on the recorded decimals, and not before 2014', () => {
    const group = (egdi: string, edition = 2024) => egdiGroupOf({ iso3: 'KEN', status: 'ranked', egdi }, edition)
    expect(['0.75001', '0.75000', '0.50000', '0.49999', '0.25000', '0.24999'].map((egdi) => group(egdi))).toEqual(['very-high', 'high', 'high', 'middle', 'middle', 'low'])
    expect(group('0.9', 2012)).toBeUndefined()
    expect(egdiGroupOf({ iso3: 'SOM', status: 'unranked' }, 2024)).toBeUndefined()
  })

  it('SUR-24 the counts of 2024 are those the Survey printed', () => {
    expect(sharesOf(rows, 2024)).toEqual({ ranked: 193, of: { 'very-high': 76, 'high': 62, 'middle': 44, 'low': 11 } })
    expect(sharesOf([], 2024)).toBeUndefined()
  })

  it('SUR-25 a difference is between the figures shown', () => {
    expect(changeBetween('0.5589', '0.6314')).toEqual({ trend: 'up', by: '0.0725' })
    expect(changeBetween('0.4212', '0.3805')).toEqual({ trend: 'down', by: '0.0407' })
    expect(changeBetween('0.0000', '0.0000')).toEqual({ trend: 'same', by: '0.0000' })
  })

  it('SUR-26 income is that of the edition; nobody is in two groups, and the unclassified are in none', () => {
    expect([incomeOf('HRV', 2018), incomeOf('KEN', 2024), incomeOf('VEN', 2024), incomeOf('SSD', 2003), incomeOf('KEN', 2006)]).toEqual(['upper-middle', 'lower-middle', undefined, undefined, undefined])
    const all = INCOMES.flatMap((income) => membersOf(income, 2024))
    expect(new Set(all).size).toBe(all.length)
    expect(states.map(({ iso3 }) => iso3).filter((iso3) => !all.includes(iso3))).toEqual(['VEN'])
    expect(GROUP_IDS.slice(0, 3).map((group) => membersOf(group, 2024).length)).toEqual([44, 32, 37])
    expect([isGroupId('ldc'), isGroupId('__proto__'), membersOfArea('999')]).toEqual([true, false, undefined])
  })
})
