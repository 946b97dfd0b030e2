// A stage for the live documents: a real server on port 0, a real database behind a wire that can be held, rights that are rows.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createConnection, createServer as createNetServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { readPaper, seedPaper, type Paper } from '@roundtable/shared/papers/schema'
import { openDocuments, type Admission, type Documents, type DocumentsPorts } from '../../server/src/documents/documents'
import { PrismaClient } from '../../server/src/generated/prisma/client'
import type { Bus } from '../../server/src/platform/bus'
import { openPool } from '../../server/src/platform/prepared'
import { root, template } from '../support/places'
import { wordsOf } from './peers'

const MIGRATIONS = join(root, 'prisma/migrations')
const migrations = () => readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()
  .map((name) => readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8')).join('\n')
/** PostgreSQL instead of the embedded database */
const administer = process.env['TEST_DATABASE_URL']
const RIGHTS = 'CREATE TABLE IF NOT EXISTS "TestRight" (document TEXT, person TEXT, read BOOLEAN, write BOOLEAN, PRIMARY KEY (document, person))'
const SQL = () => `${migrations()};${RIGHTS}`

/** The wire between server and database, in the hand of the test. */
async function wire(from: string, to: () => Socket) {
  const pairs = new Set<[Socket, Socket]>()
  let held = false
  const server = createNetServer((near) => {
    const far = to()
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const [a, b] of [pair, [far, near] as [Socket, Socket]]) {
      a.on('data', (bytes) => { b.write(bytes) })
      a.on('error', () => undefined)
      a.on('close', () => { b.destroy(); pairs.delete(pair) })
    }
    if (held) near.pause()
  })
  await new Promise<void>((done) => { server.listen(from, done) })
  return {
    /** questions wait on the wire */
    hold() { held = true; for (const [near] of pairs) near.pause() },
    release() { held = false; for (const [near] of pairs) near.resume() },
    /** questions pass, answers do not; then the line is cut: what was asked may have been done */
    loseAnswers() { for (const [, far] of pairs) far.pause() },
    cut() { for (const [near, far] of pairs) { near.destroy(); far.destroy() } },
    close() { for (const [near, far] of pairs) { near.destroy(); far.destroy() } server.close() },
  }
}

async function embedded(folder: string) {
  const direct = join(folder, 'direct')
  mkdirSync(direct)
  const socket = join(direct, '.s.PGSQL.5432')
  // Within the suites there is a database that was prepared once; alone this makes its own.
  const prepared = existsSync(template)
  if (prepared) cpSync(join(template, 'database'), join(folder, 'data'), { recursive: true })
  const worker = new Worker(join(root, 'tests/documents/database.worker.mjs'), { workerData: { dataDir: prepared ? join(folder, 'data') : undefined, sql: prepared ? RIGHTS : SQL(), socket } })
  await new Promise<void>((ready, fail) => { worker.once('message', () => { ready() }); worker.once('error', fail) })
  const login = { user: 'postgres', database: 'postgres', password: 'unused' }
  return { connect: () => createConnection(socket), direct: { ...login, host: direct }, login: { ...login, max: 1 }, drop: async () => { await worker.terminate() } }
}

