// Waiting for a database that does not answer: again and again, less and less often, as long as it makes sense.
import { TIMES } from './limits'

export const pause = (milliseconds: number): Promise<void> => new Promise((go) => { setTimeout(go, milliseconds) })

/** 50 ms after the first failure, a second after many. */
export const waitAfter = (failures: number): number => Math.min(TIMES.retryLongest, TIMES.retryFirst * 2 ** Math.min(failures - 1, 10))

/** Asks until there is an answer; `failed` may throw to give up. */
export async function insist<T>(question: () => Promise<T>, failed: (error: unknown) => void): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await question()
    } catch (error) {
      failed(error)
      await pause(waitAfter(failures))
    }
  }
}
