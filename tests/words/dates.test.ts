// Dates and numbers: Latin digits in every language, both names of an Arabic month, the day's twenty-four hours.
import { expect, test } from 'vitest'
import { LANGUAGES } from '@roundtable/shared/base/languages'
import { dateIn, listIn, momentIn, numberIn, sorterIn, timeIn } from '@roundtable/shared/words/dates'

const zone = 'Africa/Nairobi'
const late = new Date('2026-12-31T21:30:00Z')

test('the day is that of the zone asked for', () => {
  expect(dateIn('en', late, { zone })).toBe('1 January 2027')
  expect(dateIn('ar', late, { zone })).toBe('1 كانون الثاني/يناير 2027')
  expect(dateIn('en', late, { zone: 'UTC' })).toBe('31 December 2026')
})

test('midnight is 00 and the evening has no letters', () => {
  for (const language of ['en', 'ar'] as const) {
    expect(timeIn(language, late, { zone })).toBe('00:30')
    expect(timeIn(language, late, { zone: 'UTC' })).toBe('21:30')
  }
})

test('figures keep their decimals and Latin digits', () => {
  expect(numberIn('ar', 0.5, 4)).toBe('0.5000')
  expect(numberIn('en', 1234)).toBe('1,234')
  expect(listIn('en', ['Kenya', 'Rwanda', 'Uganda'])).toBe('Kenya, Rwanda and Uganda')
})

test('a day as documents of each language write it; Russian writes the word for the year out', () => {
  const day = new Date('2026-06-15T11:05:00Z')
  expect(LANGUAGES.map((language) => dateIn(language, day, { zone: 'UTC' }))).toEqual(['15 حزيران/يونيو 2026', '2026年6月15日', '15 June 2026', '15 juin 2026', '15 июня 2026\u00a0года', '15 de junio de 2026'])
  expect([momentIn('en', day, { zone }), momentIn('zh', day, { zone }), momentIn('ar', day, { zone })]).toEqual(['15 June 2026, 14:05', '2026年6月15日 14:05', '15 حزيران/يونيو 2026، 14:05'])
})

test('names are sorted as the reader’s language sorts them: Chinese by sound, ё beside е, é beside e', () => {
  expect(['中国', '阿根廷', '肯尼亚', '巴西'].sort(sorterIn('zh'))).toEqual(['阿根廷', '巴西', '肯尼亚', '中国'])
  expect(['Япония', 'Ёлкино', 'Жуков', 'Египет'].sort(sorterIn('ru'))).toEqual(['Египет', 'Ёлкино', 'Жуков', 'Япония'])
  expect(['Zambie', 'Éthiopie', 'Fidji', 'Émirats arabes unis'].sort(sorterIn('fr'))).toEqual(['Émirats arabes unis', 'Éthiopie', 'Fidji', 'Zambie'])
})
