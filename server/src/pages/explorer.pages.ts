// The ways to the explorer of the Survey: its four views, and each as a file.
import type { Request, Response, Router } from 'express'
import { isRefusal, type Refusal } from '@roundtable/shared/base/refusal'
import { askedOf } from '@roundtable/shared/survey/explorer.rules'
import { EXPLORER_VIEWS, explorerPath, withinName, type ExplorerView } from '@roundtable/shared/survey/explorer.views'
import { csvOf, svgOf } from '../survey/explorer/files'
import { explorerPage, explorerRefused, matterOf, sourceOf } from '../survey/explorer/explorer.page'
import type { Found } from '../survey/explorer/matter'
import type { Years } from '../survey/survey.years'
import type { Page } from './layout'
import { sendText } from './send'
import type { View } from './view'

export interface ExplorerPages { years: Years; viewOf(request: Request, response: Response): View; send(request: Request, response: Response, view: View, page: Page): Promise<void> }

/** One question to the database once the editions are at hand, however many States are shown. */
async function found(years: Years, view: ExplorerView, params: Request['query']): Promise<Found | Refusal> {
  const all = await years()
  const editions = all.map(({ edition }) => edition)
  const asked = askedOf(view, params, editions)
  if (isRefusal(asked)) return asked
  if (asked.view === 'compare') return { asked, editions, rows: all.flatMap(({ edition, rows }) => asked.states.flatMap((iso3) => { const row = rows.get(iso3); return row ? [{ edition, row }] : [] })) }
  const { edition } = asked
  return { asked, editions, rows: [...all.find((one) => one.edition === edition)?.rows.values() ?? []].map((row) => ({ edition, row })) }
}

export function explorerPages(router: Router, { years, viewOf, send }: ExplorerPages): void {
  for (const name of EXPLORER_VIEWS) {
    router.get(explorerPath(name), async (request, response) => {
      const view = viewOf(request, response)
      const shown = await found(years, name, request.query)
      await send(request, response, view, isRefusal(shown) ? explorerRefused(view, name, shown) : explorerPage(view, shown))
    })
    router.get(`/survey/${name}.:kind`, async (request, response, next) => {
      const { kind } = request.params
      if (kind !== 'csv' && kind !== 'svg' && kind !== 'part') return next()
      const view = viewOf(request, response)
      const shown = await found(years, name, request.query)
      if (isRefusal(shown)) return send(request, response, view, explorerRefused(view, name, shown))
      // What changes when another is asked for: the script puts it into the page that is there.
      if (kind === 'part') return send(request, response, view, explorerPage(view, shown, true))
      const matter = matterOf(view, shown)
      if (kind === 'svg' && !matter.alone) return next()
      const text = kind === 'csv' ? csvOf(matter.csv) : svgOf(view, { ...matter, alone: matter.alone! }, sourceOf(view, shown))
      const { asked } = shown
      const named = asked.view === 'compare' ? [asked.indicator, ...asked.states] : [...(asked.view === 'scatter' ? [asked.y, asked.x] : [asked.indicator]), asked.edition, ...(asked.within ? [withinName(asked.within)] : [])]
      response.attachment(`${['survey', asked.view, ...named].join('-')}.${kind}`)
      await sendText(request, response, text, kind === 'csv' ? 'text/csv; charset=utf-8' : 'image/svg+xml')
    })
  }
}
