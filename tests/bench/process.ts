// Child processes of the benches: started, asked for their CPU, ended.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { root } from '../support/places'

export interface Running { port: number; started: number; cpu(): number; end(): Promise<void>; child: ChildProcess }

/** User and system time of the process so far, in seconds; 100 ticks a second on Linux. */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** `ready` resolves with the port once the line that names it has been printed. */
export async function run(args: string[], env: Record<string, string> = {}): Promise<Running> {
  const begun = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<number>((done, fail) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(text)
      if (found) done(Number(found[1]))
    })
    child.once('exit', (code) => fail(new Error(`ended (${code}): ${text}`)))
  })
  return {
    port, child, started: performance.now() - begun, cpu: () => cpuOf(child.pid!),
    end: () => new Promise((done) => { child.once('exit', () => done()); child.kill('SIGTERM') }),
  }
}

export const scratchFolder = () => mkdtempSync(join(tmpdir(), 'rt-bench-'))
export const drop = (folder: string) => rmSync(folder, { recursive: true, force: true })
export const roundtable = (dataDir: string, env: Record<string, string> = {}) => run([...(process.env['PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['PROFILE']}`] : []), 'server/dist/main.js'], { PORT: '0', DATA_DIR: dataDir, DEMONSTRATION: '1', ...env })

/** A new database on the PostgreSQL of BENCH_DATABASE_URL; undefined where none is named. */
export async function benchDatabase(name: string): Promise<string | undefined> {
  const administer = process.env['BENCH_DATABASE_URL']
  if (!administer) return undefined
  const made = `${name}_${randomUUID().slice(0, 8)}`
  const client = new pg.Client({ connectionString: administer })
  await client.connect()
  await client.query(`CREATE DATABASE ${made}`).finally(() => client.end())
  const url = new URL(administer)
  url.pathname = `/${made}`
  return url.href
}

export function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN
}
export const median = (values: number[]): number => quantile(values, 0.5)
export const show = (title: string, rows: Record<string, string | number>[]): void => { console.log(`\n${title}`); console.table(rows) }
/** What the loader of these files writes into functions, for those that run in a page. */
export const NAMES = 'globalThis.__name = (one) => one'
