// Sends a page: asked for again at each visit, sent again only when it has changed, squeezed on the way.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Request, Response } from 'express'

const squeeze = promisify(gzip)

export async function sendText(request: Request, response: Response, text: string, type: string, status = 200): Promise<void> {
  // The same for everybody who reads in that language: no session is looked at.
  response.status(status).type(type).vary('Accept-Encoding').vary('Accept-Language').vary('Cookie')
  response.set('Cache-Control', status === 200 ? 'no-cache' : 'no-store')
  if (status === 200) response.set('ETag', `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`)
  if (request.fresh) return void response.status(304).end()
  const bytes = Buffer.from(text)
  if (!request.acceptsEncodings('gzip')) return void response.send(bytes)
  response.set('Content-Encoding', 'gzip').send(await squeeze(bytes))
}
