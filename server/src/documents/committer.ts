// Brings the rows of all rooms into the log, many in one statement, and keeps them while the database is away.
import type { Row, Store } from './documents.db'
import { LIMITS, TIMES } from './limits'
import { pause, waitAfter } from './patience'
import { Tally } from './tally'

interface Job { row: Row; done: (outcome: 'stored' | 'refused') => void; fail: (error: unknown) => void }

export class Committer {
  private waiting: Job[] = []
  private flying = 0
  private running = false
  private stopped = false
  private failures = 0
  /** commits that may begin at once, and when that was reckoned */
  private free: number = TIMES.commits
  private at = performance.now()

  constructor(private readonly store: Pick<Store, 'append'>, private readonly log: { warn(fields: object, message: string): void; info(fields: object, message: string): void }, private readonly tally = new Tally()) {}

  /** rows on their way into the log */
  get queue(): number { return this.waiting.length + this.flying }

  /**
   * 'refused' may also mean that an earlier try of the same row did commit and its answer was lost: the room looks into the log.
   * Never await this inside a transaction: the embedded database has one connection.
   */
  commit(row: Row): Promise<'stored' | 'refused'> {
    return new Promise((done, fail) => {
      this.waiting.push({ row, done, fail })
      void this.run()
    })
  }

  /** What is not stored by now stays untold. */
  stop(): void { this.stopped = true }

  private async run(): Promise<void> {
    if (this.running) return
    this.running = true
    while (this.waiting.length > 0 && !this.stopped) {
      await this.space()
      const jobs = this.next()
      this.flying = jobs.length
      const begun = performance.now()
      try {
        const outcomes = await this.store.append(jobs.map(({ row }) => row))
        this.tally.commit.took(performance.now() - begun)
        if (this.failures > 0) this.log.info({ failures: this.failures }, 'the database stores documents again')
        this.failures = 0
        const held = jobs.filter(({ done }, index) => {
          const outcome = outcomes[index]!
          if (outcome !== 'held') done(outcome)
          if (outcome === 'stored') this.tally.rows++
          return outcome === 'held'
        })
        this.waiting.push(...held)
        this.flying = 0
        if (held.length > 0 && held.length === this.waiting.length) await pause(TIMES.gateHeld)
      } catch (error) {
        this.failures++
        this.tally.failures++
        if (this.failures === 1) this.log.warn({ error, rows: jobs.length }, 'documents can not be stored; kept, and tried again')
        // The failing ones go to the end, and from here one by one: a single bad row must not hold up the rest.
        if (jobs.length === 1 && neverStored(error)) jobs[0]!.fail(error)
        else this.waiting.push(...jobs)
        this.flying = 0
        await pause(waitAfter(this.failures))
      }
    }
    this.running = false
  }

  /** A few documents are stored at once; of a thousand, many go with each commit. */
  private async space(): Promise<void> {
    const now = performance.now()
    this.free = Math.min(TIMES.commits, this.free + (now - this.at) / TIMES.commitEach) - 1
    this.at = now
    if (this.free < 0) await pause(-this.free * TIMES.commitEach)
  }

  private next(): Job[] {
    if (this.failures > 0) return this.waiting.splice(0, 1)
    let bytes = 0
    const count = this.waiting.findIndex(({ row }) => (bytes += row.updates.byteLength) > LIMITS.statement)
    return this.waiting.splice(0, count < 0 ? this.waiting.length : Math.max(1, count))
  }
}

/** The database answers, and says that it can't hold these data (SQLSTATE classes 22 and 23). */
function neverStored(error: unknown): boolean {
  return /^2[23]/.test((error as { code?: string }).code ?? '')
}
