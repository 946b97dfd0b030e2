// Folds what rules decided, as the record does: numbers, times and authors are made up here.
import { isRefusal, type Refusal } from '@roundtable/shared/base/refusal'
import type { AggregateKind } from '@roundtable/shared/record/aggregate'
import type { Draft } from '@roundtable/shared/record/draft'

export const AT = '2026-03-02T10:00:00.000Z'

/** The drafts; a refusal fails the test. */
export function drafts(decided: Draft[] | Refusal): Draft[] {
  if (isRefusal(decided)) throw new Error(`refused: ${decided.refused}`)
  return decided
}

/** The state after those of the drafts that concern this kind. */
export function fold<S extends { id: string; body: string }>(kind: AggregateKind<S>, name: string, decided: Draft[] | Refusal, from?: S, body = 'body'): S {
  const state = drafts(decided).filter((draft) => draft.aggregate.kind === name).reduce<S | undefined>((before, draft, index) =>
    kind.apply(before, { ...draft, v: 1, by: { system: true }, body, seq: index + 1, at: AT }), from)
  return kind.shape.parse(state)
}

export const types = (decided: Draft[] | Refusal): string[] => drafts(decided).map(({ type }) => type)
