// Loaded into every server beside its own code: answers what a process can only say of itself.
import { Session } from 'node:inspector/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
const delay = monitorEventLoopDelay({ resolution: 1 })
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds))

async function memory() {
  for (let round = 0; round < 3; round += 1) { collect(); await pause(50) }
  const { rss, heapUsed } = process.memoryUsage()
  const resources = {}
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
  return { rss, heap: heapUsed, resources, listeners }
}

const session = new Session()
const answers = {
  memory,
  profile: async () => {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 200 })
    await session.post('Profiler.start')
  },
  'the profile': async () => {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    return profile
  },
  'watch the loop': () => { delay.reset(); delay.enable() },
  // A timer each millisecond: what is beyond it somebody else took.
  'the loop': () => { delay.disable(); return { max: Math.max(0, delay.max / 1e6 - 1), p99: Math.max(0, delay.percentile(99) / 1e6 - 1) } },
}
process.on('message', async ({ id, ask }) => {
  if (answers[ask]) process.send({ id, answer: await answers[ask]() })
})
process.channel?.unref()
