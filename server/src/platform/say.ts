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

/** What a browser asks for in Accept-Language, among ours. */
export function preferred(accept: string | undefined): Language {
  for (const part of (accept ?? '').split(',')) {
    const language = part.trim().slice(0, 2).toLowerCase()
    if (isLanguage(language)) return language
  }
  return 'en'
}
