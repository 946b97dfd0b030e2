// A thread that wants ever more memory: what a hostile log might make of the real ones.
import { parentPort } from 'node:worker_threads'

const eaten = []
parentPort.on('message', (said) => {
  if (said === 'build' || said === 'end') for (;;) eaten.push(new Array(100_000).fill(eaten.length + 0.5))
  else parentPort.postMessage('taken')
})
