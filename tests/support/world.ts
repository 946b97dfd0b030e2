// A real server on port 0 with a database of its own, and the people in it.
import { join } from 'node:path'
import { buildApp, type App } from '../../server/src/app'
import { openSession, personFor } from '../../server/src/accounts/sessions.db'
import { nameOperator, nameSecretariat } from '@roundtable/shared/accounts/accounts.rules'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import type { Config } from '../../server/src/platform/config'
import { openDatabase, type Database } from '../../server/src/platform/database'
import { newId, newToken, type Log, type Ports } from '../../server/src/platform/ports'
import { Unit } from '../../server/src/platform/unit'
import { Client } from './client'
import { handClock, type HandClock } from './hand-clock'
import { root } from './places'
import { copyTemplate, quiet } from './template'

export interface World {
  app: App; database: Database; prisma: Database['prisma']; clock: HandClock; ports: Ports; url: string; dataDir: string
  /** the last link's secret that was made: what stands in the mail */
  issued(): string
  /** somebody with an account, signed in */
  person(email: string, name?: string): Promise<Client>
  operator: Client
  secretariat: Client
  public: Client
  databaseUrl?: string
  /** ends the server and leaves the database, for another process; `drop` takes it away */
  stop(): Promise<void>
  drop(): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions { onQuery?(sql: string): void; committed?: Ports['committed']; config?: Partial<Config>; log?: Log; demonstration?: boolean; /** where the built screens are, if not here */ root?: string }

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const copy = await copyTemplate()
  const database = await openDatabase({ databaseUrl: copy.databaseUrl, dataDir: copy.dataDir, root, onQuery: options.onQuery })
  const { prisma } = database
  const clock = handClock()
  let issued = ''
  const ports: Ports = { clock, id: newId, token: () => (issued = newToken()), log: options.log ?? quiet, committed: options.committed }
  const config: Config = { port: 0, host: '127.0.0.1', dataDir: copy.dataDir, demonstration: options.demonstration ?? true, ...options.config }
  const app = buildApp({ prisma, statement: database.statement, config, ports, root: options.root ?? root, demonstration: config.demonstration })
  const url = `http://127.0.0.1:${await app.listen()}`

  async function person(email: string, name = email.split('@')[0]!): Promise<Client> {
    const client = new Client(url, name)
    await prisma.$transaction(async (tx) => {
      const row = await personFor(tx, ports, email, name, 'en', clock.now())
      client.cookie = `roundtable=${(await openSession(tx, ports, row.id, 'test', clock.now())).token}`
    })
    return client
  }
  const operator = await person('operator@test.example')
  const secretariat = await person('secretariat@test.example')
  await prisma.$transaction(async (tx) => {
    const unit = new Unit(tx, ports, clock.now(), INSTALLATION)
    await unit.lock()
    for (const [email, decide] of [['operator@test.example', nameOperator], ['secretariat@test.example', (state: never, named: never) => nameSecretariat(state, named, false)]] as const) {
      const row = (await tx.person.findUnique({ where: { email } }))!
      const drafts = (decide as typeof nameOperator)((await unit.load('installation', INSTALLATION))!, { person: row.id, name: row.name })
      await unit.record(drafts, { system: true })
    }
    await unit.flush()
  })
  const stop = async () => { await app.close(); await database.close() }
  return {
    app, database, prisma, clock, ports, url, dataDir: join(copy.dataDir), issued: () => issued, person, operator, secretariat, public: new Client(url),
    databaseUrl: copy.databaseUrl, stop, drop: copy.drop,
    async close() { await stop(); await copy.drop() },
  }
}
