// Before the suites: builds the server once, and one database with migrations, Survey and installation that each file copies.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../../server/src/platform/database'
import { prepareInstallation } from '../../server/src/platform/installation'
import { newId, newToken, systemClock } from '../../server/src/platform/ports'
import { root, scratch, template } from './places'

export const quiet = { info() {}, warn() {}, error() {} }
const ports = { clock: systemClock, id: newId, token: newToken, log: quiet }
const administer = process.env['TEST_DATABASE_URL']

/** The URL of another database on the same PostgreSQL. */
const named = (name: string) => { const url = new URL(administer!); url.pathname = `/${name}`; return url.href }

async function run(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: administer })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

let templateName = ''

export async function setup(): Promise<void> {
  const { buildServer } = (await import('../../server/build.mjs' as string)) as { buildServer(): Promise<unknown> }
  await buildServer()
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })
  if (administer) {
    templateName = `rt_template_${process.pid}`
    await run(`CREATE DATABASE ${templateName}`)
    process.env['RT_TEMPLATE'] = templateName
  }
  const database = await openDatabase({ databaseUrl: administer ? named(templateName) : undefined, dataDir: template, root, connections: 2 })
  await prepareInstallation(database.prisma, ports, root, true)
  await database.close()
}

export async function teardown(): Promise<void> {
  if (administer) await run(`DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`)
  rmSync(scratch, { recursive: true, force: true })
}

/** A copy of the template for one file or one server: its data folder, and on PostgreSQL its own database. `empty`: a place for a first start. */
export async function copyTemplate({ empty = false } = {}): Promise<{ dataDir: string; databaseUrl?: string; drop(): Promise<void> }> {
  const dataDir = join(scratch, randomUUID())
  if (administer) {
    const name = `rt_${randomUUID().replaceAll('-', '')}`
    await run(`CREATE DATABASE ${name}${empty ? '' : ` TEMPLATE ${process.env['RT_TEMPLATE']}`}`)
    mkdirSync(dataDir, { recursive: true })
    return { dataDir, databaseUrl: named(name), drop: async () => { await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`); rmSync(dataDir, { recursive: true, force: true }) } }
  }
  if (!existsSync(template)) throw new Error('the template is missing: run the suites through vitest')
  if (!empty) cpSync(template, dataDir, { recursive: true })
  return { dataDir, drop: async () => rmSync(dataDir, { recursive: true, force: true }) }
}
