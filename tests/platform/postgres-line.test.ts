// The lines to PostgreSQL: the database ends what takes too long, and says so before the line is given up; migrations take as long as they take.
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { answersSoon } from '../../server/src/platform/health'
import { longWorkOn, poolOn } from '../../server/src/platform/postgres-line'
import { badLine, postgresAt } from '../support/bad-line'

const administer = process.env['TEST_DATABASE_URL']
const within = (milliseconds: number, url = administer!) => Object.assign(new URL(url), { search: `?statement_timeout=${milliseconds}` }).href
const pools: pg.Pool[] = []
const pool = (config: pg.PoolConfig) => { const one = new pg.Pool(config); one.on('error', () => undefined); pools.push(one); return one }
afterEach(async () => { await Promise.all(pools.splice(0).map((one) => one.end())) })

describe.skipIf(!administer)('a line to PostgreSQL', () => {
  it('a statement that takes too long is ended by the database itself, and the line goes on', async () => {
    const client = await pool(poolOn(within(1_000))).connect()
    await expect(client.query('SELECT pg_sleep(600)')).rejects.toMatchObject({ code: '57014' })
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    client.release()
  })

  it('without a word in DATABASE_URL it is twenty seconds; a migration has all the time it needs', async () => {
    const longest = async (config: pg.PoolConfig) => (await pool(config).query<{ statement_timeout: string }>('SHOW statement_timeout')).rows[0]!.statement_timeout
    expect([await longest(poolOn(administer!)), await longest(poolOn(within(3_000))), await longest(poolOn(within(0)))]).toEqual(['20s', '3s', '0'])
    expect([await longest(longWorkOn(administer!)), await longest(longWorkOn(within(3_000)))]).toEqual(['0', '0'])
  })

  it('a line that is dead in mid-transaction is given up, and not lent to the next', async () => {
    const line = await badLine(postgresAt(administer!).connect)
    const over = pool({ ...poolOn(within(1_000, postgresAt(administer!).over(line))), max: 1 })
    const client = await over.connect()
    client.on('error', () => undefined)
    await client.query('BEGIN')
    line.silence()
    await expect(client.query('SELECT 1')).rejects.toThrow('said nothing')
    await expect(client.query('ROLLBACK')).rejects.toThrow()
    client.release()
    line.letThrough()
    expect((await over.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await line.close()
  })
})

it('a database that says nothing is away, like one that says no', async () => {
  expect([await answersSoon(new Promise(() => undefined), 1), await answersSoon(Promise.reject(new Error('gone'))), await answersSoon(Promise.resolve())]).toEqual([false, false, true])
})