async function postgres(url: string) {
  const name = `rd_${randomUUID().replaceAll('-', '')}`
  const run = async (database: string, sql: string) => {
    const client = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: `/${database}` }).href })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await run('postgres', `CREATE DATABASE ${name}`)
  await run(name, SQL())
  const { hostname, port, username, password, searchParams } = new URL(url)
  const directory = searchParams.get('host')
  return {
    connect: () => (directory ? createConnection(join(directory, `.s.PGSQL.${port || '5432'}`)) : createConnection(Number(port || '5432'), hostname)),
    direct: { connectionString: Object.assign(new URL(url), { pathname: `/${name}` }).href },
    login: { user: username || 'postgres', database: name, password: password || 'unused', max: 4 }, drop: () => run('postgres', `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

/** `bus`: to other servers on the same database, which `another` opens. */
export async function openStage({ bus, compaction = join(root, 'server/dist/compaction.worker.js'), mend }: { bus?: Bus; /** the thread that makes snapshots */ compaction?: string; /** as the product mends what an update leaves behind */ mend?: DocumentsPorts['mend'] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rd-'))
  const database = await (administer ? postgres(administer) : embedded(folder))
  const line = await wire(join(folder, '.s.PGSQL.5432'), database.connect)
  const pool = openPool({ host: folder, ...database.login }, { alone: !administer })
  const { statement } = pool
  const prisma = new PrismaClient({ adapter: pool.adapter, transactionOptions: { maxWait: 30_000, timeout: 30_000 } })
  const complaints: string[] = []
  /** `door`: called when the door has decided and before it says so */
  const asked: { admissions: number; door?: (person: string | undefined) => Promise<void> } = { admissions: 0 }
  let documents: Documents
  const openOn = (bus?: Bus) => openDocuments({
    prisma, statement, clock: { now: () => new Date() }, compaction, bus, admit, mend,
    log: { info: () => undefined, warn: (fields, message) => { complaints.push(message); if (process.env.SHOW) console.log(message, fields) }, error: (fields, message) => { complaints.push(`${message} ${String((fields as { error?: unknown }).error)}`) } },
  })
  const open = () => { documents = openOn(bus) }
  /** The door of the tests: the token is the person's name; rights are rows, so they change in transactions. */
  async function admit(document: string, { token, onInstruction }: { token?: string; onInstruction: boolean }): Promise<Admission> {
    asked.admissions++
    if (!token) return { read: false, refused: 'not-signed-in' }
    const [right] = await prisma.$queryRaw<{ read: boolean; write: boolean }[]>`SELECT read, write FROM "TestRight" WHERE document = ${document} AND person = ${token}`
    await asked.door?.(token)
    if (!right?.read) return { read: false, refused: right ? 'not-you' : 'unknown' }
    return { read: true, write: right.write, why: right.write ? undefined : 'not-you', who: { person: token, session: `session-${token}`, seat: `seat-${token}`, name: token.toUpperCase(), delegation: `Delegation of ${token}`, color: '#123456', onInstruction } }
  }
  open()
  async function serve(of: () => Documents) {
    const server = createServer((_request, response) => response.end())
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      // As the product does: a peer that breaks off must not end the process.
      socket.on('error', () => socket.destroy())
      of().upgrade(request, socket, head, { token: request.headers.cookie?.replace('token=', ''), onInstruction: false })
    })
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
    return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/documents`, end: () => { server.closeAllConnections(); server.close() } }
  }
  const server = await serve(() => documents)
  const others: (() => Promise<void>)[] = []
  let made = 0

  return {
    prisma, statement, line, complaints, asked,
    get documents() { return documents },
    url: server.url,
    /** Another server on the same database. */
    async another(bus: Bus) {
      const documents = openOn(bus)
      const { url, end } = await serve(() => documents)
      const close = async () => { await documents.close(); end() }
      others.push(close)
      return { documents, url, close }
    },
    /** As after a kill: no flush, rooms forgotten, everything read again from the log. */
    async reopen() { await documents.close(); open() },
    async makeDocument(rights: Record<string, 'write' | 'read' | 'none'>, paper: Paper = [{ id: 'a', role: 'text', runs: [{ text: 'Recalling its mandate, ', marks: {} }] }]) {
      const document = `doc-${++made}`
      await prisma.$transaction(async (tx) => {
        await documents.create(tx, { document, kind: 'paper', owner: `paper-${made}`, body: 'body' }, (doc) => { seedPaper(doc, paper) })
        for (const [person, right] of Object.entries(rights)) await tx.$executeRaw`INSERT INTO "TestRight" VALUES (${document}, ${person}, ${right !== 'none'}, ${right === 'write'})`
      })
      return document
    },
    /** A change of right as the product makes it: row and gate in one transaction; resolves at the commit. */
    async changeRight(document: string, person: string, right: 'write' | 'read' | 'none') {
      await prisma.$transaction([
        prisma.$executeRaw`UPDATE "TestRight" SET read = ${right !== 'none'}, write = ${right === 'write'} WHERE document = ${document} AND person = ${person}`,
        prisma.$executeRaw`UPDATE "DocumentGate" SET version = version + 1 WHERE document = ${document}`,
      ])
    },
    /** Asks the database past the wire. */
    async behind(sql: string): Promise<Record<string, unknown>[]> {
      const client = new pg.Client(database.direct)
      await client.connect()
      const { rows } = (await client.query(sql).finally(() => client.end())) as { rows: Record<string, unknown>[] }
      return rows
    },
    log: (document: string) => prisma.documentLog.findMany({ where: { document }, orderBy: { seq: 'asc' } }),
    async stored(document: string) { return wordsOf(readPaper((await documents.text(document)).getXmlFragment('paper'))) },
    async close() {
      line.release()
      await documents.close()
      for (const close of others) await close()
      server.end()
      await prisma.$disconnect()
      await pool.end()
      line.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
