// Opens the database, embedded or PostgreSQL, by the same driver, and applies the migrations.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../generated/prisma/client'
import { lockFolder } from './folder-lock'
import { migrationsIn, NO_FILTERS, schemaEngine, schemaIn } from './schema-engine'

export interface Database {
  prisma: PrismaClient
  /** which one answers */
  kind: 'embedded' | 'postgresql'
  close(): Promise<void>
}

export interface DatabaseOptions {
  databaseUrl?: string
  dataDir: string
  /** the folder of the project, for migrations and the built worker */
  root: string
  /** the schema that PostgreSQL tables live in; tests keep theirs apart */
  connections?: number
}

/** The database did not answer: a sentence for the operator. */
export class DatabaseAway extends Error {}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  mkdirSync(options.dataDir, { recursive: true })
  const unlock = lockFolder(options.dataDir)
  try {
    return options.databaseUrl ? await openPostgres(options.databaseUrl, options, unlock) : await openEmbedded(options, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

async function openPostgres(databaseUrl: string, { root, connections }: DatabaseOptions, unlock: () => void): Promise<Database> {
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: connections ?? 10, connectionTimeoutMillis: 10_000 })
  const prisma = new PrismaClient({ adapter })
  try {
    await prisma.$queryRaw`SELECT 1`
  } catch (error) {
    await prisma.$disconnect()
    const { hostname, port } = new URL(databaseUrl)
    throw new DatabaseAway(`The database at ${hostname}:${port || '5432'} does not answer (${error instanceof Error ? error.message.split('\n').at(-1) : String(error)}). Check DATABASE_URL.`)
  }
  await migrate(adapter, root)
  return { prisma, kind: 'postgresql', close: async () => { await prisma.$disconnect(); unlock() } }
}

async function openEmbedded({ dataDir, root }: DatabaseOptions, unlock: () => void): Promise<Database> {
  // Socket files must have short paths (108 bytes), whatever the data folder is called.
  const sockets = mkdtempSync(join(tmpdir(), 'rt-'))
  const worker = new Worker(join(root, 'server/dist/embedded.worker.js'), { workerData: { dataDir: join(dataDir, 'database'), socket: join(sockets, '.s.PGSQL.5432') } })
  const said = (word: string) => new Promise<void>((done, fail) => {
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new DatabaseAway(`The embedded database in ${dataDir} ended (${code}).`)))
    worker.on('message', (message) => { if (message === word) done() })
  })
  await said('ready')
  const adapter = new PrismaPg({ host: sockets, user: 'postgres', database: 'postgres', password: 'unused', max: 1 })
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 30_000, timeout: 30_000 } })
  await migrate(adapter, root)
  return {
    prisma, kind: 'embedded',
    async close() {
      await prisma.$disconnect()
      const closed = said('closed')
      worker.postMessage('close')
      await closed
      await worker.terminate()
      rmSync(sockets, { recursive: true, force: true })
      unlock()
    },
  }
}

async function migrate(adapter: PrismaPg, root: string): Promise<void> {
  const engine = await schemaEngine(adapter, await schemaIn(join(root, 'prisma/schema')))
  await engine.applyMigrations({ migrationsList: await migrationsIn(join(root, 'prisma/migrations')), filters: NO_FILTERS })
}
