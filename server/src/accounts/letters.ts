// The letters of accounts and seats: links. A link's secret stands after #, so no server on the way ever logs it.
import type { Language } from '@roundtable/shared/base/languages'
import { momentIn } from '@roundtable/shared/words/dates'
import type { Letters, Sheet } from '../platform/letters'

const moment = (iso: string | undefined, language: Language) => (iso ? momentIn(language, new Date(iso), { zone: 'UTC' }) : '')
/** Who asked in order to apply goes on to the application. */
const words = ({ params, origin }: Sheet) => ({ name: params['name'] ?? '', link: `${origin}/enter${params['apply'] ? `?to=/apply/${params['apply']}` : ''}#${params['token'] ?? ''}` })

export const accountsLetters: Letters = {
  'invitation': (sheet) => ({
    subject: sheet.say('accounts.mail.invitation.subject'),
    text: sheet.say('accounts.mail.invitation.text', { ...words(sheet), body: sheet.params['body'] ?? '', expires: moment(sheet.params['expires'], sheet.language) }),
  }),
  'secretariat': (sheet) => ({ subject: sheet.say('accounts.mail.secretariat.subject'), text: sheet.say('accounts.mail.secretariat.text', words(sheet)) }),
  'sign-in': (sheet) => ({ subject: sheet.say('accounts.mail.sign-in.subject'), text: sheet.say('accounts.mail.sign-in.text', words(sheet)) }),
}
