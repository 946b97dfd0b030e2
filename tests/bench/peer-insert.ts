// The peer of the command bench: bare Express and one Prisma insert, on the same kind of database.
import express from 'express'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { openDatabase } from '../../server/src/platform/database'
import { root } from '../support/places'

const database = await openDatabase({ databaseUrl: process.env['DATABASE_URL'], dataDir: process.env['DATA_DIR']!, root })
const app = express()
app.post('/insert', express.json(), async (request, response) => {
  const row = await database.prisma.mail.create({ data: { id: randomUUID(), to: 'x', template: 'x', language: 'en', params: request.body as object, at: new Date(), next: new Date(), sent: new Date() } })
  response.json({ id: row.id })
})
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => { server.close(); void database.close().then(() => process.exit(0)) })
