// Our document server alone, as the product runs it (same code, same database, same mending of texts), behind a door that lets everybody in under the name they give.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { openDocuments } from '../../../server/src/documents/documents'
import { repairText } from '../../../server/src/papers/text'
import { openDatabase } from '../../../server/src/platform/database'

const { DATA_DIR, DATABASE_URL, ROOT } = process.env
const database = await openDatabase({ databaseUrl: DATABASE_URL || undefined, dataDir: DATA_DIR!, root: ROOT! })
const complain = (fields: object, message: string) => { if (process.env['SHOW']) console.error(message, fields) }
const documents = openDocuments({
  prisma: database.prisma, statement: database.statement, clock: { now: () => new Date() }, compaction: `${ROOT}/server/dist/compaction.worker.js`, mend: repairText(() => randomUUID()),
  log: { info: () => undefined, warn: complain, error: (fields, message) => { console.error(message, fields) } },
  admit: (_, { token = 'nobody', onInstruction }) => Promise.resolve({
    read: true, write: !token.startsWith('reader'), why: token.startsWith('reader') ? 'not-you' : undefined,
    who: { person: token, session: `session-${token}`, seat: `seat-${token}`, name: token, delegation: `Delegation of ${token}`, group: 'government', color: '#123456', onInstruction },
  }),
})
const server = createServer((_request, response) => response.end())
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy())
  documents.upgrade(request, socket, head, { token: /token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1], onInstruction: false })
})
process.on('message', ({ id, ask, names, text }: { id: number; ask: string; names: string[]; text?: string }) => {
  if (ask !== 'make') return
  void database.prisma.$transaction(async (tx) => {
    for (const document of names) await documents.create(tx, { document, kind: 'paper', owner: document, body: 'bench' }, text === undefined ? undefined : (doc) => { Y.applyUpdate(doc, Buffer.from(text, 'base64')) })
  }).then(() => process.send?.({ id, answer: names.length }))
})
process.on('SIGTERM', () => { void documents.close().then(() => database.close()).finally(() => process.exit(0)) })
server.listen(0, '127.0.0.1', () => {
  void documents.warm()
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
