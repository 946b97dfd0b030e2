// Dates and numbers as each language writes them; digits stay Latin, and Arabic months carry both names, as in United Nations documents.
import type { Language } from '../base/languages'
import { localeOf } from './words'

/** English as the United Nations write it: 24 November 2026, 14:05. */
const dateLocale = (language: Language): string => (language === 'en' ? 'en-GB' : localeOf(language))

export interface When { zone?: string }

const arabicMonth = (date: Date, zone: string | undefined): string => {
  const month = (locale: string) => new Intl.DateTimeFormat(locale, { month: 'long', timeZone: zone }).format(date)
  const [levant, egypt] = [month('ar-LB'), month('ar-EG')]
  return levant === egypt ? levant : `${levant}/${egypt}`
}

export function dateIn(language: Language, date: Date, { zone }: When = {}): string {
  const format = new Intl.DateTimeFormat(dateLocale(language), { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone })
  if (language === 'ar') return format.formatToParts(date).map((part) => (part.type === 'month' ? arabicMonth(date, zone) : part.value)).join('')
  // Documents write the word out, which Intl abbreviates.
  return language === 'ru' ? format.format(date).replace(/\s*г\.$/, '\u00a0года') : format.format(date)
}

export const timeIn = (language: Language, date: Date, { zone }: When = {}): string =>
  new Intl.DateTimeFormat(dateLocale(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(date)

/** "24 November 2026, 14:05" */
export function momentIn(language: Language, date: Date, when: When = {}): string {
  const comma = language === 'zh' ? ' ' : language === 'ar' ? '، ' : ', '
  return `${dateIn(language, date, when)}${comma}${timeIn(language, date, when)}`
}

export const numberIn = (language: Language, value: number, decimals?: number): string =>
  new Intl.NumberFormat(localeOf(language), decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value)

/** "Kenya, Rwanda and Uganda" */
export const listIn = (language: Language, names: string[]): string => new Intl.ListFormat(dateLocale(language), { type: 'conjunction' }).format(names)

/** In the order of the reader's alphabet; Chinese by sound. */
export const sorterIn = (language: Language): ((a: string, b: string) => number) => new Intl.Collator(localeOf(language)).compare

/** "340 kB", "4.2 MB": in powers of ten, as systems show what they have saved. */
export function fileSizeIn(language: Language, bytes: number): string {
  const large = bytes >= 1_000_000
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit: large ? 'megabyte' : 'kilobyte', unitDisplay: 'short', maximumFractionDigits: large ? 1 : 0 }).format(Math.max(bytes / (large ? 1_000_000 : 1_000), large ? 0 : 1))
}

const measured = (language: Language, value: number, unit: string, decimals: number): string => new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: decimals }).format(value)

/** "4.2 ms", "1.5 sec", "12 min": as exact as one needs to see whether it is long. */
export function durationIn(language: Language, milliseconds: number): string {
  if (milliseconds < 1_000) return measured(language, milliseconds, 'millisecond', milliseconds < 10 ? 1 : 0)
  return milliseconds < 120_000 ? measured(language, milliseconds / 1_000, 'second', milliseconds < 10_000 ? 1 : 0) : measured(language, milliseconds / 60_000, 'minute', 0)
}

/** "0 byte", "12 kB", "340 MB": what a machine holds; of a file see `fileSizeIn`. */
export const amountIn = (language: Language, bytes: number): string =>
  bytes < 1_000 ? measured(language, bytes, 'byte', 0) : bytes < 1_000_000 ? measured(language, bytes / 1_000, 'kilobyte', 0) : measured(language, bytes / 1_000_000, 'megabyte', bytes < 10_000_000 ? 1 : 0)
