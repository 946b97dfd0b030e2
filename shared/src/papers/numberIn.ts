// A paragraph's number as its language writes it. The record keeps one form, "OP2 bis"; Arabic papers read "منطوق 2 مكررا".
import type { Language } from '../base/languages'

const ARABIC = {
  prefix: { PP: 'ديباجة ', OP: 'منطوق ' } as Record<string, string>,
  letters: ['أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط', 'ي', 'ك', 'ل', 'م', 'ن', 'س', 'ع', 'ف', 'ص', 'ق', 'ر', 'ش', 'ت', 'ث', 'خ', 'ذ', 'ض', 'ظ', 'غ'],
  again: { bis: 'مكررا', ter: 'مكررا ثانيا', quater: 'مكررا ثالثا', quinquies: 'مكررا رابعا', sexies: 'مكررا خامسا', septies: 'مكررا سادسا', octies: 'مكررا سابعا', novies: 'مكررا ثامنا', decies: 'مكررا تاسعا', undecies: 'مكررا عاشرا' } as Record<string, string>,
}

const fromLetters = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0)
const VALUE: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
const fromRoman = (roman: string): number => [...roman].reduce((sum, sign, index, all) => {
  const value = VALUE[sign] ?? 0
  return sum + (value < (VALUE[all[index + 1] ?? ''] ?? 0) ? -value : value)
}, 0)
const arabicLetter = (n: number): string => ARABIC.letters[n - 1] ?? String(n)

/** `level`: of a sub-item, since (i) is the ninth letter on the first level and the first numeral on the second. */
export function numberIn(language: Language, number: string, level?: string): string {
  const parts = language === 'ar' ? /^(PP|OP)?([^ ]+)(?: (.+))?$/.exec(number) : null
  if (!parts) return number
  const [, prefix, body = '', again] = parts
  const sign = body.replace(/[()]/g, '')
  const counted = /^\d+$/.test(sign) ? sign : level === '2' ? String(fromRoman(sign)) : arabicLetter(fromLetters(sign))
  const written = body.startsWith('(') ? `(${counted})` : body.endsWith(')') ? `${counted})` : counted
  return `${prefix ? ARABIC.prefix[prefix] : ''}${written}${again ? ` ${ARABIC.again[again] ?? again}` : ''}`
}
