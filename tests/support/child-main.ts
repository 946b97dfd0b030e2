// The process that support/child.ts starts: a whole server that stops in the moment between commit and answer.
import { buildApp } from '../../server/src/app'
import { openDatabase } from '../../server/src/platform/database'
import { newId, newToken, type Ports } from '../../server/src/platform/ports'
import type { ChildOptions } from './child'
import { countsOf } from './counts'
import { handClock } from './hand-clock'

const { root, dataDir, databaseUrl, ahead, afterCommit } = JSON.parse(process.env['CHILD']!) as ChildOptions & { root: string }
const quiet = { info() {}, warn() {}, error(fields: object, message: string) { console.error(message, fields) } }
const clock = handClock()
clock.advance(ahead)
const committed = (name: string) => new Promise<void>(() => { if (afterCommit === 'die') process.kill(process.pid, 'SIGKILL'); else process.send?.({ committed: name }) })
const ports: Ports = { clock, id: newId, token: newToken, log: quiet, committed }
const database = await openDatabase({ databaseUrl, dataDir, root })
const app = buildApp({ prisma: database.prisma, statement: database.statement, config: { port: 0, host: '127.0.0.1', dataDir, demonstration: true }, ports, root, demonstration: true })
const port = await app.listen()
process.on('message', (message) => {
  if (message === 'count') void countsOf(database.prisma, app.due).then((counts) => process.send?.({ counts }))
  if (message === 'end') void app.close().then(() => database.close()).then(() => process.exit(0))
})
// What is due at the start is done before anything is counted.
await app.due.wake()
process.send?.({ port })
