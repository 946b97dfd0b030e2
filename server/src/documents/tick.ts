// When the next row of a room goes: a moment after the last tell, and never quite at once; the more receivers, the longer the moment.
import { TIMES } from './limits'

export class Tick {
  private toldAt = 0
  private awake = false

  /** Something waits: `go` is called when its time has come. */
  wake(receivers: number, go: () => void): void {
    if (this.awake) return
    this.awake = true
    const window = Math.min(TIMES.tick, receivers * TIMES.tickPerReceiver)
    const linger = Math.min(TIMES.linger, receivers * TIMES.lingerPerReceiver)
    const wait = Math.max(linger, this.toldAt + window - performance.now())
    const now = () => { this.awake = false; go() }
    if (wait >= 1) setTimeout(now, wait); else setImmediate(now)
  }

  told(): void { this.toldAt = performance.now() }
}
