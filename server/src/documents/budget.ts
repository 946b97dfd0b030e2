// How much of the processor one person may use here: who asks for more is heard more slowly, so nobody else waits for it.
import { BUDGET } from './limits'

class Budget {
  private left: number = BUDGET.most
  private at: number

  constructor(now: number) { this.at = now }

  /** Milliseconds of work were done; answers how long to hear nothing more. */
  spend(milliseconds: number, now: number): number {
    this.left = Math.min(BUDGET.most, this.left + (now - this.at) * BUDGET.share) - milliseconds
    this.at = now
    return this.left >= 0 ? 0 : Math.ceil(-this.left / BUDGET.share)
  }

  full(now: number): boolean { return this.left + (now - this.at) * BUDGET.share >= BUDGET.most }
}

/** By person, over all connections and documents of this server: a second tab has no second budget. */
export class Budgets {
  private readonly all = new Map<string, Budget>()

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** So many milliseconds were worked for a person; answers for how many nothing more should be heard of him. */
  spend(person: string, milliseconds: number): number {
    let budget = this.all.get(person)
    if (!budget) this.all.set(person, (budget = new Budget(this.now())))
    return budget.spend(milliseconds, this.now())
  }

  /** Who has used nothing for long needs no place. */
  sweep(): void {
    const now = this.now()
    for (const [person, budget] of this.all) if (budget.full(now)) this.all.delete(person)
  }
}
