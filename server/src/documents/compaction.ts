// Folds the log of a room into a snapshot now and then, so that opening stays quick; the log itself is never shortened.
import type { Store } from './documents.db'
import { COMPACT } from './limits'
import type { Fate } from './moves-memory'
import type { Truth } from './text'

export class Compaction {
  private running = false

  constructor(private readonly document: string, private readonly truth: Truth, private readonly store: Store,
    private readonly log: { error(fields: object, message: string): void }, private rowsBehind: number, private readonly memory: () => readonly Fate[]) {}

  grown(): void { if (++this.rowsBehind >= COMPACT.rows) void this.run() }

  async atLeave(): Promise<void> { if (this.rowsBehind >= COMPACT.rowsAtLeave) await this.run() }

  private async run(): Promise<void> {
    if (this.running) return
    this.running = true
    const folded = this.rowsBehind
    try {
      // On the event loop for now; a long text takes some milliseconds.
      await this.store.snapshot(this.document, this.truth.seq, this.truth.all(), this.memory())
      this.rowsBehind -= folded
    } catch (error) {
      this.log.error({ document: this.document, error }, 'a document could not be compacted')
    } finally {
      this.running = false
    }
  }
}
