// Finds a figure where it is recorded: the one way to it, for those who read the Survey and for papers that cite it.
import { refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { canBeShown } from '@roundtable/shared/survey/explorer.rules'
import { viewFrom } from '@roundtable/shared/survey/explorer.views'
import type { Indicator } from '@roundtable/shared/survey/indicators'
import { figureOf, figuresOf, type Figure } from '@roundtable/shared/survey/survey.rules'
import type { Db } from '../platform/prisma'
import { loadEdition, loadEditions, loadRow, loadRows, loadTheseRows } from './survey.db'

export interface RowFound { iso3: string; figures: Record<Indicator, Figure> }

export async function findFigure(db: Db, edition: number, iso3: string, indicator: Indicator): Promise<Figure | Refusal> {
  const row = await loadRow(db, edition, iso3)
  return row ? figureOf(row, indicator) : nothing(db, edition)
}

/** All States of an edition, or one. */
export async function findFigures(db: Db, edition: number, iso3?: string): Promise<RowFound[] | Refusal> {
  const row = iso3 === undefined ? undefined : await loadRow(db, edition, iso3)
  const rows = iso3 === undefined ? await loadRows(db, edition) : row ? [row] : []
  return rows.length > 0 ? rows.map((one) => ({ iso3: one.iso3, figures: figuresOf(one) })) : nothing(db, edition)
}

// An edition holds every State: without a row either the edition is not here, or there is no such State.
async function nothing(db: Db, edition: number): Promise<Refusal> {
  return (await loadEdition(db, edition)) ? refuse('unknown') : refuse('edition-unknown', { edition: String(edition) })
}

/** Whether a view of the explorer, by the name that `viewId` gives it, shows anything. */
export async function viewStands(db: Db, id: string): Promise<boolean> {
  const view = viewFrom(id)
  return view !== undefined && canBeShown(view, (await loadEditions(db)).map(({ edition }) => edition))
}

export interface Asked { edition: number; iso3: string; indicator: Indicator; status: string; value?: string }

/** The figures that the Survey gives otherwise now, with when that came in; two questions however many there are. */
export async function correctedSince<A extends Asked>(db: Db, asked: readonly A[]): Promise<{ asked: A; now: Figure; at: Date }[]> {
  const at = new Map((await loadEditions(db)).map((edition) => [edition.edition, edition.at]))
  const rows = new Map((await loadTheseRows(db, asked)).map(({ edition, row }) => [`${edition} ${row.iso3}`, row]))
  return asked.flatMap((one) => {
    const now = figureOf(rows.get(`${one.edition} ${one.iso3}`), one.indicator)
    const came = at.get(one.edition)
    const same = now.status === one.status && (now.status !== 'recorded' || now.value === one.value)
    return same || !came ? [] : [{ asked: one, now, at: came }]
  })
}
