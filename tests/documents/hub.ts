// The line between several servers, in the hand of the test: news may be lost by a seed, or all of it.
import type { Bus } from '../../server/src/platform/bus'

export function openHub(random: () => number = Math.random) {
  const listeners = new Map<string, Set<{ of: object; hear(news: Uint8Array): void }>>()
  const hub = {
    /** share of the news that is lost, each way to each server anew */
    loss: 0,
    said: 0,
    lost: 0,
    bus(): Bus {
      const of = {}
      return {
        publish(channel, news) {
          for (const listener of listeners.get(channel) ?? []) {
            if (listener.of === of) continue
            hub.said++
            if (random() < hub.loss) { hub.lost++; continue }
            const copy = Uint8Array.from(news)
            setImmediate(() => { if (listeners.get(channel)?.has(listener)) listener.hear(copy) })
          }
        },
        subscribe(channel, hear) {
          const listener = { of, hear }
          const all = listeners.get(channel) ?? new Set()
          listeners.set(channel, all.add(listener))
          return Promise.resolve(() => { all.delete(listener) })
        },
      }
    },
  }
  return hub
}
