// Hocuspocus with its defaults. STORE names a file when it shall store: its own extension, with the statements of its SQLite one.
import { Server } from '@hocuspocus/server'

const extensions = []
if (process.env.STORE) {
  const { Database } = await import('@hocuspocus/extension-database')
  const { DatabaseSync } = await import('node:sqlite')
  const db = new DatabaseSync(process.env.STORE)
  db.exec('CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))')
  const read = db.prepare('SELECT data FROM "documents" WHERE name = ? ORDER BY rowid DESC')
  const write = db.prepare('INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data')
  extensions.push(new Database({ fetch: async ({ documentName }) => read.get(documentName)?.data ?? null, store: async ({ documentName, state }) => { write.run(documentName, state) } }))
}
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false, extensions })
await server.listen()
console.log(`http://127.0.0.1:${server.address.port}`)
process.on('SIGTERM', () => { void server.destroy().finally(() => process.exit(0)) })
