// For whom a page is made: the reader's language and words, and where this site is.
import { directionOf, isLanguage, tagOf, type Language } from '@roundtable/shared/base/languages'
import { fullNameIn } from '@roundtable/shared/bodies/full-name'
import type { BodyKind } from '@roundtable/shared/bodies/words'
import { dateIn } from '@roundtable/shared/words/dates'
import type { Say } from '@roundtable/shared/words/words'
import { sayFor } from '../platform/say'
import { html, unbroken, type Html } from './html'

export interface View {
  language: Language
  say: Say
  /** the address itself names the language: ?lang=ar */
  inAddress: boolean
  origin: string
  stylesheet?: string
  /** the fonts of pages that speak Chinese */
  chinese?: string
  /** of pages that a script helps */
  script?: string
  demonstration: boolean
}

export const inLanguage = (view: View, language: Language): View => ({ ...view, language, say: sayFor(language) })

/** Public pages show days as the record has them: in UTC, so a page is the same for every reader. */
export const dayOf = (view: View, at: string): string => dateIn(view.language, new Date(at), { zone: 'UTC' })

type LocalName = Partial<Record<string, string>> & { en: string }
/** A body's name in the reader's language, or in the one the record is kept in. */
export const plainName = (view: View, name: LocalName): string => name[view.language] ?? name.en
export const fullName = (view: View, body: { kind: BodyKind; name: LocalName }): string => fullNameIn(view.say, view.language, body)
export const nameOf = (view: View, name: LocalName): Html => inTongue(plainName(view, name), name[view.language] ? view.language : 'en')

/** Words whose language is known. */
export const inTongue = (text: string, language: string): Html =>
  isLanguage(language) ? html`<bdi lang="${tagOf(language)}" dir="${directionOf(language)}">${unbroken(text)}</bdi>` : html`<bdi dir="auto">${unbroken(text)}</bdi>`
