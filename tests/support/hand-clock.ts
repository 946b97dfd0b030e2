// A clock in the hand: real time, moved on by the test.
import type { Clock } from '../../server/src/platform/ports'

export interface HandClock extends Clock {
  /** moves on and starts what fell due */
  advance(milliseconds: number): void
}

export function handClock(): HandClock {
  let ahead = 0
  const waiting = new Set<{ time: number; work: () => void }>()
  return {
    now: () => new Date(Date.now() + ahead),
    at(time, work) {
      const entry = { time: time.getTime(), work }
      waiting.add(entry)
      const timer = setTimeout(() => { if (waiting.delete(entry)) work() }, Math.min(2 ** 31 - 1, Math.max(0, entry.time - Date.now() - ahead)))
      timer.unref()
      return () => { clearTimeout(timer); waiting.delete(entry) }
    },
    advance(milliseconds) {
      ahead += milliseconds
      for (const entry of [...waiting]) {
        if (entry.time > Date.now() + ahead) continue
        waiting.delete(entry)
        entry.work()
      }
    },
  }
}
