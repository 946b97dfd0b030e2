// The lines to PostgreSQL. One that is gone without a word would keep its question for ever: the database ends a statement that takes too long and
// says so, so who hears nothing for longer than that has lost the line. It is cut, and the question fails like any other whose answer was lost.
import { Socket } from 'node:net'
import type pg from 'pg'

/** One statement, in ms. `?statement_timeout=` in DATABASE_URL says otherwise; 0: as long as it takes. */
const LONGEST = 20_000
/** What the database's own word may take to come, as a part of that. */
const WORD = 0.25
/** What is quiet is asked whether it is there, after so long. */
const KEEP_ALIVE = 10_000
const given = 'statement_timeout'

const line = (databaseUrl: string) => ({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE })

/** For what is asked while people wait. */
export function poolOn(databaseUrl: string): pg.PoolConfig {
  const longest = Number(new URL(databaseUrl).searchParams.get(given) ?? LONGEST)
  if (!(longest > 0)) return line(databaseUrl)
  return { ...line(databaseUrl), statement_timeout: longest, stream: () => cutWhenSilent(longest * (1 + WORD)) }
}

/** For migrations, which may rewrite whole tables. */
export function longWorkOn(databaseUrl: string): pg.PoolConfig {
  const url = new URL(databaseUrl)
  url.searchParams.delete(given)
  return line(url.href)
}

function cutWhenSilent(longest: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(longest, () => { socket.destroy(new Error(`the database said nothing for ${longest} ms`)) })
}
