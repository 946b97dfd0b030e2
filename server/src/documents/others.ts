// Rows that other servers have stored and that are not in our text yet: in order, each once. What does not close up is asked of the log.
import type { StoredRow } from './documents.db'
import { LIMITS, TIMES } from './limits'

export interface OthersRow extends StoredRow { version: number }

export class Others {
  private readonly rows = new Map<number, OthersRow>()
  private bytes = 0
  private patience: NodeJS.Timeout | undefined

  /** `gap`: rows stay away that must have been stored */
  constructor(private readonly gap: () => void) {}

  put(row: OthersRow, known: number): void {
    if (row.seq <= known || this.rows.has(row.seq)) return
    if (this.bytes > LIMITS.statement) this.clear()
    this.rows.set(row.seq, row)
    this.bytes += row.updates.byteLength
  }

  /** The row behind `known`; those before it are forgotten. */
  next(known: number): OthersRow | undefined {
    for (const seq of [...this.rows.keys()]) if (seq <= known) this.drop(seq)
    const row = this.rows.get(known + 1)
    if (row) this.drop(row.seq)
    else if (this.rows.size > 0) this.patience ??= setTimeout(() => { this.patience = undefined; if (this.rows.size > 0) this.gap() }, TIMES.gap)
    return row
  }

  clear(): void {
    clearTimeout(this.patience)
    this.patience = undefined
    this.rows.clear()
    this.bytes = 0
  }

  private drop(seq: number): void {
    this.bytes -= this.rows.get(seq)?.updates.byteLength ?? 0
    this.rows.delete(seq)
  }
}
