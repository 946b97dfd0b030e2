// Leaves out of the application's words those that only the server's own pages, mails and lists say: no reader on the line waits for them.
import type { Plugin } from 'vite'

/** Families of keys that no screen says; tests/words holds the screens to it. */
export const SERVER_ONLY = /^(?:(?:accounts|meetings|outcomes|threads)\.mail\.|bodies\.page\.(?!table\.)|outcomes\.page\.|base\.page\.(?!front\.seats$)|permissions\.(?:action|grant|page|domain)\.|explorer\.(?!heading\.|cite$)|survey\.(?:page|egdiGroup)\.|survey\.(?:uses\.none\.public|uses\.public|figure\.discuss|figure\.editions|note\.compare)$)/
const LINE = /^ +'([\w.-]+)':.*\n/gm

export const screenWords = (): Plugin => ({
  name: 'screen-words',
  apply: 'build',
  enforce: 'pre',
  transform: (code, id) => (/\/words\/(?:en|fr|es|ru|zh|ar)\/\w+\.ts$/.test(id) ? { code: code.replace(LINE, (line, key: string) => (SERVER_ONLY.test(key) ? '' : line)), map: null } : undefined),
})
