// In which language a reader is answered: the page's choice, the cookie, the browser.
import type { IncomingMessage } from 'node:http'
import { isLanguage, type Language } from '@roundtable/shared/base/languages'
import { preferred } from '../platform/say'
import { readCookie } from './cookie'

export function languageOf(request: IncomingMessage, chosen?: unknown): Language {
  if (isLanguage(chosen)) return chosen
  const kept = readCookie(request.headers.cookie, 'language')
  return isLanguage(kept) ? kept : preferred(request.headers['accept-language'])
}
