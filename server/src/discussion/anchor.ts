// What a new thread hangs on: is it there, are its posts attributed, and did the quoted words really stand there (DIS-1, DIS-9)?
import type { On } from '@roundtable/shared/discussion/discussion.contract'
import type { Thread } from '@roundtable/shared/discussion/thread.rules'
import { isRefusal, refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { QUOTED_MOST } from '@roundtable/shared/discussion/words'
import type { Block } from '@roundtable/shared/papers/schema'
import type { Act } from '../gate/handler'
import { citationsOf } from '../papers/papers.db'
import { readText } from '../papers/text'
import type { Db } from '../platform/prisma'
import { bodyOf, loadState } from '../platform/record.db'
import { findFigure, viewStands } from '../survey/survey.figures'

/** As a reader sees a paragraph: a figure says its value, the mark of a note says nothing. */
async function wordsSeen(db: Db, paper: string, { runs }: Block): Promise<string> {
  const values = new Map(runs.some(({ marks }) => marks.citation) ? (await citationsOf(db, paper)).map(({ id, value }) => [id, value ?? '']) : [])
  return runs.map(({ text, marks: { citation, note } }) => (note ? '' : citation ? values.get(citation.id) ?? '' : text)).join('').replace(/\s+/gu, ' ').trim()
}

export function bodyUnder(on: On, db: Db): Promise<string | undefined> {
  switch (on.is) {
    case 'body': case 'figure': case 'view': return bodyOf(db, 'body', on.body)
    case 'arrival': return bodyOf(db, 'arrival', on.arrival)
    case 'item': return bodyOf(db, 'meeting', on.meeting)
    case 'paper': case 'paragraph': return bodyOf(db, 'paper', on.paper)
  }
}

/** A paragraph is read while its text is held. */
export const documentUnder = async (on: On, db: Db): Promise<string | undefined> => (on.is === 'paragraph' ? (await loadState(db, 'paper', on.paper))?.document : undefined)

export async function anchored({ unit, held }: Act, on: On): Promise<Pick<Thread, 'on' | 'quoted' | 'attributed'> | Refusal> {
  switch (on.is) {
    case 'body': return { on, attributed: true }
    case 'item': {
      const meeting = await unit.load('meeting', on.meeting)
      return meeting?.agenda.some(({ id }) => id === on.item) ? { on, attributed: meeting.mode !== 'not-attributed' } : refuse('unknown')
    }
    case 'paper': return (await unit.load('paper', on.paper)) ? { on, attributed: true } : refuse('unknown')
    case 'paragraph': {
      const block = held && readText(held.doc).paragraphs.find(({ id }) => id === on.block)
      const words = block && await wordsSeen(unit.tx, on.paper, block)
      if (words === undefined || (on.quote !== undefined && !words.includes(on.quote.replace(/…$/u, '')))) return refuse('quote-lost')
      const quoted = on.quote ?? words.slice(0, QUOTED_MOST)
      return { on, attributed: true, ...(quoted ? { quoted } : {}) }
    }
    case 'arrival': return (await unit.load('arrival', on.arrival)) ? { on, attributed: true } : refuse('unknown')
    case 'figure': {
      const found = await findFigure(unit.tx, on.edition, on.iso3, on.indicator)
      return isRefusal(found) ? found : { on, attributed: true }
    }
    case 'view': return (await viewStands(unit.tx, on.view)) ? { on, attributed: true } : refuse('unknown')
  }
}
