// All editions as pages need them, kept in memory by each edition's digest and day: an import through any process shows at the next request.
import type { Db } from '../platform/prisma'
import { loadEditions, loadYears } from './survey.db'
import type { Year } from './survey.history'

export type Years = () => Promise<Year[]>

/** One small question for each request; the rows of an edition are asked for again only when another stands in its place. */
export function keptYears(db: Db): Years {
  const kept = new Map<number, { revision: string; year: Year }>()
  return async () => {
    const editions = (await loadEditions(db)).map(({ edition, sha256, at }) => ({ edition, revision: `${sha256} ${at.toISOString()}` }))
    const missing = editions.filter(({ edition, revision }) => kept.get(edition)?.revision !== revision)
    // Asked after the revisions: should an import come between, its rows are kept under the old revision and asked for once more.
    const loaded = new Map((missing.length === 0 ? [] : await loadYears(db, missing.map(({ edition }) => edition))).map((year) => [year.edition, year]))
    for (const { edition, revision } of missing) kept.set(edition, { revision, year: loaded.get(edition) ?? { edition, rows: new Map() } })
    return editions.map(({ edition }) => kept.get(edition)!.year)
  }
}
