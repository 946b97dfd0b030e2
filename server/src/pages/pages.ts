// The public pages: complete HTML, no script, the same for everybody; and the built client for all the rest.
import { join } from 'node:path'
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express'
import { isLanguage } from '@roundtable/shared/base/languages'
import { bodyPage } from '../bodies/bodies.page'
import { regionCsv } from '../bodies/bodies.region'
import { secure } from '../gate/cookie'
import { languageOf } from '../gate/reader'
import { calendarFile } from '../meetings/announcement'
import type { Runner } from '../gate/run'
import type { PrismaClient } from '../generated/prisma/client'
import { outcomePage } from '../outcomes/outcomes.page'
import type { Config } from '../platform/config'
import type { Ports } from '../platform/ports'
import { sayFor } from '../platform/say'
import { atom } from './atom'
import { builtClient } from './client'
import { meetingsFeed, outcomesFeed } from './feeds'
import { frontPage } from './front.page'
import { wholeDocument, type Page } from './layout'
import { awayPage, damagedPage, notFoundPage } from './plain.pages'
import { sendText } from './send'
import { surveyPages } from './survey.pages'
import { makeSights } from './sights'
import type { View } from './view'
import { whoMayPage } from './who-may.page'

export interface PublicPages { prisma: PrismaClient; config: Config; ports: Ports; root: string; runner: Runner; demonstration: boolean; origin(): string }

const YEAR = 365 * 24 * 3600

export function publicPages({ prisma, config, ports, root, runner, demonstration, origin }: PublicPages): Router {
  const router = express.Router()
  const sights = makeSights(prisma, runner, () => ports.clock.now())
  const client = builtClient(join(root, 'client/dist'))
  if (!client.stylesheet) ports.log.warn({}, 'the client is not built: public pages have no stylesheet')

  function viewOf(request: Request, response: Response): View {
    const asked = request.query['lang']
    const language = languageOf(request, asked)
    if (isLanguage(asked)) response.append('Set-Cookie', `language=${asked}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure(config) ? '; Secure' : ''}`)
    response.set('Content-Language', language)
    return { language, say: sayFor(language), inAddress: isLanguage(asked), origin: origin(), stylesheet: client.stylesheet, chinese: client.chinese, demonstration }
  }

  const send = (request: Request, response: Response, view: View, page: Page) => sendText(request, response, wholeDocument(view, page), 'html', page.status)
  const page = (make: (view: View, request: Request) => Promise<Page | undefined> | Page | undefined) => async (request: Request, response: Response) => {
    const view = viewOf(request, response)
    await send(request, response, view, (await make(view, request)) ?? notFoundPage(view, request.path))
  }
  const symbolIn = ({ params }: Request) => `${params['base']}/${params['year']}/${params['number']}`

  router.get('/', page(async (view) => frontPage(view, await sights.front(view))))
  router.get('/who-may', page(whoMayPage))
  router.get(['/bodies', '/outcomes'], (request, response) => { response.redirect(302, `/#${request.path.replaceAll('/', '')}`) })
  router.get('/bodies/:body', page(async (view, { params }) => {
    const found = await sights.body(String(params['body']))
    return found && bodyPage(view, found)
  }))
  router.get('/bodies/:body/survey.csv', async (request, response, next) => {
    const found = await sights.region(request.params.body)
    if (!found) return next()
    response.attachment(`${found.body.symbol}-EGDI.csv`)
    await sendText(request, response, regionCsv(found.region), 'text/csv; charset=utf-8')
  })
  router.get(['/bodies/:body/outcomes.atom', '/bodies/:body/meetings.atom'], async (request, response, next) => {
    const found = await sights.held(String(request.params['body']))
    if (!found) return next()
    const view = viewOf(request, response)
    const feed = request.path.endsWith('/outcomes.atom') ? outcomesFeed(view, found) : meetingsFeed(view, found, await sights.changedMeetings(found.body.id))
    await sendText(request, response, atom(view, feed), 'application/atom+xml; charset=utf-8')
  })
  router.get('/bodies/:body/meetings/:meeting.ics', async (request, response, next) => {
    const found = await sights.held(String(request.params['body']))
    const meeting = found?.meetings.find(({ id }) => id === request.params.meeting)
    if (!found || !meeting) return next()
    const view = viewOf(request, response)
    response.attachment(`${found.body.symbol}-${meeting.number}.ics`)
    await sendText(request, response, calendarFile(meeting, found.body, view.say, view.language, { origin: view.origin, config, stamp: ports.clock.now() }), 'text/calendar; charset=utf-8')
  })
  // Byte for byte what the digest in the record was taken of: never squeezed, never spelled anew.
  router.get('/outcomes/:base/:year/:number.json', async (request, response, next) => {
    const found = await sights.outcome(symbolIn(request))
    if (!found?.frozen) return next()
    response.attachment(`${found.symbol.replaceAll('/', '-')}.json`)
    response.set({ 'Cache-Control': 'no-cache', 'ETag': `"${found.sha256}"`, 'Content-Type': 'application/json; charset=utf-8' }).send(Buffer.from(found.canonical))
  })
  router.get('/outcomes/:base/:year/:number', page(async (view, request) => {
    const found = await sights.outcome(symbolIn(request))
    if (!found) return undefined
    if (found.frozen) return outcomePage(view, { frozen: found.frozen, sha256: found.sha256, corrected: found.corrected })
    ports.log.error({ symbol: found.symbol, sha256: found.sha256 }, 'the stored text of an outcome does not agree with the record')
    return damagedPage(view, request.path)
  }))
  surveyPages(router, page, sights)
  router.get(['/survey/*rest', '/bodies/*rest', '/outcomes/*rest'], page(() => undefined))

  router.use(client.files)
  router.get('/*rest', (request, response, next) => {
    // A screen of the application has no dot in its last part; what looks like a file and is none does not exist.
    if (!request.accepts('html') || /\.\w+$/.test(request.path)) return next()
    client.application(request, response, next)
  })
  router.use(page(() => undefined))

  const failed: ErrorRequestHandler = (error: { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error)
    const view = viewOf(request, response)
    if (error.status !== undefined && error.status >= 400 && error.status < 500) return void send(request, response, view, notFoundPage(view, '/'))
    ports.log.error({ error, path: request.path }, 'a page failed')
    void send(request, response, view, awayPage(view, request.path))
  }
  router.use(failed)
  return router
}
