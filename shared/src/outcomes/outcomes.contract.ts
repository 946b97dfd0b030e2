// Outcomes: what the secretariat publishes from an act of the body, frozen, under a symbol.
import { z } from 'zod'
import { Id } from '../base/ids'
import { defineDomain } from '../wire/contract'

/** RT.EAF/2026/1: the body's series, the year, the number. */
export const OutcomeSymbol = z.string().regex(/^[A-Z]{2,3}\.[A-Z]{2,6}\/\d{4}\/[1-9]\d{0,3}$/)
const Out = z.strictObject({ id: Id, body: Id, paper: Id, symbol: z.string(), title: z.string(), language: z.string(), at: z.string(), sha256: z.string() })

export const outcomes = defineDomain({
  commands: {
    publish: { says: 'Publish an adopted paper under a symbol of the body’s series.', input: z.strictObject({ paper: Id, symbol: OutcomeSymbol }), answer: z.strictObject({ outcome: Id, symbol: z.string(), sha256: z.string() }) },
  },
  queries: {
    list: { says: 'The outcomes of a body, newest first, two hundred at most.', input: z.strictObject({ body: Id }), answer: z.strictObject({ outcomes: z.array(Out) }) },
    read: { says: 'One outcome by its symbol, with its canonical form (RFC 8785) as text.', input: z.strictObject({ symbol: OutcomeSymbol }), answer: Out.extend({ canonical: z.string() }) },
    nextSymbol: { says: 'The next free symbol of a body’s series.', input: z.strictObject({ body: Id }), answer: z.strictObject({ symbol: z.string() }) },
  },
  events: {
    outcomePublished: { v: 1, audience: 'public', payload: z.strictObject({ paper: Id, symbol: z.string(), title: z.string(), language: z.string(), sha256: z.string() }) },
  },
})
