// Dates and numbers: Latin digits in every language, both names of an Arabic month, the day's twenty-four hours.
import { expect, test } from 'vitest'
import { dateIn, listIn, numberIn, timeIn } from '@roundtable/shared/words/dates'

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
