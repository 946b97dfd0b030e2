// Every language is complete: the same keys and parameters as English, its own words, and Arabic counts in all its six forms.
import { expect, test } from 'vitest'
import { LANGUAGES } from '@roundtable/shared/base/languages'
import { ar } from '@roundtable/shared/words/ar'
import { en } from '@roundtable/shared/words/en'
import { sayIn, type WordKey, type Words } from '@roundtable/shared/words/words'
import { SAME_AS_ENGLISH } from './same-as-english'

const OTHERS: Record<string, Words> = { ar }
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
  expect(Object.keys(OTHERS).sort()).toEqual(LANGUAGES.filter((language) => language !== 'en'))
})

test.each(Object.entries(OTHERS))('%s has every key, with the parameters of English', (_, words) => {
  expect(Object.keys(words).sort()).toEqual([...keys].sort())
  expect(keys.filter((key) => namesIn(words[key]).join() !== namesIn(en[key]).join()).map((key) => [key, namesIn(en[key]), namesIn(words[key])])).toEqual([])
})

test.each(Object.entries(OTHERS))('%s says each thing in its own words', (_, words) => {
  expect(keys.filter((key) => words[key] === en[key] && !SAME_AS_ENGLISH.has(key))).toEqual([])
  expect([...SAME_AS_ENGLISH].filter((key) => words[key] !== en[key])).toEqual([])
})

test('Arabic counts in six forms', () => {
  const SIX = ['zero', 'one', 'two', 'few', 'many', 'other']
  const poor = keys.filter((key) => argumentsOf(ar[key]).some(({ kind, branches }) => kind === 'plural' && SIX.some((form) => !branches.includes(form))))
  expect(poor).toEqual([])
})

test('every sentence can be said', () => {
  const all: Record<string, Words> = { en, ...OTHERS }
  for (const language of LANGUAGES) {
    const say = sayIn(language, all[language]!)
    for (const key of keys) {
      const params = Object.fromEntries(argumentsOf(all[language]![key]).map(({ name, kind }) => [name, kind === 'select' ? 'other' : kind === 'date' || kind === 'time' ? new Date(0) : 3]))
      expect(say(key, params), key).not.toBe('')
    }
  }
})
