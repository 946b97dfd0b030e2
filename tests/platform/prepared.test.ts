// Statements that keep their plan: named from the second time on, bounded; and on the database that knows one session, after a new connection and after growth.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '../../server/node_modules/@electric-sql/pglite'
import { PGLiteSocketServer } from '../../server/node_modules/@electric-sql/pglite-socket'
import { PrismaClient } from '../../server/src/generated/prisma/client'
import { openPool, statementNames } from '../../server/src/platform/prepared'
import { afterAll, beforeAll, expect, it } from 'vitest'

let folder: string
let db: PGlite
let server: PGLiteSocketServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rt-'))
  db = await PGlite.create()
  server = new PGLiteSocketServer({ db, path: join(folder, '.s.PGSQL.5432'), maxConnections: 4 })
  await server.start()
})
afterAll(async () => { await server.stop(); await db.close(); rmSync(folder, { recursive: true, force: true }) })

const connect = () => openPool({ host: folder, user: 'postgres', database: 'postgres', password: 'unused' }, { alone: true })

it('names a statement from its second time on, always alike, and so many at most', () => {
  const name = statementNames(2)
  expect([name({ sql: 'a' }), name({ sql: 'b' }), name({ sql: 'c' })]).toEqual(['', '', ''])
  expect(name({ sql: 'a' })).toMatch(/^s[\w-]{22}$/)
  expect(name({ sql: 'a' })).toBe(name({ sql: 'a' }))
  expect(name({ sql: 'b' })).not.toBe(name({ sql: 'a' }))
  expect([name({ sql: 'c' }), name({ sql: 'c' })], 'beyond the bound').toEqual(['', ''])
})

it('goes on after its connection was lost, though the one session still knows the names', async () => {
  const first = connect()
  expect(await first.statement('SELECT $1::int AS one', [1])).toEqual([{ one: 1 }])
  await first.end()
  const again = connect()
  expect(await again.statement('SELECT $1::int AS one', [2])).toEqual([{ one: 2 }])
  await again.end()
})

it('plans anew for a table that has grown', async () => {
  const pool = connect()
  const prisma = new PrismaClient({ adapter: pool.adapter })
  await pool.statement('CREATE TABLE grown (id int PRIMARY KEY, other int)', [])
  const sql = 'SELECT g.other FROM grown g JOIN grown h ON h.id = g.other WHERE g.id > $1'
  for (let times = 0; times < 8; times++) await pool.statement(sql, [0])
  const [known] = await pool.statement<{ name: string }>('SELECT name FROM pg_prepared_statements WHERE statement = $1', [sql])
  const plan = async () => JSON.stringify(await pool.statement(`EXPLAIN EXECUTE "${known!.name}"(0)`, []))
  const small = await plan()
  await pool.statement('INSERT INTO grown SELECT i, i FROM generate_series(1, 100000) AS i', [])
  expect(await plan(), 'the plan is kept').toBe(small)
  for (let times = 0; times < 1_000; times++) await prisma.$queryRaw`SELECT 1`
  expect(await plan()).not.toBe(small)
  await prisma.$disconnect()
  await pool.end()
})
