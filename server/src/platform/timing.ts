// How long something takes: the last half minute to minute for who looks now, and all since the start for Prometheus.
import { createHistogram, type Histogram as Measured, type RecordableHistogram } from 'node:perf_hooks'
import { Histogram, type Registry } from 'prom-client'
import type { SpreadOf } from '@roundtable/shared/base/figures'

const HALF_MINUTE = 30_000
const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Two windows that are filled at once and emptied in turn: the older one holds half a minute to a minute. */
export class Windows<H extends Measured> {
  private turned: number

  constructor(private older: H, private newer: H, private readonly now: () => number = () => performance.now()) { this.turned = now() }

  get both(): readonly H[] {
    const past = this.now() - this.turned
    if (past >= HALF_MINUTE) {
      // Nobody looked for long: what both hold is old.
      if (past >= 2 * HALF_MINUTE) this.newer.reset()
      this.older.reset()
      ;[this.older, this.newer] = [this.newer, this.older]
      this.turned = this.now()
    }
    return [this.older, this.newer]
  }

  /** `unit`: of the histogram, in milliseconds; `but`: what is in every value of it and is no delay. */
  spread(unit: number, but = 0): SpreadOf {
    const [older] = this.both
    if (!older || older.count === 0) return { count: 0, middle: 0, high: 0, longest: 0 }
    const told = (value: number) => Math.max(0, Math.round((value * unit - but) * 100) / 100)
    return { count: older.count, middle: told(older.percentile(50)), high: told(older.percentile(99)), longest: told(older.max) }
  }
}

export class Timing {
  private readonly windows = new Windows<RecordableHistogram>(createHistogram(), createHistogram())
  private readonly sinceStart: Histogram

  constructor(name: string, help: string) {
    this.sinceStart = new Histogram({ name, help, buckets: SECONDS, registers: [] })
  }

  took(milliseconds: number): void {
    // Microseconds; a histogram takes no zero.
    const value = Math.max(1, Math.round(milliseconds * 1_000))
    for (const window of this.windows.both) window.record(value)
    this.sinceStart.observe(milliseconds / 1_000)
  }

  spread(): SpreadOf { return this.windows.spread(0.001) }
  joins(registry: Registry): void { registry.registerMetric(this.sinceStart) }
}
