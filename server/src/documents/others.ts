// What other servers stored of a document: taken in the order of the log, each row once, between our own. What does not close up is asked of the log.
import type { StoredRow } from './documents.db'
import { LIMITS, TIMES } from './limits'
import type { Turn } from './turn'

export interface OthersRow extends StoredRow { version: number }

export interface OthersRoom {
  /** the last row that our text holds */
  readonly seq: number
  readonly turn: Turn
  adopt(row: OthersRow): void
  /** all that closed up was adopted; nobody else has the turn */
  adopted(rows: readonly OthersRow[]): Promise<void>
  /** rows stay away that must have been stored */
  gap(): void
}

export class Others {
  private readonly rows = new Map<number, OthersRow>()
  private bytes = 0
  private patience: NodeJS.Timeout | undefined
  private catching = false

  constructor(private readonly room: OthersRoom) {}

  put(row: OthersRow): void {
    if (row.seq <= this.room.seq || this.rows.has(row.seq)) return
    if (this.bytes > LIMITS.statement) this.clear()
    this.rows.set(row.seq, row)
    this.bytes += row.updates.byteLength
    void this.catchUp()
  }

  private async catchUp(): Promise<void> {
    if (this.catching) return
    this.catching = true
    const release = await this.room.turn.wait()
    this.catching = false
    const rows: OthersRow[] = []
    for (let row = this.next(); row; row = this.next()) {
      this.room.adopt(row)
      rows.push(row)
    }
    await this.room.adopted(rows).finally(release)
  }

  /** The row behind ours; those before it are forgotten. */
  private next(): OthersRow | undefined {
    for (const seq of [...this.rows.keys()]) if (seq <= this.room.seq) this.drop(seq)
    const row = this.rows.get(this.room.seq + 1)
    if (row) this.drop(row.seq)
    else if (this.rows.size > 0) this.patience ??= setTimeout(() => { this.patience = undefined; if (this.rows.size > 0) this.room.gap() }, TIMES.gap)
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
