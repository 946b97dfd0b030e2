// In which language a reader is answered: the address, then the choice that was kept, then what the browser asks for most.
import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { languageOf } from '../../server/src/gate/reader'

const of = (headers: Record<string, string>, chosen?: unknown) => languageOf({ headers } as unknown as IncomingMessage, chosen)

it.each([
  ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'], ['de, ru;q=0.7, en;q=0.3', 'ru'], ['en;q=0.2, es;q=0.9', 'es'], ['zh-Hant-TW', 'zh'], ['ar;q=0, en', 'en'], ['AR-EG', 'ar'],
  ['*', 'en'], ['', 'en'], ['enormous, fr;q=nonsense', 'fr'], [',;q=,;;', 'en'],
] as const)('Accept-Language %s is answered in %s', (accept, language) => expect(of({ 'accept-language': accept })).toBe(language))

it('what was chosen before goes before what the browser asks for, and the address before both', () => {
  expect(of({ 'cookie': 'language=ru', 'accept-language': 'fr' })).toBe('ru')
  expect(of({ 'cookie': 'language=ru', 'accept-language': 'fr' }, 'zh')).toBe('zh')
  expect(of({ 'cookie': 'language=xx', 'accept-language': 'fr' }, ['zh'])).toBe('fr')
})
