// Every sentence that people read, by language; ICU messages, so plural rules of each language hold.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../base/languages'
import type { en } from './en'

export type WordKey = keyof typeof en
export type Words = Record<WordKey, string>
export type Params = Record<string, string | number | Date>

/** `say(key, params)`: the sentence in one language. Numbers in params, and figures as they are recorded ("0.6314"), are written as that language writes them. */
export type Say = (key: WordKey, params?: Params) => string

/** Digits stay Latin in every language, as figures do in United Nations documents. */
export const localeOf = (language: Language): string => (language === 'ar' ? 'ar-u-nu-latn' : language)

/** A figure as the record has it; its digits are kept, only the sign between them is the language's. */
const FIGURE = /^-?\d+\.\d{3,}$/
/** What stands in a file is quoted as it stands there. */
const VERBATIM = /^survey\.row\./
const DECIMAL: Record<Language, string> = { ar: '.', zh: '.', en: '.', fr: ',', ru: ',', es: ',' }
const written = (language: Language, params: Params): Params =>
  (DECIMAL[language] === '.' ? params : Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && FIGURE.test(value) ? value.replace('.', DECIMAL[language]) : value])))

export function sayIn(language: Language, words: Words): Say {
  const parsed = new Map<WordKey, IntlMessageFormat>()
  return (key, params) => {
    let message = parsed.get(key)
    if (!message) parsed.set(key, (message = new IntlMessageFormat(words[key], localeOf(language), undefined, { ignoreTag: true })))
    return String(message.format(params && (VERBATIM.test(key) ? params : written(language, params))))
  }
}
