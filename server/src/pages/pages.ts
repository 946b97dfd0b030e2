// The public pages: complete HTML, no script, the same for everybody; and the built client for all the rest.
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express'
import { isLanguage } from '@roundtable/shared/base/languages'
import { bodyPage } from '../bodies/bodies.page'
import { regionCsv } from '../bodies/bodies.region'
import { secure } from '../gate/cookie'
import type { Limits } from '../gate/limits'
import { askedBy } from '../gate/http'
import { languageOf } from '../gate/reader'
import { calendarFeed, calendarFile } from '../meetings/announcement'
import type { Runner } from '../gate/run'
import type { PrismaClient } from '../generated/prisma/client'
import { outcomePage } from '../outcomes/outcomes.page'
import type { Config } from '../platform/config'
import type { Ports } from '../platform/ports'
import { sayFor } from '../platform/say'
import { atom } from './atom'
import { sendScreen } from './screen'
import type { BuiltClient } from './client'
import { meetingsFeed, outcomesFeed } from './feeds'
import { digestPages } from './digest.pages'
import { explorerPages } from './explorer.pages'
import { frontPage } from './front.page'
import { wholeDocument, type Page } from './layout'
import { awayPage, damagedPage, notFoundPage, tooOftenPage } from './plain.pages'
import { sendText } from './send'
import { makeSights, TooOften } from './sights'
import { makeReading } from './reading'
import { surveyPages } from './survey.pages'
import type { View } from './view'
import { keptYears } from '../survey/survey.years'
import { whoMayPage } from './who-may.page'

export interface PublicPages { prisma: PrismaClient; config: Config; ports: Ports; client: BuiltClient; runner: Runner; limits: Limits; demonstration: boolean; origin(): string }

/** The latest meetings that a calendar of all holds. */
const MOST_IN_CALENDAR = 200
const YEAR = 365 * 24 * 3600

