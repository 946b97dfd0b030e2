// A paragraph's number as United Nations documents of its language write it. The record keeps one form, "OP2 bis" and "(a)"; PP and OP,
// by which delegations of every tongue call them, stay in the margin, but for Arabic.
import type { Language } from '../base/languages'

const ARABIC = {
  prefix: { PP: 'ديباجة ', OP: 'منطوق ' } as Record<string, string>,
  letters: ['أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط', 'ي', 'ك', 'ل', 'م', 'ن', 'س', 'ع', 'ف', 'ص', 'ق', 'ر', 'ش', 'ت', 'ث', 'خ', 'ذ', 'ض', 'ظ', 'غ'],
  again: { bis: 'مكررا', ter: 'مكررا ثانيا', quater: 'مكررا ثالثا', quinquies: 'مكررا رابعا', sexies: 'مكررا خامسا', septies: 'مكررا سادسا', octies: 'مكررا سابعا', novies: 'مكررا ثامنا', decies: 'مكررا تاسعا', undecies: 'مكررا عاشرا' } as Record<string, string>,
}
/** The second, third … of a number. */
const AGAIN = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'novies', 'decies', 'undecies', 'duodecies']
const HAN = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** 1 to 99: 一, 十, 十二, 三十四. */
const inHan = (n: number): string => (n < 10 ? HAN[n] ?? '' : n < 100 ? `${n < 20 ? '' : HAN[Math.floor(n / 10)]}十${HAN[n % 10]}` : String(n))

const fromLetters = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0)
const VALUE: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
const fromRoman = (roman: string): number => [...roman].reduce((sum, sign, index, all) => {
  const value = VALUE[sign] ?? 0
  return sum + (value < (VALUE[all[index + 1] ?? ''] ?? 0) ? -value : value)
}, 0)
const arabicLetter = (n: number): string => ARABIC.letters[n - 1] ?? String(n)

/** `level`: of a sub-item, since (i) is the ninth letter on the first level and the first numeral on the second. */
export function numberIn(language: Language, number: string, level?: string): string {
  const parts = language === 'en' ? null : /^(PP|OP)?([^ ]+)(?: (.+))?$/.exec(number)
  if (!parts) return number
  const [, prefix = '', body = '', again] = parts
  const sign = body.replace(/[()]/g, '')
  if (language === 'ar') return arabic(prefix, body, sign, again, level)
  if (language === 'zh') return `${prefix}${level === '2' && sign !== '0' ? `(${inHan(fromRoman(sign))})` : body}${again ? `之${inHan(AGAIN.includes(again) ? AGAIN.indexOf(again) + 2 : Number(again))}` : ''}`
  // French, Spanish and Russian close what English encloses: a), i), and a. below them.
  const written = !level ? body : level === '3' ? `${sign}.` : `${sign})`
  return `${prefix}${written}${again ? ` ${again}` : ''}`
}

function arabic(prefix: string, body: string, sign: string, again: string | undefined, level: string | undefined): string {
  const counted = /^\d+$/.test(sign) ? sign : level === '2' ? String(fromRoman(sign)) : arabicLetter(fromLetters(sign))
  const written = body.startsWith('(') ? `(${counted})` : body.endsWith(')') ? `${counted})` : counted
  return `${prefix ? ARABIC.prefix[prefix] : ''}${written}${again ? ` ${ARABIC.again[again] ?? again}` : ''}`
}

/** In print a whole paragraph is "1." without the kind of it, in Arabic "1 -". */
export function printedNumberIn(language: Language, number: string, level?: string): string {
  if (level) return numberIn(language, number, level)
  const whole = numberIn(language, number.replace(/^(?:PP|OP)/, ''))
  return language === 'ar' ? `${whole} -` : `${whole}.`
}
