// An outcome on its way to another body: forwarded at home, arrived there, and what became of it (outcomes.RULES.md, OUT-5 to OUT-11).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { BodyRef } from '../bodies/bodies.contract'
import type { Body } from '../bodies/body.rules'
import { PAPER_KINDS } from '../papers/papers.contract'
import type { Paper } from '../papers/papers.rules'
import { defineAggregate, impossible } from '../record/aggregate'
import type { Audience } from '../record/audience'
import { draft, type Draft } from '../record/draft'
import { FATES, SETTLED, type Fate } from './outcomes.contract'
import type { Outcome } from './outcomes.rules'

export const refOf = ({ id, kind, name, symbol }: Body): z.infer<typeof BodyRef> => ({ id, kind, name, symbol })

const Known = z.strictObject({ fate: z.enum(FATES), at: z.string(), symbol: z.string().optional() })
export const ForwardingShape = z.strictObject({
  id: z.string(), body: z.string(), outcome: z.string(), symbol: z.string(), title: z.string(), language: z.string(), sha256: z.string(), to: BodyRef, at: z.string(), fates: z.array(Known),
})
export type Forwarding = z.infer<typeof ForwardingShape>

/** What a body does with a text while it negotiates is its table's and the home table's; that the text came, and what was published of it, is public. */
const PUBLIC: readonly Fate[] = ['arrived', 'published']
export const audienceOfFate = (fate: Fate): Audience => (PUBLIC.includes(fate) ? 'public' : 'table')

export const forwarding = defineAggregate<Forwarding>({
  shape: ForwardingShape,
  audience: 'public',
  apply(state, event) {
    if (event.type === 'outcomeForwarded' && !state) return { id: event.aggregate.id, body: event.body, ...(event.payload as Omit<Forwarding, 'id' | 'body' | 'at' | 'fates'>), at: event.at, fates: [] }
    if (event.type !== 'fateLearned' || !state) impossible(event)
    return { ...state, fates: [...state.fates, event.payload as Forwarding['fates'][number]] }
  },
  cut: (state, viewer) => (viewer === 'public' ? { ...state, fates: state.fates.filter(({ fate }) => PUBLIC.includes(fate)) } : state),
  columns: (state) => ({ key: `${state.outcome}:${state.to.id}`, parent: state.outcome }),
})

export const ArrivalShape = z.strictObject({
  id: z.string(), body: z.string(), from: BodyRef, symbol: z.string(), title: z.string(), kind: z.enum(PAPER_KINDS), language: z.string(), sha256: z.string(), issued: z.string(), forwarded: z.string(), at: z.string(),
  /** when it was noted, if it was taken up after that */
  noted: z.string().optional(),
  settled: z.strictObject({ how: z.enum(SETTLED), at: z.string(), paper: z.string().optional() }).optional(),
})
export type Arrival = z.infer<typeof ArrivalShape>

export const arrival = defineAggregate<Arrival>({
  shape: ArrivalShape,
  audience: 'public',
  apply(state, event) {
    if (event.type === 'textReceived' && !state) return { id: event.aggregate.id, body: event.body, ...(event.payload as Omit<Arrival, 'id' | 'body' | 'at' | 'settled'>), at: event.at }
    if (event.type !== 'arrivalSettled' || !state) impossible(event)
    return { ...state, ...(state.settled ? { noted: state.settled.at } : {}), settled: { ...(event.payload as { how: 'taken-up' | 'noted'; paper?: string }), at: event.at } }
  },
  cut(state, viewer) {
    if (viewer !== 'public') return state
    const { settled: _, noted: _noted, ...rest } = state
    return rest
  },
})

/** OUT-5: an issued outcome goes to a regional roundtable other than the body's own; a national consortium's to one that its State belongs to. OUT-6: once to each. */
export function forward(state: Outcome, home: Body, to: Body, belongs: boolean, id: string): Draft[] | Refusal {
  if (to.kind !== 'regional-roundtable' || to.id === home.id) return refuse('no-roundtable')
  if (home.kind === 'national-consortium' && !belongs) return refuse('not-its-region')
  const { symbol, title, language, sha256 } = state
  return [draft('forwarding', id)('outcomeForwarded', { outcome: state.id, symbol, title, language, sha256, to: refOf(to) })]
}

/** OUT-7: it arrives by itself, under the id it left with, so it cannot arrive twice. */
export function receive(sent: Forwarding, from: Body, { kind, issued }: Pick<Arrival, 'kind' | 'issued'>): Draft[] {
  const { symbol, title, language, sha256, at: forwarded } = sent
  return [draft('arrival', sent.id)('textReceived', { from: refOf(from), symbol, title, kind, language, sha256, issued, forwarded })]
}

/** OUT-8: a text that came is taken up as a paper, or noted; what was noted can still be taken up. */
export const settle = (state: Arrival, how: { how: 'taken-up'; paper: string } | { how: 'noted' }): Draft[] | Refusal =>
  state.settled && !(state.settled.how === 'noted' && how.how === 'taken-up') ? refuse('already-settled') : [draft('arrival', state.id)('arrivalSettled', how)]

/** OUT-10: what is not known at home yet of what became of a text there; each thing is learned once, in its order. */
export function learnFates(state: Forwarding, { arrived, paper, outcome }: { arrived?: Arrival; paper?: Paper; outcome?: Outcome }): Draft[] {
  const became: Forwarding['fates'] = [
    ...(arrived ? [{ fate: 'arrived' as const, at: arrived.at }] : []),
    ...(arrived?.noted ? [{ fate: 'noted' as const, at: arrived.noted }] : []),
    ...(arrived?.settled ? [{ fate: arrived.settled.how, at: arrived.settled.at }] : []),
    ...(paper?.adopted ? [{ fate: 'adopted' as const, at: paper.adopted.at }] : []),
    ...(outcome ? [{ fate: 'published' as const, at: outcome.at, symbol: outcome.symbol }] : []),
  ]
  const known = new Set(state.fates.map(({ fate }) => fate))
  return became.filter(({ fate }) => !known.has(fate)).map((one) => ({ ...draft('forwarding', state.id)('fateLearned', one), audience: audienceOfFate(one.fate) }))
}
