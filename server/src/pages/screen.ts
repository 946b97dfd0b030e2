// The page of a screen of the application: the same for everybody, or with what its reader can read at once written into it.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Request, Response } from 'express'
import { directionOf, tagOf } from '@roundtable/shared/base/languages'
import type { BuiltClient } from './client'
import type { Html } from './html'
import { READING_HASH, READING_STYLE } from './reading'
import type { View } from './view'

const squeeze = promisify(gzip)
const ROOT = '<div id="app"></div>'
const STYLES = /^ *<link rel="stylesheet"[^>]*>\n/m

/** The stylesheet of the tools keeps its place before all others, and nobody waits for it: the application puts it in force (client/src/main.ts). */
function withReading(page: string, { language }: View, reading: Html): string {
  const styles = STYLES.exec(page)?.[0] ?? ''
  // Replacements as functions: a text may hold "$&".
  return page.replace(styles, () => styles.replace('<link ', '<link media="not all" ')).replace('<html lang="en" dir="ltr">', () => `<html lang="${tagOf(language)}" dir="${directionOf(language)}">`)
    .replace('</head>', () => `  <style>${READING_STYLE}</style>\n</head>`).replace(ROOT, () => `${reading.toString()}\n  ${ROOT}`)
}

/** False while the client is not built. */
export async function sendScreen(request: Request, response: Response, client: BuiltClient, view?: View, reading?: Html): Promise<boolean> {
  const page = client.page()
  if (page === undefined) return false
  if (reading) response.set('Content-Security-Policy', String(response.get('Content-Security-Policy')).replace("style-src 'self'", `style-src 'self' ${READING_HASH}`))
  response.set('Cache-Control', 'no-store').vary('Accept-Encoding').type('html')
  const bytes = Buffer.from(reading && view ? withReading(page, view, reading) : page)
  if (!request.acceptsEncodings('gzip')) { response.send(bytes); return true }
  response.set('Content-Encoding', 'gzip').send(await squeeze(bytes))
  return true
}