export function publicPages({ prisma, config, ports, client, runner, limits, demonstration, origin }: PublicPages): Router {
  const router = express.Router()
  const addressOf = (request: Request) => request.socket.remoteAddress ?? ''
  const sightsOf = (request: Request) => makeSights(prisma, runner, () => ports.clock.now(), addressOf(request), years)
  const years = keptYears(prisma)
  if (!client.stylesheet) ports.log.warn({}, 'the client is not built: public pages have no stylesheet')

  /** `remembers`: the language that the address asks for is the reader's from now on; a program that fetches a feed has none. */
  function viewOf(request: Request, response: Response, remembers = true): View {
    const asked = request.query['lang']
    const language = languageOf(request, asked)
    if (remembers && isLanguage(asked)) response.append('Set-Cookie', `language=${asked}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure(config) ? '; Secure' : ''}`)
    response.set('Content-Language', language)
    return { language, say: sayFor(language), inAddress: isLanguage(asked), origin: origin(), stylesheet: client.stylesheet, chinese: client.chinese, script: client.script, demonstration }
  }

  const send = (request: Request, response: Response, view: View, page: Page) => sendText(request, response, wholeDocument(view, page), 'html', page.status)
  const page = (make: (view: View, request: Request) => Promise<Page | undefined> | Page | undefined) => async (request: Request, response: Response) => {
    const view = viewOf(request, response)
    await send(request, response, view, (await make(view, request)) ?? notFoundPage(view, request.path))
  }
  // What is read from the database counts for its address, as at the gate; files of the client do not.
  router.use(['/bodies', '/outcomes', '/survey', '/who-may', '/mentions-by-mail'], async (request, response, next) => {
    if (await limits.allow('address', addressOf(request))) return next()
    const view = viewOf(request, response, false)
    await send(request, response, view, tooOftenPage(view, '/'))
  })
  const symbolIn = ({ params }: Request) => `${params['base']}/${params['year']}/${params['number']}`

  router.get('/', page(async (view, request) => frontPage(view, await sightsOf(request).front(view))))
  router.get('/who-may', page(whoMayPage))
  router.get(['/bodies', '/outcomes'], (request, response) => { response.redirect(302, `/#${request.path.replaceAll('/', '')}`) })
  router.get('/bodies/:body', page(async (view, request) => {
    const found = await sightsOf(request).body(String(request.params['body']))
    return found && bodyPage(view, found)
  }))
  router.get('/bodies/:body/survey.csv', async (request, response, next) => {
    const found = await sightsOf(request).region(request.params.body)
    if (!found) return next()
    response.attachment(`${found.body.symbol}-EGDI.csv`)
    await sendText(request, response, regionCsv(found.region), 'text/csv; charset=utf-8')
  })
  router.get(['/bodies/:body/outcomes.atom', '/bodies/:body/meetings.atom'], async (request, response, next) => {
    const found = await sightsOf(request).held(String(request.params['body']))
    if (!found) return next()
    const view = viewOf(request, response, false)
    const feed = request.path.endsWith('/outcomes.atom') ? outcomesFeed(view, found) : meetingsFeed(view, found, await sightsOf(request).changedMeetings(found.body.id))
    await sendText(request, response, atom(view, feed), 'application/atom+xml; charset=utf-8')
  })
  router.get('/bodies/:body/meetings.ics', async (request, response, next) => {
    const found = await sightsOf(request).held(String(request.params['body']))
    if (!found) return next()
    const [view, changed] = [viewOf(request, response, false), await sightsOf(request).changedMeetings(found.body.id)]
    const dated = found.meetings.map((meeting) => ({ meeting, stamp: new Date(changed.get(meeting.id)?.last ?? found.body.founded) })).sort((a, b) => b.meeting.starts.localeCompare(a.meeting.starts)).slice(0, MOST_IN_CALENDAR)
    await sendText(request, response, calendarFeed(dated, found.body, view.say, view.language, { origin: view.origin, config }), 'text/calendar; charset=utf-8')
  })
  router.get('/bodies/:body/meetings/:meeting.ics', async (request, response, next) => {
    const found = await sightsOf(request).held(String(request.params['body']))
    const meeting = found?.meetings.find(({ id }) => id === request.params.meeting)
    if (!found || !meeting) return next()
    const view = viewOf(request, response, false)
    // The stamp is of its last change: asked for again, it is the same file.
    const changed = (await sightsOf(request).changedMeetings(found.body.id)).get(meeting.id)
    response.attachment(`${found.body.symbol}-${meeting.number}.ics`)
    await sendText(request, response, calendarFile(meeting, found.body, view.say, view.language, { origin: view.origin, config, stamp: changed ? new Date(changed.last) : ports.clock.now() }), 'text/calendar; charset=utf-8')
  })
  // Byte for byte what the digest in the record was taken of: never squeezed, never spelled anew.
  router.get('/outcomes/:base/:year/:number.json', async (request, response, next) => {
    const found = await sightsOf(request).outcome(symbolIn(request))
    if (!found?.frozen) return next()
    response.attachment(`${found.symbol.replaceAll('/', '-')}.json`)
    response.set({ 'Cache-Control': 'no-cache', 'ETag': `"${found.sha256}"`, 'Content-Type': 'application/json; charset=utf-8' }).send(Buffer.from(found.canonical))
  })
  router.get('/outcomes/:base/:year/:number', page(async (view, request) => {
    const found = await sightsOf(request).outcome(symbolIn(request))
    if (!found) return undefined
    if (found.frozen) return outcomePage(view, { frozen: found.frozen, sha256: found.sha256, corrected: found.corrected, forwardings: found.forwardings })
    ports.log.error({ symbol: found.symbol, sha256: found.sha256 }, 'the stored text of an outcome does not agree with the record')
    return damagedPage(view, request.path)
  }))
  explorerPages(router, { years, viewOf, send })
  surveyPages(router, page, (request, response) => viewOf(request, response, false), sightsOf)
  digestPages(router, page, { runner, config, ports })
  router.get(['/survey/*rest', '/bodies/*rest', '/outcomes/*rest'], page(() => undefined))

  router.use(client.files)
  // Counted as what is read from the database; who is over the limit gets the page without it.
  router.get(['/meetings/:meeting', '/papers/:paper'], async (request, response, next) => {
    const asked = askedBy(request, config)
    if (!asked.token || !request.accepts('html') || !await limits.allow('address', asked.address)) return next()
    const view = viewOf(request, response, false)
    const reading = makeReading(runner, asked)
    const { meeting, paper } = request.params
    await sendScreen(request, response, client, view, meeting ? await reading.meeting(view, String(meeting)) : await reading.paper(view, String(paper)))
  })
  router.get('/*rest', (request, response, next) => {
    // A screen of the application has no dot in its last part; what looks like a file and is none does not exist.
    if (!request.accepts('html') || /\.\w+$/.test(request.path)) return next()
    void sendScreen(request, response, client).then((sent) => { if (!sent) next() }, next)
  })
  router.use(page(() => undefined))

  const failed: ErrorRequestHandler = (error: { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error)
    const view = viewOf(request, response)
    if (error instanceof TooOften) return void send(request, response, view, tooOftenPage(view, '/'))
    if (error.status !== undefined && error.status >= 400 && error.status < 500) return void send(request, response, view, notFoundPage(view, '/'))
    ports.log.error({ error, path: request.path }, 'a page failed')
    void send(request, response, view, awayPage(view, request.path))
  }
  router.use(failed)
  return router
}
