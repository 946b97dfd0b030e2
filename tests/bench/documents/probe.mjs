// Loaded into every server beside its own code: answers what a process can only say of itself.
import { closeSync, openSync, readSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
const delay = monitorEventLoopDelay({ resolution: 1 })
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds))

/** Milliseconds of the processor that this thread has had; NaN where the system does not tell. */
const ran = (() => {
  try {
    const own = openSync('/proc/thread-self/schedstat'), bytes = Buffer.alloc(64)
    process.once('exit', () => { closeSync(own) })
    return () => parseInt(bytes.toString('latin1', 0, readSync(own, bytes, 0, 64, 0)), 10) / 1e6
  } catch { return () => NaN }
})()

/** The longest round of the loop, in work of this thread: what the system gave to others in between is not in it. It goes round without a rest meanwhile. */
let worked = 0
let watching = false
function watchWork() {
  worked = 0
  if (watching) return
  watching = true
  let ranBefore = ran(), before = performance.now()
  const round = () => {
    const now = performance.now(), ranNow = ran()
    worked = Math.max(worked, Math.min(now - before, ranNow - ranBefore))
    ranBefore = ranNow
    before = now
    if (watching) setImmediate(round)
  }
  setImmediate(round)
}

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
  'watch its work': () => { watchWork() },
  // A timer each millisecond: what is beyond it somebody else took.
  'the loop': () => { delay.disable(); return { max: Math.max(0, delay.max / 1e6 - 1), p99: Math.max(0, delay.percentile(99) / 1e6 - 1) } },
  'its work': () => { watching = false; return { worked } },
}
process.on('message', async ({ id, ask }) => {
  if (answers[ask]) process.send({ id, answer: await answers[ask]() })
})
process.channel?.unref()
