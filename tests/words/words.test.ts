// Every language is complete: the same keys and parameters as English, its own words and letters, and counts in all the forms it has.
import { expect, test } from 'vitest'
import { LANGUAGES, type Language } from '@roundtable/shared/base/languages'
import { ar } from '@roundtable/shared/words/ar'
import { en } from '@roundtable/shared/words/en'
import { es } from '@roundtable/shared/words/es'
import { fr } from '@roundtable/shared/words/fr'
import { ru } from '@roundtable/shared/words/ru'
import { sayIn, type WordKey, type Words } from '@roundtable/shared/words/words'
import { zh } from '@roundtable/shared/words/zh'
import { SAME_AS_ENGLISH } from './same-as-english'

const OTHERS: Record<Exclude<Language, 'en'>, Words> = { ar, zh, fr, ru, es }
const others = Object.entries(OTHERS) as [keyof typeof OTHERS, Words][]
/** What a language is written in, where it is not Latin. */
const LETTERS: Partial<Record<Language, RegExp>> = { ar: /\p{Script=Arabic}/u, zh: /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u }
/** The forms a language counts in: of a plural as many branches as it has, by CLDR. */
const FORMS = (language: Language) => new Intl.PluralRules(language).resolvedOptions().pluralCategories
const keys = Object.keys(en) as WordKey[]

/** The arguments of an ICU message: braces at even depth open an argument, at odd depth a branch. */
function argumentsOf(message: string): { name: string; kind: string | undefined; branches: string[] }[] {
  const found: { name: string; kind: string | undefined; branches: string[] }[] = []
  const open: (typeof found)[number][] = []
  let depth = 0
  for (let at = 0; at < message.length; at++) {
    if (message[at] === '{') {
      if (depth % 2 === 0) {
        const [, name, kind] = /^\{\s*(\w+)\s*(?:,\s*(\w+))?/.exec(message.slice(at)) ?? []
        open.push({ name: name ?? '', kind, branches: [] })
        found.push(open.at(-1)!)
      } else open.at(-1)!.branches.push(/(=?\w+)\s*$/.exec(message.slice(0, at))?.[1] ?? '')
      depth++
    } else if (message[at] === '}') {
      depth--
      if (depth % 2 === 0) open.pop()
    }
  }
  return found
}
const namesIn = (message: string) => [...new Set(argumentsOf(message).map((one) => one.name))].sort()

test('every language offered is checked here', () => {
  expect(Object.keys(OTHERS).sort()).toEqual(LANGUAGES.filter((language) => language !== 'en').sort())
})

test.each(others)('%s has every key, with the parameters of English', (_, words) => {
  expect(Object.keys(words).sort()).toEqual([...keys].sort())
  expect(keys.filter((key) => namesIn(words[key]).join() !== namesIn(en[key]).join()).map((key) => [key, namesIn(en[key]), namesIn(words[key])])).toEqual([])
})

test.each(others)('%s says each thing in its own words', (language, words) => {
  const same = SAME_AS_ENGLISH[language]
  expect(keys.filter((key) => words[key] === en[key] && !same.has(key)), 'left in English; if it is right so, say why in same-as-english.ts').toEqual([])
  expect([...same].filter((key) => words[key] !== en[key])).toEqual([])
})

test.each(others.filter(([language]) => LETTERS[language]))('%s is written in its own letters', (language, words) => {
  // A form without a word, as "{name}, {rank}", has no letters of any language.
  const worded = (key: WordKey) => /\p{L}{3}/u.test(en[key].replace(/\{[^{}]*\}/g, ''))
  expect(keys.filter((key) => worded(key) && !LETTERS[language]!.test(words[key]) && !SAME_AS_ENGLISH[language].has(key)).map((key) => [key, words[key]])).toEqual([])
})

test('Arabic counts in six forms, Russian in four', () => {
  expect(FORMS('ar')).toHaveLength(6)
  expect(FORMS('ru')).toHaveLength(4)
})

test.each(others)('%s counts in all its forms', (language, words) => {
  // "Many" of French and Spanish is for millions, which nothing here counts.
  const forms = FORMS(language).filter((form) => form !== 'many' || language === 'ar' || language === 'ru')
  const poor = keys.filter((key) => argumentsOf(words[key]).some(({ kind, branches }) => kind === 'plural' && forms.some((form) => !branches.includes(form))))
  expect(poor).toEqual([])
})

test('every sentence can be said', () => {
  const all: Record<Language, Words> = { en, ...OTHERS }
  for (const language of LANGUAGES) {
    const say = sayIn(language, all[language])
    for (const key of keys) {
      const params = Object.fromEntries(argumentsOf(all[language][key]).map(({ name, kind }) => [name, kind === 'select' ? 'other' : kind === 'date' || kind === 'time' ? new Date(0) : 3]))
      expect(say(key, params), key).not.toBe('')
    }
  }
})
