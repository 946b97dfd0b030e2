// Outcomes: what the secretariat publishes from an act of the body, frozen, under a symbol.
import { z } from 'zod'
import { Id } from '../base/ids'
import { BodyRef } from '../bodies/bodies.contract'
import { PAPER_KINDS } from '../papers/papers.contract'
import { defineDomain, instruction } from '../wire/contract'

/** RT.EAF/2026/1: the body's series, the year, the number. */
export const OutcomeSymbol = z.string().regex(/^[A-Z]{2,3}\.[A-Z]{2,6}\/\d{4}\/[1-9]\d{0,3}$/)
/** What became of an outcome at the body that it was forwarded to. */
export const FATES = ['arrived', 'taken-up', 'noted', 'adopted', 'published'] as const
export type Fate = (typeof FATES)[number]
/** What a body does with a text that came. */
export const SETTLED = ['taken-up', 'noted'] as const
const Done = z.strictObject({})
const Out = z.strictObject({ id: Id, body: Id, paper: Id, symbol: z.string(), title: z.string(), language: z.string(), at: z.string(), sha256: z.string() })

export const outcomes = defineDomain({
  commands: {
    publish: { says: 'Publish an adopted paper under a symbol of the body’s series.', input: z.strictObject({ paper: Id, symbol: OutcomeSymbol }), answer: z.strictObject({ outcome: Id, symbol: z.string(), sha256: z.string() }) },
    forward: { says: 'Forward an outcome to a regional roundtable.', input: z.strictObject({ outcome: Id, to: Id, ...instruction }), answer: z.strictObject({ forwarding: Id }) },
    takeUp: { says: 'Take up a text that was forwarded as a paper of the body.', input: z.strictObject({ arrival: Id }), answer: z.strictObject({ paper: Id, document: Id }) },
    takeNote: { says: 'Declare that the body takes note of a text that was forwarded.', input: z.strictObject({ arrival: Id, ...instruction }), answer: Done },
  },
  queries: {
    list: { says: 'The outcomes of a body, newest first, two hundred at most.', input: z.strictObject({ body: Id }), answer: z.strictObject({ outcomes: z.array(Out) }) },
    read: { says: 'One outcome by its symbol, with its canonical form (RFC 8785) as text.', input: z.strictObject({ symbol: OutcomeSymbol }), answer: Out.extend({ canonical: z.string() }) },
    nextSymbol: { says: 'The next free symbol of a body’s series.', input: z.strictObject({ body: Id }), answer: z.strictObject({ symbol: z.string() }) },
    destinations: { says: 'The roundtables to which outcomes of a body can be forwarded.', input: z.strictObject({ body: Id }), answer: z.strictObject({ bodies: z.array(BodyRef) }) },
  },
  events: {
    outcomePublished: { v: 1, audience: 'public', payload: z.strictObject({ paper: Id, symbol: z.string(), title: z.string(), language: z.string(), sha256: z.string() }) },
    outcomeForwarded: { v: 1, audience: 'public', payload: z.strictObject({ outcome: Id, symbol: z.string(), title: z.string(), language: z.string(), sha256: z.string(), to: BodyRef }) },
    fateLearned: { v: 1, audience: 'public', payload: z.strictObject({ fate: z.enum(FATES), at: z.string(), symbol: z.string().optional() }) },
    textReceived: { v: 1, audience: 'public', payload: z.strictObject({ from: BodyRef, symbol: z.string(), title: z.string(), kind: z.enum(PAPER_KINDS), language: z.string(), sha256: z.string(), issued: z.string(), forwarded: z.string() }) },
    arrivalSettled: { v: 1, audience: 'table', payload: z.strictObject({ how: z.enum(SETTLED), paper: Id.optional() }) },
  },
})
