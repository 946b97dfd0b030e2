// Asks that a home body learn what became of its text: worked under its own lock, after this commit.
import type { Paper } from '@roundtable/shared/papers/papers.rules'
import type { Unit } from '../platform/unit'

export const LEARN_FATE = 'fate-of-text'

/** Of a paper that was made here there is nobody to tell. */
export const tellHome = async (unit: Unit, { origin }: Pick<Paper, 'origin'>): Promise<void> =>
  origin && unit.dueInAll(LEARN_FATE, origin.arrival, [origin.body.id])
