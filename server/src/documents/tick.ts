// When the next row of a room goes: a moment after the last tell, and never quite at once; the more receivers, the longer the moment.
import { TIMES } from './limits'

export class Tick {
  private toldAt = 0
  private goneAt: number | undefined
  /** how long a row is on its way into the log, of late */
  private flight = 0
  private awake = false

  /** Something waits: `go` is called when its time has come. */
  wake(receivers: number, go: () => void): void {
    if (this.awake) return
    this.awake = true
    // What a slow database takes of the moment is not waited for twice.
    const between = Math.min(TIMES.tick, receivers * TIMES.tickPerReceiver)
    const window = Math.max(between / 2, between - this.flight)
    const linger = Math.min(TIMES.linger, receivers * TIMES.lingerPerReceiver)
    const wait = Math.max(linger, this.toldAt + window - performance.now())
    const now = () => { this.awake = false; this.goneAt = performance.now(); go() }
    if (wait >= 1) setTimeout(now, wait); else setImmediate(now)
  }

  /** A row was told, ours or another server's. */
  told(): void {
    this.toldAt = performance.now()
    if (this.goneAt === undefined) return
    this.flight += (Math.min(this.toldAt - this.goneAt, TIMES.tick) - this.flight) / 8
    this.goneAt = undefined
  }
}
