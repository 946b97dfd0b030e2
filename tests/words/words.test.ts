// Every language is complete: the same keys and parameters as English, its own words and letters, and counts in all the forms it has.
import { expect, test } from 'vitest'
import { LANGUAGES, type Language } from '@roundtable/shared/base/languages'
import { ar } from '@roundtable/shared/words/ar'
import { en } from '@roundtable/shared/words/en'
import { es } from '@roundtable/shared/words/es'
import { fr } from '@roundtable/shared/words/fr'
import { ru } from '@roundtable/shared/words/ru'
import { countsIn, labelled, sentencesIn, withAside } from '@roundtable/shared/words/joins'
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

test('counts are said in the form of their number: none, one, two, few, many, a hundred, one and a half', () => {
  const COUNTS = [0, 1, 2, 3, 11, 100, 1.5]
  const seats = (language: Language, words: Words) => COUNTS.map((count) => sayIn(language, words)('base.page.front.seats', { count }))
  expect(seats('ar', ar)).toEqual(['لا مقاعد', 'مقعد واحد', 'مقعدان', '3 مقاعد', '11 مقعدا', '100 مقعد', '1.5 مقعد'])
  expect(seats('ru', ru)).toEqual(['0 мест', '1 место', '2 места', '3 места', '11 мест', '100 мест', '1,5 места'])
  expect(seats('fr', fr)).toEqual(['0 siège', '1 siège', '2 sièges', '3 sièges', '11 sièges', '100 sièges', '1,5 siège'])
  expect(seats('zh', zh)).toEqual(['0个席位', '1个席位', '2个席位', '3个席位', '11个席位', '100个席位', '1.5个席位'])
  // In every sentence that counts in Arabic or Russian, each number takes the branch of its own form.
  for (const [language, words] of [['ar', ar], ['ru', ru]] as const) {
    const rules = new Intl.PluralRules(language)
    const say = sayIn(language, words)
    const one = keys.filter((key) => /^\{(\w+), plural,/.test(words[key]) && argumentsOf(words[key]).length === 1)
    expect(one.length).toBeGreaterThan(15)
    for (const key of one) {
      const { name, branches } = argumentsOf(words[key])[0]!
      const said = (count: number) => say(key, { [name]: count }).replace(/[\d.,]+/g, '#')
      for (const a of COUNTS) for (const b of COUNTS) {
        if (rules.select(a) === rules.select(b) && !branches.some((branch) => branch === `=${a}` || branch === `=${b}`)) expect([key, a, said(a)]).toEqual([key, a, said(b)])
      }
    }
  }
})

test('figures are written with the language’s own sign, and what stands in a file as it stands there', () => {
  const said = (['en', 'fr', 'es', 'ru', 'zh', 'ar'] as const).map((language) => sayIn(language, language === 'en' ? en : OTHERS[language])('survey.figure', { value: '0.6314' }))
  expect(said).toEqual(['0.6314', '0,6314', '0,6314', '0,6314', '0.6314', '0.6314'])
  expect(sayIn('fr', fr)('survey.row.figure', { column: 'egdi', value: '0.631401' })).toContain('0.631401')
})

test('words side by side take the signs of their language', () => {
  const [frenchly, chinese, arabic] = [sayIn('fr', fr), sayIn('zh', zh), sayIn('ar', ar)]
  expect([labelled(frenchly, 'Séance 2', 'Infrastructure'), withAside(frenchly, 'Délégué', 'suppléant')]).toEqual(['Séance 2\u00a0: Infrastructure', 'Délégué (suppléant)'])
  expect([labelled(chinese, '第2次会议', '基础设施'), sentencesIn(chinese, ['一。', undefined, '二。', false, '']), countsIn(chinese, ['4个成员', '2个观察员']), withAside(chinese, '代表', '副代表')]).toEqual(['第2次会议：基础设施', '一。二。', '4个成员，2个观察员', '代表（副代表）'])
  expect(countsIn(arabic, ['عضوان', 'مراقب واحد'])).toBe('عضوان، مراقب واحد')
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
