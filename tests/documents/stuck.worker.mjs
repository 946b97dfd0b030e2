// A thread of compaction that never comes to an end: what a hostile document might make of the real one.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', (said) => {
  if (said !== 'build') return
  for (;;) Math.sqrt(2)
})
