// Loaded into every thread of a server of the tests: the embedded database's ends, without a word, when a file appears.
import { existsSync } from 'node:fs'
import { isMainThread, workerData } from 'node:worker_threads'

if (!isMainThread && workerData?.socket) setInterval(() => { if (existsSync(process.env.THREAD_ENDS)) process.exit(7) }, 5)
