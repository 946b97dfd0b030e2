// A version of a paper: a place in the log of its text that has a title (papers.RULES.md, PAP-11), and what it takes to put one back (PAP-12).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import { isOpen, type Paper } from './papers.rules'

export const VersionShape = z.strictObject({ id: z.string(), body: z.string(), paper: z.string(), position: z.number(), title: z.string(), at: z.string() })
export type Version = z.infer<typeof VersionShape>

export const version = defineAggregate<Version>({
  shape: VersionShape,
  audience: 'table',
  partOf: 'paper',
  apply(state, event) {
    if (event.type !== 'versionNamed' || state) impossible(event)
    return { id: event.aggregate.id, body: event.body, ...(event.payload as Pick<Version, 'paper' | 'position' | 'title'>), at: event.at }
  },
  columns: (state) => ({ parent: state.paper }),
})

/** In a not-attributed meeting no name goes into the record. */
const named = (attributed: boolean) => (attributed ? {} : { unattributed: true as const })

/** PAP-11: `head`: the last place in the log. Titles are compared without regard to case. */
export function nameVersion(paper: Paper, id: string, { position, title }: Pick<Version, 'position' | 'title'>, head: number, others: readonly Version[], attributed: boolean): Draft[] | Refusal {
  if (position < 1 || position > head) return refuse('version-unknown')
  if (others.some((each) => each.position === position || each.title.toLowerCase() === title.toLowerCase())) return refuse('version-named')
  return [{ ...draft('version', id)('versionNamed', { paper: paper.id, position, title }), ...named(attributed) }]
}

/** PAP-12: `became`: the place in the log at which the text is again what it was at `position`. */
export const restored = (paper: Paper, position: number, became: number, attributed: boolean): Draft[] =>
  [{ ...draft('paper', paper.id)('textRestored', { position, became }), ...named(attributed) }]

export const mayRestore = (paper: Paper): Refusal | undefined => (isOpen(paper) ? undefined : refuse('paper-closed'))
