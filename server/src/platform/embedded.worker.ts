// The embedded database, in a thread of its own so that no query blocks the event loop; reached like any PostgreSQL, by a socket file.
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { parentPort, workerData } from 'node:worker_threads'

const { dataDir, socket } = workerData as { dataDir: string; socket: string }
const db = await PGlite.create({ dataDir })
const server = new PGLiteSocketServer({ db, path: socket, maxConnections: 4 })
await server.start()
parentPort?.postMessage('ready')
parentPort?.on('message', (message) => {
  if (message !== 'close') return
  void server.stop().then(() => db.close()).then(() => parentPort?.postMessage('closed'))
})
