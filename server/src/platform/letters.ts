// What a letter is: each domain writes its own, in the language of whom they go to. Names that people typed never reach a header.
import { isLanguage, type Language } from '@roundtable/shared/base/languages'
import type { Say } from '@roundtable/shared/words/words'
import type { Config } from './config'
import { sayFor } from './say'

export interface Letter {
  subject: string
  text: string
  /** an entry for the reader's calendar: text of RFC 5545 and its method */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
  /** where a mail program stops such letters by one click (RFC 8058) */
  stop?: string
}

/** What a letter is written from. */
export interface Sheet {
  say: Say
  language: Language
  params: Record<string, string>
  /** of the installation, without a slash at the end */
  origin: string
  from: { name: string; address: string }
  to: string
  /** when it was asked for */
  at: Date
}
export type Letters = Record<string, (sheet: Sheet) => Letter>

export function writeLetter(letters: Letters, template: string, language: string, sheet: Omit<Sheet, 'say' | 'language'>): Letter {
  const write = letters[template]
  if (!write) throw new Error(`there is no letter ${template}`)
  return write({ ...sheet, say: sayFor(language), language: isLanguage(language) ? language : 'en' })
}

/** Whom mails are from: as the mail server's setting says (`smtp://…?from=secretariat@example.org`), else the installation's own host. */
export function sender(config: Config): { name: string; address: string } {
  const given = config.smtpUrl ? new URL(config.smtpUrl).searchParams.get('from') : null
  return { name: 'Roundtable', address: given ?? `roundtable@${config.publicUrl ? new URL(config.publicUrl).hostname : 'localhost'}` }
}
