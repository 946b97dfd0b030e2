// What the handlers of a paper have in common: whose record it is, what it is about, what is recorded.
import { isRefusal, type Refusal } from '@roundtable/shared/base/refusal'
import type { Draft } from '@roundtable/shared/record/draft'
import type { Act } from '../gate/handler'
import type { Db } from '../platform/prisma'
import { bodyOf, loadState } from '../platform/record.db'
import type { Unit } from '../platform/unit'

export const ofPaper = { body: ({ paper }: { paper: string }, db: Db) => bodyOf(db, 'paper', paper), about: 'paper' as const }
export const documentOf = async ({ paper }: { paper: string }, db: Db) => (await loadState(db, 'paper', paper))?.document

export async function paperTarget(unit: Unit, { paper }: { paper: string }) {
  const state = await unit.load('paper', paper)
  return state && { drafters: state.drafters }
}

export async function recordOr<A>(act: Act, decided: Draft[] | Refusal, answer: A): Promise<A | Refusal> {
  if (isRefusal(decided)) return decided
  await act.record(decided)
  return answer
}
