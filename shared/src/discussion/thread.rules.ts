// A thread: what it hangs on, and whether one can post to it (discussion.RULES.md, DIS-1 to DIS-4).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import { LockShape, OnShape, type On } from './discussion.contract'

export const ThreadShape = z.strictObject({
  id: z.string(), body: z.string(), on: OnShape, opened: z.string(),
  /** of a paragraph, the words that it had, or those chosen in it, when the thread was opened */
  quoted: z.string().optional(),
  /** false: in a not-attributed meeting, where no post has an author */
  attributed: z.boolean(), locked: LockShape.optional(),
})
export type Thread = z.infer<typeof ThreadShape>

export const thread = defineAggregate<Thread>({
  shape: ThreadShape,
  audience: 'table',
  partOf: 'body',
  apply(state, event) {
    if (event.type === 'threadOpened') return { id: event.aggregate.id, body: event.body, ...(event.payload as Pick<Thread, 'on' | 'quoted' | 'attributed'>), opened: event.at }
    if (!state) impossible(event)
    switch (event.type) {
      case 'threadLocked': return { ...state, locked: { reason: (event.payload as { reason: string }).reason, by: 'name' in event.by ? event.by.name : '' } }
      case 'threadUnlocked': { const { locked: _, ...rest } = state; return rest }
      default: return impossible(event)
    }
  },
  columns: (state) => ({ parent: state.body, key: keyOf(state.on), stage: state.locked ? 'locked' : 'open' }),
})

/** DIS-1: on one thing there is one thread; words that were chosen in a paragraph are a thing of their own. */
export function keyOf(on: On): string {
  switch (on.is) {
    case 'body': return `body ${on.body}`
    case 'item': return `item ${on.meeting} ${on.item}`
    case 'paper': return `paper ${on.paper}`
    case 'paragraph': return `paragraph ${on.paper} ${on.block}${on.quote === undefined ? '' : ` ${on.quote}`}`
    case 'arrival': return `arrival ${on.arrival}`
    case 'figure': return `figure ${on.body} ${thingOf(on)}`
    case 'view': return `view ${on.body} ${on.view}`
  }
}

/** The one thing whose threads are looked up together: a paper with its paragraphs, a meeting with its items. */
export function thingOf(on: On): string {
  switch (on.is) {
    case 'body': return on.body
    case 'item': return on.meeting
    case 'paper': case 'paragraph': return on.paper
    case 'arrival': return on.arrival
    case 'figure': return `${on.edition}-${on.iso3.toLowerCase()}-${on.indicator}`
    case 'view': return on.view
  }
}

/** DIS-9: who opens one by a post that has no author is not named either. */
export const openThread = (id: string, opened: Pick<Thread, 'on' | 'quoted' | 'attributed'>): Draft => ({ ...draft('thread', id)('threadOpened', opened), ...(opened.attributed ? {} : { unattributed: true as const }) })

/** DIS-4 */
export const lockThread = (state: Thread, reason: string): Draft[] | Refusal => (state.locked ? refuse('thread-locked') : [draft('thread', state.id)('threadLocked', { reason })])
export const unlockThread = (state: Thread): Draft[] | Refusal => (state.locked ? [draft('thread', state.id)('threadUnlocked', {})] : refuse('thread-not-locked'))
