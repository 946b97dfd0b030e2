// The server speaks every language of the project: public pages, mails, refusals.
import { isLanguage, type Language } from '@roundtable/shared/base/languages'
import { ar } from '@roundtable/shared/words/ar'
import { en } from '@roundtable/shared/words/en'
import { es } from '@roundtable/shared/words/es'
import { fr } from '@roundtable/shared/words/fr'
import { ru } from '@roundtable/shared/words/ru'
import { sayIn, type Say } from '@roundtable/shared/words/words'
import { zh } from '@roundtable/shared/words/zh'

const SAYS: Record<Language, Say> = { en: sayIn('en', en), fr: sayIn('fr', fr), es: sayIn('es', es), ru: sayIn('ru', ru), zh: sayIn('zh', zh), ar: sayIn('ar', ar) }

/** The sentences of a language; English when it is none of ours. */
export const sayFor = (language: unknown): Say => SAYS[isLanguage(language) ? language : 'en']

/** What a browser asks for most in Accept-Language, among ours: `fr;q=0.5, ru` is Russian, and what has no weight is not wanted. */
export function preferred(accept: string | undefined): Language {
  const asked = (accept ?? '').split(',').flatMap((part) => {
    const [tag = '', ...more] = part.trim().toLowerCase().split(';')
    const [language] = tag.trim().split('-')
    const weight = Number(more.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined) ?? 1)
    return isLanguage(language) && weight > 0 ? [{ language, weight }] : []
  })
  // The sort is stable: of equal weight the first is meant.
  return asked.sort((a, b) => b.weight - a.weight)[0]?.language ?? 'en'
}
