// An outcome: published only from the body's act, once, under a symbol of its series (outcomes.RULES.md).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import type { Paper } from '../papers/papers.rules'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'

export const OutcomeShape = z.strictObject({ id: z.string(), body: z.string(), paper: z.string(), symbol: z.string(), title: z.string(), language: z.string(), sha256: z.string(), at: z.string() })
export type Outcome = z.infer<typeof OutcomeShape>

export const outcome = defineAggregate<Outcome>({
  shape: OutcomeShape,
  audience: 'public',
  apply(state, event) {
    if (event.type !== 'outcomePublished' || state) impossible(event)
    return { id: event.aggregate.id, body: event.body, ...(event.payload as Omit<Outcome, 'id' | 'body' | 'at'>), at: event.at }
  },
  columns: (state) => ({ key: state.symbol, parent: state.paper }),
})

/** OUT-1: `RT.EAF/2026/1`. The series is the body's, the year that of publication. */
export const symbolOf = (base: string, year: number, number: number): string => `${base}/${year}/${number}`

/** OUT-2: numbers run on within a year; a number once given is never given again. */
export function nextNumber(base: string, year: number, symbols: string[]): number {
  const prefix = `${base}/${year}/`
  return Math.max(0, ...symbols.filter((symbol) => symbol.startsWith(prefix)).map((symbol) => Number(symbol.slice(prefix.length)))) + 1
}

/** OUT-3: only an adopted paper is published, once. OUT-4: under a symbol of its body's series of the year. */
export function publish(state: Paper, base: string, year: number, id: string, frozen: { symbol: string; sha256: string }): Draft[] | Refusal {
  if (state.stage === 'published') return refuse('already-published')
  if (state.stage !== 'adopted') return refuse('paper-not-adopted')
  if (!frozen.symbol.startsWith(`${base}/${year}/`)) return refuse('symbol-not-of-series', { series: `${base}/${year}/` })
  return [
    draft('outcome', id)('outcomePublished', { paper: state.id, ...frozen, title: state.title, language: state.language }),
    draft('paper', state.id)('paperPublished', { symbol: frozen.symbol }),
  ]
}
