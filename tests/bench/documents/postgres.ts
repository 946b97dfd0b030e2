// A PostgreSQL for the bench: the one that is named by an address, or one of Debian's packages started for this run alone.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export interface Postgres {
  /** a new, empty database */
  make(): Promise<string>
  /** seconds of CPU of all its processes; undefined when it is not ours alone */
  cpu(): number | undefined
  /** Milliseconds until one row of fifty bytes is committed, ten of them a second, `count` times: what any storing costs here. */
  bare(count: number): Promise<number[]>
  stop(): Promise<void>
  /** what can still be done while the process exits */
  abandon(): void
}

const PACKAGES = '/usr/lib/postgresql'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  const { port } = server.address() as AddressInfo
  await new Promise((done) => { server.close(done) })
  return port
}

const statOf = (pid: string): string[] | undefined => {
  try { return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ') } catch { return undefined }
}

async function started(): Promise<{ url: string; cpu(): number; stop(): void } | undefined> {
  const version = existsSync(PACKAGES) ? readdirSync(PACKAGES).sort((a, b) => Number(a) - Number(b)).at(-1) : undefined
  if (!version || !existsSync(join(PACKAGES, version, 'bin/initdb'))) return undefined
  const bin = join(PACKAGES, version, 'bin')
  const place = mkdtempSync(join(tmpdir(), 'rt-pg-'))
  const port = await freePort()
  const root = process.getuid?.() === 0
  // PostgreSQL does not run as root.
  const sh = (line: string) => { execFileSync(root ? 'su' : 'sh', root ? ['postgres', '-s', '/bin/sh', '-c', line] : ['-c', line], { stdio: 'ignore', cwd: '/' }) }
  if (root) execFileSync('chown', ['postgres', place])
  // On any core: who starts it is bound to one.
  const free = existsSync('/usr/bin/taskset') ? 'taskset -c 0-1023 ' : ''
  sh(`${bin}/initdb -D ${place}/db -A trust -U postgres`)
  sh(`${free}${bin}/pg_ctl -D ${place}/db -w -l ${place}/log -o '-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${place} -c max_connections=100' start`)
  const master = readFileSync(`${place}/db/postmaster.pid`, 'utf8').split('\n')[0]!
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    cpu() {
      let ticks = 0
      for (const pid of readdirSync('/proc')) {
        const stat = /^\d+$/.test(pid) ? statOf(pid) : undefined
        if (stat?.[1] === master) ticks += Number(stat[11]) + Number(stat[12])
      }
      // Of those that have ended their parent knows.
      const own = statOf(master)
      return (ticks + Number(own?.[13] ?? 0) + Number(own?.[14] ?? 0)) / 100
    },
    stop() {
      try { sh(`${bin}/pg_ctl -D ${place}/db -m immediate stop`) } catch { /* it has ended already */ }
      rmSync(place, { recursive: true, force: true })
    },
  }
}

export async function openPostgres(): Promise<Postgres | undefined> {
  const named = process.env['BENCH_DATABASE_URL'] ?? process.env['TEST_DATABASE_URL']
  const own = named ? undefined : await started()
  const url = named ?? own?.url
  if (!url) return undefined
  const made: string[] = []
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  return {
    async make() {
      const name = `rt_bench_${randomUUID().slice(0, 8)}`
      await run(`CREATE DATABASE ${name}`)
      made.push(name)
      return Object.assign(new URL(url), { pathname: `/${name}` }).href
    },
    cpu: () => own?.cpu(),
    async bare(count) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      try {
        await client.query('CREATE TABLE IF NOT EXISTS rt_bench_bare (id serial PRIMARY KEY, bytes bytea)')
        const took: number[] = []
        for (let turn = 0; turn < count; turn += 1) {
          await new Promise((go) => { setTimeout(go, 100) })
          const begun = performance.now()
          await client.query({ name: 'bare', text: 'INSERT INTO rt_bench_bare (bytes) VALUES ($1)', values: [Buffer.alloc(50)] })
          took.push(performance.now() - begun)
        }
        await client.query('DROP TABLE rt_bench_bare')
        return took
      } finally {
        await client.end()
      }
    },
    async stop() {
      if (own) return own.stop()
      // A server that is not ours stays as it was.
      for (const name of made) await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
    abandon() { own?.stop() },
  }
}
