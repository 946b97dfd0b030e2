// The door by HTTP: POST /api/<domain>/<command>, GET /api/<domain>/<query>.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express'
import { isRefusal, refuse, STATUS, type Refusal } from '@roundtable/shared/base/refusal'
import { COMMANDS, QUERIES, type CommandName, type QueryName } from '@roundtable/shared/wire/contracts'
import type { Config } from '../platform/config'
import type { Log } from '../platform/ports'
import { sayFor } from '../platform/say'
import { tokenIn, writeCookie } from './cookie'
import { tooOften, type Limits } from './limits'
import { openApi } from './openapi'
import { mayWrite } from './origin'
import { languageOf } from './reader'
import type { Answer, Asked, Runner } from './run'

export interface HttpDoor { runner: Runner; config: Config; log: Log; limits: Limits; origins(): string[]; health(): Promise<boolean>; /** takes files in and gives them out */ files: Router; /** how the server does, for Prometheus */ metrics: Router; /** which build of the screens is served */ build(): string }

/** Idempotency-Key: 8 to 80 visible ASCII characters, as a UUID is. */
const KEY = /^[\x21-\x7e]{8,80}$/

export const askedBy = (request: Request, config: Config): Asked => ({
  token: tokenIn(request.headers.cookie, config), device: request.headers['user-agent'] ?? '', address: request.socket.remoteAddress ?? '',
})

export function sendRefusal(request: Request, response: Response, refusal: Refusal, issues?: string[]): void {
  const sentence = sayFor(languageOf(request))(`refusal.${refusal.refused}`, refusal.params)
  response.status(STATUS[refusal.refused]).json({ ...refusal, sentence, ...(issues ? { issues } : {}) })
}

const FOR_PAGES = ['Cross-Origin-Opener-Policy', 'Origin-Agent-Cluster', 'X-DNS-Prefetch-Control', 'X-Download-Options', 'X-Permitted-Cross-Domain-Policies', 'X-XSS-Protection']
const squeeze = promisify(gzip)
/** Below this squeezing costs more than it saves, in bytes. */
const WORTH = 1_000

/** What is read goes squeezed over slow lines; answers about accounts stay as they are, so that no length tells of a secret in them. */
async function sendSqueezed(request: Request, response: Response, answer: unknown, name: string): Promise<void> {
  const text = JSON.stringify(answer)
  if (text.length < WORTH || name.startsWith('accounts/') || !request.acceptsEncodings('gzip')) return void response.json(answer)
  response.set('Content-Encoding', 'gzip').vary('Accept-Encoding').type('json').send(await squeeze(text))
}

export function httpDoor({ runner, config, log, limits, origins, health, files, metrics, build }: HttpDoor): Router {
  const router = express.Router()
  router.use((_request, response, next) => {
    // An answer is no page: it needs less said about it, and on a slow line a head that is longer than its answer is most of the waiting.
    for (const name of FOR_PAGES) response.removeHeader(name)
    response.set({ 'Cache-Control': 'no-store', 'Roundtable-Build': build(), 'Content-Security-Policy': "default-src 'none';frame-ancestors 'none'" })
    next()
  })
  router.get('/health', async (_request, response) => {
    const answers = await health()
    response.status(answers ? 200 : 503).json({ database: answers })
  })
  router.get('/openapi.json', (_request, response) => { response.json(openApi()) })

  const settle = (request: Request, response: Response, answer: Answer) => {
    if ('refusal' in answer) return sendRefusal(request, response, answer.refusal, answer.issues)
    if (answer.cookie) response.append('Set-Cookie', writeCookie(config, answer.cookie))
    response.json(answer.answer)
  }

  router.use('/files', files)
  router.use('/metrics', metrics)

  router.post('/:domain/:command', (request, response, next) => {
    const name = `${request.params.domain}/${request.params.command}`
    if (!Object.hasOwn(COMMANDS, name)) return sendRefusal(request, response, refuse('unknown-command'))
    if (!mayWrite(request, origins())) return sendRefusal(request, response, refuse('foreign-origin'))
    if (!request.is('application/json')) return sendRefusal(request, response, refuse('not-json'))
    next()
  }, express.json({ limit: '300kb', strict: true }), async (request, response) => {
    const name = `${request.params['domain']}/${request.params['command']}` as CommandName
    const asked = askedBy(request, config)
    if (await tooOften(limits, name, asked, request.body)) return sendRefusal(request, response, refuse('too-often'))
    const key = request.get('Idempotency-Key')
    if (key !== undefined && !KEY.test(key)) return sendRefusal(request, response, refuse('malformed'), ['Idempotency-Key'])
    settle(request, response, await runner.command(name, request.body ?? {}, key, asked))
  })

  router.get('/:domain/:query', async (request, response) => {
    const name = `${request.params.domain}/${request.params.query}`
    if (!Object.hasOwn(QUERIES, name)) return sendRefusal(request, response, refuse('unknown-command'))
    const asked = askedBy(request, config)
    if (await tooOften(limits, name, asked, undefined)) return sendRefusal(request, response, refuse('too-often'))
    const answer = await runner.query(name as QueryName, { ...request.query }, asked)
    if ('refusal' in answer) return sendRefusal(request, response, answer.refusal, answer.issues)
    await sendSqueezed(request, response, answer.answer, name)
  })

  router.use((request, response) => sendRefusal(request, response, refuse('unknown-command')))

  const failed: ErrorRequestHandler = (error: { type?: string; status?: number }, request, response, _next) => {
    if (error.type === 'entity.too.large') return sendRefusal(request, response, refuse('too-large'))
    if (error.status !== undefined && error.status >= 400 && error.status < 500) return sendRefusal(request, response, refuse('malformed'))
    if (isRefusal(error)) return sendRefusal(request, response, error)
    log.error({ error, path: request.path }, 'a request failed')
    sendRefusal(request, response, refuse('unavailable'))
  }
  router.use(failed)
  return router
}
