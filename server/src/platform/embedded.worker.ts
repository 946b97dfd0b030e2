// The embedded database, in a thread of its own so that no query blocks the event loop; reached like any PostgreSQL, by a socket file.
import { existsSync, renameSync, rmSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { parentPort, workerData } from 'node:worker_threads'

const { dataDir, socket } = workerData as { dataDir: string; socket: string }

// Made aside and moved into place when whole: a first start that was cut off leaves no half-made database.
if (!existsSync(dataDir)) {
  const making = `${dataDir}.making`
  rmSync(making, { recursive: true, force: true })
  await (await PGlite.create({ dataDir: making })).close()
  renameSync(making, dataDir)
}
const db = await PGlite.create({ dataDir })
const server = new PGLiteSocketServer({ db, path: socket, maxConnections: 4 })
await server.start()
parentPort?.postMessage('ready')
parentPort?.on('message', (message) => {
  if (message !== 'close') return
  void server.stop().then(() => db.close()).then(() => parentPort?.postMessage('closed'))
})
