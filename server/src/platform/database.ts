// Opens the database, embedded or PostgreSQL, by the same driver, and applies the migrations.
import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client'
import { lockFolder } from './folder-lock'
import { longWorkOn, poolOn } from './postgres-line'
import { openPool } from './prepared'
import type { Statement } from './prisma'
import { migrationsIn, NO_FILTERS, schemaEngine, schemaIn } from './schema-engine'

export interface Database {
  prisma: PrismaClient
  statement: Statement
  /** which one answers */
  kind: 'embedded' | 'postgresql'
  /** One of several servers at a time: for what the first start makes. */
  alone<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface DatabaseOptions {
  databaseUrl?: string
  dataDir: string
  /** the folder of the project, for migrations and the built worker */
  root: string
  /** the schema that PostgreSQL tables live in; tests keep theirs apart */
  connections?: number
  /** the embedded database ended in mid-work, and no question is answered any more: a sentence for the operator */
  lost?(sentence: string): void
  /** told of every statement; tests count them */
  onQuery?(sql: string): void
}

/** The database did not answer: a sentence for the operator. */
export class DatabaseAway extends Error {}

/** What fails here leaves no lock, no process and no folder behind that was not there before. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const made = mkdirSync(options.dataDir, { recursive: true })
  let unlock = () => {}
  try {
    unlock = lockFolder(options.dataDir)
    return options.databaseUrl ? await openPostgres(options.databaseUrl, options, unlock) : await openEmbedded(options, unlock)
  } catch (error) {
    unlock()
    if (made && readdirSync(options.dataDir).length === 0) removeEmpty(options.dataDir, made)
    throw error
  }
}

/** From the innermost folder up to the first one that was made. */
function removeEmpty(folder: string, first: string): void {
  rmdirSync(folder)
  if (folder !== first && folder !== dirname(folder)) removeEmpty(dirname(folder), first)
}

const lastLine = (error: unknown): string => (error instanceof Error ? error.message.trim().split('\n').at(-1) ?? error.name : String(error))

function clientOn(adapter: PrismaPg, onQuery?: (sql: string) => void): PrismaClient {
  const options = { adapter, errorFormat: 'minimal', transactionOptions: { maxWait: 30_000, timeout: 30_000 } } as const
  if (!onQuery) return new PrismaClient(options)
  const prisma = new PrismaClient({ ...options, log: [{ emit: 'event', level: 'query' }] })
  prisma.$on('query', ({ query }) => onQuery(query))
  return prisma
}

async function openPostgres(databaseUrl: string, { root, connections, onQuery }: DatabaseOptions, unlock: () => void): Promise<Database> {
  const { adapter, statement, end } = openPool({ ...poolOn(databaseUrl), max: connections ?? 10 }, { onQuery })
  const prisma = clientOn(adapter, onQuery)
  const hangUp = async () => { await prisma.$disconnect(); await end() }
  try {
    await prisma.$queryRaw`SELECT 1`
  } catch (error) {
    await hangUp()
    const { hostname, port } = new URL(databaseUrl)
    throw new DatabaseAway(`The database at ${hostname}:${port || '5432'} does not answer (${lastLine(error)}). Check DATABASE_URL.`)
  }
  try {
    await aloneOn(databaseUrl, () => migrate(new PrismaPg({ ...longWorkOn(databaseUrl), max: connections ?? 10 }), root))
  } catch (error) {
    await hangUp()
    throw error
  }
  return { prisma, statement, kind: 'postgresql', alone: (work) => aloneOn(databaseUrl, work), close: async () => { await hangUp(); unlock() } }
}

/** Holds a lock of the database's own, which ends with its connection, whatever becomes of this process. */
async function aloneOn<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('roundtable start'))")
    return await work()
  } finally {
    await client.end()
  }
}

async function openEmbedded({ dataDir, root, lost, onQuery }: DatabaseOptions, unlock: () => void): Promise<Database> {
  // Socket files must have short paths (108 bytes), whatever the data folder is called.
  const sockets = mkdtempSync(join(tmpdir(), 'rt-'))
  const worker = new Worker(join(root, 'server/dist/embedded.worker.js'), { workerData: { dataDir: join(dataDir, 'database'), socket: join(sockets, '.s.PGSQL.5432') } })
  const said = (word: string) => new Promise<void>((done, fail) => {
    worker.once('error', (error) => fail(new DatabaseAway(`The embedded database in ${dataDir} does not open (${lastLine(error)}).`)))
    worker.once('exit', (code) => fail(new DatabaseAway(`The embedded database in ${dataDir} ended (${code}).`)))
    worker.on('message', (message) => { if (message === word) done() })
  })
  const removeSockets = () => rmSync(sockets, { recursive: true, force: true })
  try {
    await said('ready')
  } catch (error) {
    removeSockets()
    throw error
  }
  let why = ''
  const ended = (code: number) => { removeSockets(); lost?.(`The embedded database in ${dataDir} ended (${why || code}). What was acknowledged is stored; start again.`) }
  worker.on('error', (error) => { why = lastLine(error) }).once('exit', ended)
  const { adapter, statement, end } = openPool({ host: sockets, user: 'postgres', database: 'postgres', password: 'unused' }, { alone: true, onQuery })
  const prisma = clientOn(adapter, onQuery)
  async function close() {
    worker.off('exit', ended)
    await prisma.$disconnect()
    await end()
    const closed = said('closed')
    worker.postMessage('close')
    await closed
    await worker.terminate()
    removeSockets()
  }
  try {
    await migrate(adapter, root)
  } catch (error) {
    await close()
    throw error
  }
  return { prisma, statement, kind: 'embedded', alone: (work) => work(), close: async () => { await close(); unlock() } }
}

/** The engine's own connections are closed after it: it keeps them open otherwise. */
async function migrate(adapter: PrismaPg, root: string): Promise<void> {
  const opened: Awaited<ReturnType<PrismaPg['connect']>>[] = []
  const noted = async (connecting: ReturnType<PrismaPg['connect']>) => {
    const connection = await connecting
    opened.push(connection)
    return connection
  }
  const factory = { provider: 'postgres' as const, adapterName: adapter.adapterName, connect: () => noted(adapter.connect()), connectToShadowDb: () => adapter.connectToShadowDb() }
  try {
    const engine = await schemaEngine(factory, await schemaIn(join(root, 'prisma/schema')))
    await engine.applyMigrations({ migrationsList: await migrationsIn(join(root, 'prisma/migrations')), filters: NO_FILTERS })
  } finally {
    await Promise.all(opened.map((connection) => connection.dispose()))
  }
}
