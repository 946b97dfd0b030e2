// One pool for a database, and statements that keep their plan: each is read and planned once on a connection, and then only done.
import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Statement } from './prisma'

/** The pool waits for it, though its types do not say so. */
const forget = (client: pg.ClientBase): unknown => client.query('DEALLOCATE ALL')

/** So many statements get a name; what lists of varying length make of one statement must not fill the database's memory. */
const MOST = 500
/** … and so many statements later all are planned anew, where nobody else sees to it. */
const PLANS = 1_000

const nameOf = (sql: string): string => `s${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`

/** Names for statements, from the second time on that one comes; an empty name: its plan is not kept. */
export function statementNames(most = MOST): (query: { sql: string }) => string {
  const known = new Map<string, string>()
  return ({ sql }) => {
    const name = known.get(sql)
    if (name === undefined) {
      if (known.size < most) known.set(sql, '')
      return ''
    }
    if (name !== '') return name
    const made = nameOf(sql)
    known.set(sql, made)
    return made
  }
}

export interface Pooled {
  adapter: PrismaPg
  /** past Prisma, on the same connections */
  statement: Statement
  end(): Promise<void>
}

/**
 * `alone`, as the embedded database is: it knows one session, whoever connects, so a new connection would begin with the names of
 * the last one; and it has no autovacuum, whose figures make PostgreSQL plan anew what it planned for a table that was small then.
 */
export function openPool(config: pg.PoolConfig, { alone = false, onQuery }: { alone?: boolean; onQuery?(sql: string): void } = {}): Pooled {
  const pool = new pg.Pool({ ...config, ...(alone ? { max: 1, idleTimeoutMillis: 0, onConnect: forget } : {}) })
  // A connection that is lost while nobody uses it: the next statement opens another.
  pool.on('error', () => undefined)
  const namesOfPrisma = statementNames()
  const names = new Map<string, string>()
  let done = 0
  const count = () => { if (alone && ++done % PLANS === 0) pool.query('DISCARD PLANS').catch(() => undefined) }
  return {
    adapter: new PrismaPg(pool, { statementNameGenerator: (query) => { count(); return namesOfPrisma(query) } }),
    async statement<Row>(sql: string, values: unknown[]) {
      onQuery?.(sql)
      count()
      const name = names.get(sql) ?? nameOf(sql)
      names.set(sql, name)
      return (await pool.query({ name, text: sql, values })).rows as Row[]
    },
    end: () => pool.end(),
  }
}
