// The servers that are measured: each a process of its own on the first core, the load on the second.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, cpSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../../support/places'
import { HOCUSPOCUS, OURS, Y_WEBSOCKET, type Dialect } from './dialects'
import { installNeighbours, type Neighbours } from './neighbours'
import { openPostgres, type Postgres } from './postgres'
import { option } from './settings'

export type Kind = 'relay' | 'yws' | 'hocuspocus' | 'postgresql' | 'embedded'
export const NAMES: Record<Kind, string> = { relay: 'bare relay', yws: 'y-websocket-server', hocuspocus: 'Hocuspocus', postgresql: 'ours, PostgreSQL', embedded: 'ours, embedded' }
export const OWN: readonly Kind[] = ['postgresql', 'embedded']
export const isOurs = (kind: Kind): boolean => OWN.includes(kind)

export interface Memory { rss: number; heap: number; resources: Record<string, number>; listeners: number }
export interface Server {
  kind: Kind
  dialect: Dialect
  port: number
  /** seconds of CPU of the process so far, all threads; hundredths */
  cpu(): number
  /** milliseconds of CPU of the threads that live, in nanoseconds' detail */
  work(): number
  /** bytes */
  rss(): number
  ask<T>(ask: 'memory' | 'watch the loop' | 'the loop' | 'watch its work' | 'its work' | 'profile' | 'the profile'): Promise<T>
  /** ours asks for documents to be there; for others it is nothing */
  make(documents: string[], text?: Uint8Array): Promise<void>
  exited: () => boolean
  /** SIGTERM, or at once */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}
/** What stays over restarts: the stored texts. */
export interface Place { kind: Kind; start(flags?: string[]): Promise<Server> }

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url))
const SERVE = fileURLToPath(new URL('serve.ts', import.meta.url))
const BUILT = join(root, 'server/dist/serve.js')
export const PINNED = existsSync('/usr/bin/taskset') && cpus().length > 1

const children = new Set<ChildProcess>()
const folders: string[] = []
/** Of a part that failed none may stay beside the next. */
export const endAll = (): void => { for (const child of children) child.kill('SIGKILL') }
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rt-bench-'))
  folders.push(folder)
  return folder
}

async function launch(kind: Kind, node: string, args: string[], env: Record<string, string>): Promise<Server> {
  const line = [node, '--import', PROBE, ...args]
  const child = spawn(PINNED ? 'taskset' : node, PINNED ? ['-c', '0', ...line] : line.slice(1), { cwd: root, env: { ...process.env, NODE_ENV: 'production', NODE_NO_WARNINGS: '1', ...env }, stdio: ['ignore', 'pipe', process.env['SHOW'] ? 'inherit' : 'pipe', 'ipc'] })
  children.add(child)
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => { complaints = (complaints + chunk.toString()).slice(-4_000) })
  child.once('exit', () => children.delete(child))
  const port = await new Promise<number>((done, fail) => {
    let text = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-4_000)
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text)
      if (found) done(Number(found[1]))
    })
    child.once('exit', (code) => { fail(new Error(`${NAMES[kind]} ended (${code}): ${text}${complaints}`)) })
  })
  let asked = 0
  const ask = <T>(question: string, more: object = {}) => new Promise<T>((done, fail) => {
    const id = ++asked
    const hear = (message: { id: number; answer: T }) => { if (message.id === id) { child.off('message', hear as never); done(message.answer) } }
    child.on('message', hear as never)
    child.once('exit', () => { fail(new Error(`${NAMES[kind]} ended: ${complaints}`)) })
    child.send({ id, ask: question, ...more })
  })
  child.setMaxListeners(0)
  const file = (name: string) => readFileSync(`/proc/${child.pid}/${name}`, 'utf8')
  return {
    kind, port, dialect: kind === 'hocuspocus' ? HOCUSPOCUS : isOurs(kind) ? OURS : Y_WEBSOCKET,
    cpu() {
      const fields = file('stat').split(') ')[1]!.split(' ')
      return (Number(fields[11]) + Number(fields[12])) / 100
    },
    work: () => readdirSync(`/proc/${child.pid}/task`).reduce((sum, thread) => { try { return sum + Number(file(`task/${thread}/schedstat`).split(' ')[0]) / 1e6 } catch { return sum } }, 0),
    rss: () => Number(file('statm').split(' ')[1]) * 4096,
    ask,
    async make(documents, text) { if (isOurs(kind)) for (let first = 0; first < documents.length; first += 100) await ask('make', { names: documents.slice(first, first + 100), ...(text ? { text: Buffer.from(text).toString('base64') } : {}) }) },
    exited: () => child.exitCode !== null || child.signalCode !== null,
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = new Promise((done) => child.once('exit', done))
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await exit
      clearTimeout(late)
    },
  }
}

export interface House {
  kinds: Kind[]
  postgres?: Postgres
  /** `stored`: the peers keep texts too */
  place(kind: Kind, stored?: boolean): Promise<Place>
  close(): Promise<void>
}

export async function openHouse(): Promise<House> {
  /** `--only=yws,postgresql`: for a closer look; ratios to what is left out are not told */
  const only = option('only')
  execFileSync(process.execPath, [join(root, 'server/build.mjs'), SERVE], { stdio: 'inherit' })
  const neighbours: Neighbours | undefined = installNeighbours()
  const postgres = await openPostgres()
  if (!postgres) console.log('PostgreSQL not measured: neither TEST_DATABASE_URL nor Debian\'s package is there.')
  const sweep = () => {
    endAll()
    postgres?.abandon()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', sweep)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))
  /** an embedded database with its tables, made once */
  let template: string | undefined
  const place = async (kind: Kind, stored = false): Promise<Place> => {
    const folder = scratch()
    const started = (node: string, args: string[], env: Record<string, string> = {}): Place => ({ kind, start: (flags = []) => launch(kind, node, [...flags, ...args], env) })
    if (kind === 'relay') return started(process.execPath, [neighbours!.script('relay.mjs')])
    if (kind === 'yws') return started(process.execPath, [neighbours!.script('y-websocket-server.mjs')], stored ? { YPERSISTENCE: join(folder, 'texts') } : {})
    if (kind === 'hocuspocus') return started(neighbours!.node22, [neighbours!.script('hocuspocus.mjs')], stored ? { STORE: join(folder, 'texts.db') } : {})
    const env: Record<string, string> = { ROOT: root, DATA_DIR: join(folder, 'data'), DATABASE_URL: kind === 'postgresql' ? await postgres!.make() : '' }
    if (kind === 'embedded' && !template) {
      template = join(scratch(), 'data')
      const first = await launch(kind, process.execPath, [BUILT], { ...env, DATA_DIR: template })
      await first.end()
    }
    if (kind === 'embedded') cpSync(template!, env['DATA_DIR']!, { recursive: true })
    return started(process.execPath, [BUILT], env)
  }
  return {
    kinds: ([...(neighbours ? ['relay', 'yws', 'hocuspocus'] as const : []), ...(postgres ? ['postgresql'] as const : []), 'embedded'] satisfies Kind[]).filter((kind) => !only || only.split(',').includes(kind)),
    postgres, place,
    async close() {
      await postgres?.stop()
      process.off('exit', sweep)
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}
