// The history of a paper as it is answered: sittings, moments, texts of the past; whose name may not be said is left out here, for everybody.
import { OFFICE, SERVER, UNNAMED } from '@roundtable/shared/papers/authors'
import type { Paper } from '@roundtable/shared/papers/papers.rules'
import { sittingsOf } from '@roundtable/shared/papers/sittings'
import type { By } from '@roundtable/shared/record/event'
import { SYSTEM } from '../documents/admission'
import { placeAt, stretchesOf } from '../documents/past.db'
import { HELD_UP, type Unnamed } from '../documents/replay'
import type { Db } from '../platform/prisma'
import { actsOn, meetingsSince, type Done } from './history.db'

/** Rows of the log that one page of a history covers. */
export const SPAN = 20_000

const authorOf = (by: By): string => ('unattributed' in by ? UNNAMED : 'system' in by ? SERVER : by.seat ?? OFFICE)

/** PAP-9: of what may have been written while one of these was open nobody is named. */
export async function unnamedIn(db: Db, { body, made }: Pick<Paper, 'body' | 'made'>): Promise<Unnamed[]> {
  return (await meetingsSince(db, body, made)).filter(({ mode }) => mode === 'not-attributed')
    .map(({ opened, closed }) => ({ since: Date.parse(opened!), ...(closed ? { until: Date.parse(closed) } : {}) }))
}

/** PAP-10: a page of sittings, the newest first. `before`: where the next page ends; absent when this was the last. */
export async function sittingsPage(db: Db, { body, made, document }: Paper, until: number) {
  const windows = (await meetingsSince(db, body, made)).map(({ id, mode, opened, closed }) => ({ meeting: id, since: opened!, until: closed ?? null, unnamed: mode === 'not-attributed' }))
  const after = Math.max(0, until - SPAN)
  const rows = await stretchesOf(db, document, after, until, windows, { office: OFFICE, unnamed: UNNAMED, system: SYSTEM }, HELD_UP)
  const sittings = sittingsOf(rows.map(({ meeting, ...each }) => ({ ...each, ...(meeting ? { meeting } : {}) }))).reverse()
  // The oldest may have begun before what was read: unless it is all there is, it waits for the next page.
  const cut = after > 0 && sittings.length > 1 ? sittings.pop() : undefined
  return {
    sittings: sittings.map(({ began, ended, ...each }) => ({ ...each, began: new Date(began).toISOString(), ended: new Date(ended).toISOString() })),
    ...(after > 0 ? { before: cut?.to ?? after } : {}),
  }
}

/** Acts on the paper and the place in the log that each means. After the adoption nothing is written, so later acts mean the last place. */
export async function momentsOf(db: Db, paper: Paper, head: number) {
  const acts = await actsOn(db, paper.body, paper.id, paper.symbol)
  return Promise.all(acts.map(async (act) => ({ at: act.at.toISOString(), by: authorOf(act.by), position: await positionOf(db, paper, act, head), ...saidOf(act) })))
}

async function positionOf(db: Db, { document }: Paper, { type, at, payload }: Done, head: number): Promise<number> {
  switch (type) {
    case 'paperMade': return Math.min(1, head)
    case 'paperCirculated': return placeAt(db, document, at)
    case 'versionNamed': return payload['position'] as number
    case 'textRestored': return payload['became'] as number
    default: return head
  }
}

function saidOf({ type, payload, id }: Done) {
  switch (type) {
    case 'paperMade': return { is: 'made' as const }
    case 'paperCirculated': return { is: 'circulated' as const }
    case 'paperAdopted': return { is: 'adopted' as const }
    case 'paperPublished': return { is: 'published' as const, symbol: payload['symbol'] as string }
    case 'textRestored': return { is: 'restored' as const, restored: payload['position'] as number }
    case 'versionNamed': return { is: 'named' as const, title: payload['title'] as string, version: id }
    default: return { is: 'forwarded' as const, symbol: payload['symbol'] as string }
  }
}

