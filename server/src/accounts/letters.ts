// The letters that the server writes, in the language of whom they go to.
import { isLanguage, type Language } from '@roundtable/shared/base/languages'
import { localeOf } from '@roundtable/shared/words/words'
import { sayFor } from '../platform/say'

export interface Letter { subject: string; text: string }

const date = (iso: string | undefined, language: Language) => (iso ? new Date(iso).toLocaleString(localeOf(language), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }) : '')

/** Names that people typed never reach a header: subjects are ours alone. The link's secret stands after #, so no server on the way ever logs it. */
export function letterFor(template: string, language: string, params: Record<string, string>, origin: string): Letter {
  const say = sayFor(language)
  const known: Language = isLanguage(language) ? language : 'en'
  // Who asked in order to apply goes on to the application.
  const link = `${origin}/enter${params['apply'] ? `?to=/apply/${params['apply']}` : ''}#${params['token'] ?? ''}`
  const name = params['name'] ?? ''
  switch (template) {
    case 'invitation': return { subject: say('accounts.mail.invitation.subject'), text: say('accounts.mail.invitation.text', { name, body: params['body'] ?? '', link, expires: date(params['expires'], known) }) }
    case 'secretariat': return { subject: say('accounts.mail.secretariat.subject'), text: say('accounts.mail.secretariat.text', { name, link }) }
    case 'sign-in': return { subject: say('accounts.mail.sign-in.subject'), text: say('accounts.mail.sign-in.text', { name, link }) }
    default: throw new Error(`there is no letter ${template}`)
  }
}
