// GET /api/metrics: for the operator alone, known by METRICS_TOKEN or by the session; nobody else learns how the servers do.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Router } from 'express'
import { refuse } from '@roundtable/shared/base/refusal'
import type { Config } from '../platform/config'
import { askedBy, sendRefusal } from './http'
import { tooOften, type Limits } from './limits'
import type { Runner } from './run'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compared by their digests, so that the time it takes says nothing of the secret, nor of its length. */
export function bears(authorization: string | undefined, token: string | undefined): boolean {
  const given = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(authorization ?? '')?.[1]
  return given !== undefined && token !== undefined && timingSafeEqual(digest(given), digest(token))
}

export function metricsDoor({ runner, config, limits, text }: { runner: Runner; config: Config; limits: Limits; text(): Promise<string> }): Router {
  const router = Router()
  router.get('/', async (request, response) => {
    const asked = askedBy(request, config)
    if (await tooOften(limits, 'accounts/figures', asked, undefined)) return sendRefusal(request, response, refuse('too-often'))
    if (!bears(request.get('Authorization'), config.metricsToken)) {
      const answer = await runner.query('accounts/figures', {}, asked)
      if ('refusal' in answer) return sendRefusal(request, response, answer.refusal)
    }
    response.type('text/plain; version=0.0.4; charset=utf-8').send(await text())
  })
  return router
}
