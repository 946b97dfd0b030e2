// The embedded database for the document tests, in a thread of its own as in the product.
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '../../server/node_modules/@electric-sql/pglite-socket/dist/index.js'
import { parentPort, workerData } from 'node:worker_threads'

const db = await PGlite.create({ dataDir: workerData.dataDir })
await db.exec(workerData.sql)
const server = new PGLiteSocketServer({ db, path: workerData.socket, maxConnections: 4 })
await server.start()
parentPort.postMessage('ready')
