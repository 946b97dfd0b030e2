// The ways to the explorer of the Survey: its four views, and each as a file.
import type { Request, Response, Router } from 'express'
import { isRefusal, type Refusal } from '@roundtable/shared/base/refusal'
import { askedOf, EXPLORER_VIEWS, explorerPath, type ExplorerView } from '@roundtable/shared/survey/explorer.rules'
import type { PrismaClient } from '../generated/prisma/client'
import { csvOf, svgOf } from '../survey/explorer/files'
import { explorerPage, explorerRefused, matterOf, sourceOf } from '../survey/explorer/explorer.page'
import type { Found } from '../survey/explorer/matter'
import { loadEditions, loadRows, loadStatesRows } from '../survey/survey.db'
import type { Page } from './layout'
import { sendText } from './send'
import type { View } from './view'

export interface ExplorerPages { prisma: PrismaClient; viewOf(request: Request, response: Response): View; send(request: Request, response: Response, view: View, page: Page): Promise<void> }

/** Two questions to the database, however many States are shown: which editions there are, and their rows. */
async function found(prisma: PrismaClient, view: ExplorerView, params: Request['query']): Promise<Found | Refusal> {
  const editions = (await loadEditions(prisma)).map(({ edition }) => edition)
  const asked = askedOf(view, params, editions)
  if (isRefusal(asked)) return asked
  if (asked.view === 'compare') return { asked, editions, rows: await loadStatesRows(prisma, asked.states) }
  return { asked, editions, rows: (await loadRows(prisma, asked.edition)).map((row) => ({ edition: asked.edition, row })) }
}

export function explorerPages(router: Router, { prisma, viewOf, send }: ExplorerPages): void {
  for (const name of EXPLORER_VIEWS) {
    router.get(explorerPath(name), async (request, response) => {
      const view = viewOf(request, response)
      const shown = await found(prisma, name, request.query)
      await send(request, response, view, isRefusal(shown) ? explorerRefused(view, name, shown) : explorerPage(view, shown))
    })
    router.get(`/survey/${name}.:kind`, async (request, response, next) => {
      const { kind } = request.params
      if (kind !== 'csv' && kind !== 'svg') return next()
      const view = viewOf(request, response)
      const shown = await found(prisma, name, request.query)
      if (isRefusal(shown)) return send(request, response, view, explorerRefused(view, name, shown))
      const matter = matterOf(view, shown)
      const text = kind === 'csv' ? csvOf(matter.csv) : svgOf(view, matter, sourceOf(view, shown))
      if (text === undefined) return next()
      const { asked } = shown
      response.attachment(`survey-${asked.view === 'compare' ? ['compare', asked.indicator, ...asked.states].join('-') : `${asked.view}-${asked.view === 'scatter' ? `${asked.y}-${asked.x}` : asked.indicator}-${asked.edition}`}.${kind}`)
      await sendText(request, response, text, kind === 'csv' ? 'text/csv; charset=utf-8' : 'image/svg+xml')
    })
  }
}
