// The process that support/child.ts starts: a whole server whose first commit is its last.
import { buildApp } from '../../server/src/app'
import { openDatabase } from '../../server/src/platform/database'
import { newId, newToken, type Ports } from '../../server/src/platform/ports'
import { countsOf } from './counts'
import { handClock } from './hand-clock'

const { root, dataDir, databaseUrl, ahead } = JSON.parse(process.env['CHILD']!) as { root: string; dataDir: string; databaseUrl?: string; ahead: number }
const quiet = { info() {}, warn() {}, error(fields: object, message: string) { console.error(message, fields) } }
const clock = handClock()
clock.advance(ahead)
const ports: Ports = { clock, id: newId, token: newToken, log: quiet, committed: () => new Promise<void>(() => process.kill(process.pid, 'SIGKILL')) }
const database = await openDatabase({ databaseUrl, dataDir, root })
const app = buildApp({ prisma: database.prisma, config: { port: 0, host: '127.0.0.1', dataDir, demonstration: true }, ports, root, demonstration: true })
const port = await app.listen()
process.on('message', (message) => {
  if (message === 'count') void countsOf(database.prisma).then((counts) => process.send?.({ counts }))
  if (message === 'end') void app.close().then(() => database.close()).then(() => process.exit(0))
})
process.send?.({ port })
