// Replays a log in a thread of its own, slice by slice as it is read: no room waits for it.
import { parentPort, workerData } from 'node:worker_threads'
import { Replay, type ReplayedPart, type Unnamed } from './replay'

export interface Slice { /** JSON: for each row its time in ms and its parts */ rows: string; updates: Uint8Array }

const replay = new Replay((workerData as { unnamed: Unnamed[] }).unnamed)
parentPort!.on('message', (slice: Slice | 'end') => {
  if (slice === 'end') return parentPort!.postMessage(replay.end())
  let start = 0
  for (const [at, parts] of JSON.parse(slice.rows) as [number, ReplayedPart[]][]) {
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
    replay.row(at, parts, slice.updates.subarray(start, start + bytes))
    start += bytes
  }
  parentPort!.postMessage('taken')
})
