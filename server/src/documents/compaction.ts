// Folds the log of a room into a snapshot now and then, so that opening stays quick; the log itself is never shortened, and nobody waits.
import type { Compactor } from './compactor'
import type { Store } from './documents.db'
import { COMPACT } from './limits'
import type { Fate } from './moves-memory'
import type { Tally } from './tally'
import type { Truth } from './text'

export interface CompactionPorts {
  store: Pick<Store, 'snapshot' | 'base'>
  compactor: Pick<Compactor, 'build'>
  tally: Pick<Tally, 'compactions'>
  log: { error(fields: object, message: string): void }
}

export class Compaction {
  private running: Promise<void> | undefined
  private failures = 0
  private notBefore = 0

  constructor(private readonly document: string, private readonly truth: Truth, private readonly ports: CompactionPorts, private rowsBehind: number, private readonly memory: () => readonly Fate[]) {}

  grown(): void { if (++this.rowsBehind >= COMPACT.rows) void this.run() }

  async atLeave(): Promise<void> { if (this.rowsBehind >= COMPACT.rowsAtLeave) await this.run() }

  private run(): Promise<void> {
    if (performance.now() < this.notBefore) return Promise.resolve()
    return (this.running ??= this.fold().finally(() => { this.running = undefined }))
  }

  private async fold(): Promise<void> {
    const folded = this.rowsBehind
    try {
      // Both of the same moment: the memory belongs to the rows up to here.
      const { seq } = this.truth
      const memory = this.memory()
      const vector = this.truth.vector()
      // Another server may have been quicker.
      if (((await this.ports.store.base(this.document))?.seq ?? 0) >= seq) return void (this.rowsBehind -= folded)
      const built = await this.ports.compactor.build(this.document, seq)
      if (Buffer.compare(built.vector, vector) !== 0) throw new Error('the log does not hold what the room holds')
      await this.ports.store.snapshot(this.document, seq, built.state, memory)
      this.rowsBehind -= folded
      this.failures = 0
      this.ports.tally.compactions.done++
    } catch (error) {
      // The log is as it was, only longer to read; the next try waits longer.
      this.notBefore = performance.now() + Math.min(COMPACT.againLongest, COMPACT.again * 2 ** Math.min(this.failures++, 20))
      this.ports.tally.compactions.failed++
      this.ports.log.error({ document: this.document, error }, 'a document could not be compacted; its log is whole')
    }
  }
}
