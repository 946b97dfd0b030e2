// The addresses of the Survey's public pages: the index, each State, each area, each group, and their figures as CSV.
import type { Request, RequestHandler, Response, Router } from 'express'
import { isGroupId } from '@roundtable/shared/survey/group.ids'
import { INDICATORS } from '@roundtable/shared/survey/indicators'
import { areaOf, stateOf } from '@roundtable/shared/survey/states'
import { figureOf } from '@roundtable/shared/survey/survey.rules'
import type { Page } from './layout'
import { sendText } from './send'
import type { Sights } from './sights'
import type { View } from './view'
import { figurePage } from '../survey/figure.page'
import { areaFile, stateFile } from '../survey/line.file'
import { areaCsv, areaPage, surveyPage } from '../survey/area.page'
import { stateCsv, statePage } from '../survey/state.page'
import type { Area } from '../survey/survey.history'

type MakePage = (make: (view: View, request: Request) => Promise<Page | undefined> | Page | undefined) => RequestHandler

const areaIn = ({ params }: Request): Area | undefined => {
  const named = String(params['named'])
  if (params['kind'] === 'groups') return isGroupId(named) ? { group: named } : undefined
  return params['kind'] === 'areas' && areaOf(named) ? { m49: named } : undefined
}

export function surveyPages(router: Router, page: MakePage, viewOf: (request: Request, response: Response) => View, sightsOf: (request: Request) => Sights): void {
  const csv = (request: Request, response: Response, name: string, text: string) => {
    response.attachment(name)
    return sendText(request, response, text, 'text/csv; charset=utf-8')
  }
  router.get('/survey', page(surveyPage))
  router.get('/survey/states/:iso3.csv', async (request, response, next) => {
    const state = stateOf(request.params.iso3)
    if (!state) return next()
    await csv(request, response, `${state.iso3}.csv`, stateCsv({ state, years: await sightsOf(request).years() }))
  })
  router.get('/survey/:kind/:named.csv', async (request, response, next) => {
    const area = areaIn(request)
    if (!area) return next()
    await csv(request, response, `${request.params.named}.csv`, areaCsv({ area, years: await sightsOf(request).years() }))
  })
  router.get('/survey/states/:iso3.svg', async (request, response, next) => {
    const state = stateOf(request.params.iso3)
    if (!state) return next()
    response.attachment(`${state.iso3}.svg`)
    await sendText(request, response, stateFile(viewOf(request, response), { state, years: await sightsOf(request).years() }), 'image/svg+xml')
  })
  router.get('/survey/:kind/:named.svg', async (request, response, next) => {
    const area = areaIn(request)
    if (!area) return next()
    response.attachment(`${request.params.named}.svg`)
    await sendText(request, response, areaFile(viewOf(request, response), { area, years: await sightsOf(request).years() }), 'image/svg+xml')
  })
  router.get('/survey/figures/:edition/:iso3/:indicator', page(async (view, request) => {
    const state = stateOf(String(request.params['iso3']))
    const indicator = INDICATORS.find((one) => one === request.params['indicator'])
    const sights = sightsOf(request)
    const years = await sights.years()
    const year = years.find(({ edition }) => String(edition) === request.params['edition'])
    if (!state || !indicator || !year) return undefined
    const at = { edition: year.edition, iso3: state.iso3, indicator }
    const figures = [...years].reverse().map(({ edition, rows }) => ({ edition, figure: figureOf(rows.get(state.iso3), indicator) }))
    return figurePage(view, { at, figure: figureOf(year.rows.get(state.iso3), indicator), others: figures, ...await sights.usedIn(at) })
  }))
  router.get('/survey/states/:iso3', page(async (view, request) => {
    const state = stateOf(String(request.params['iso3']))
    const sights = sightsOf(request)
    return state && statePage(view, { state, years: await sights.years(), bodies: await sights.ofState(state.iso3), ...await sights.usedIn({ iso3: state.iso3 }) })
  }))
  router.get('/survey/:kind/:named', page(async (view, request) => {
    const area = areaIn(request)
    const sights = sightsOf(request)
    return area && areaPage(view, { area, years: await sights.years(), bodies: 'm49' in area ? await sights.ofArea(area.m49) : [] })
  }))
}
