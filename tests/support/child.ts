// A server as a process of its own that goes no further than the commit: nobody is answered or told.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Counts } from './counts'
import { root } from './places'

/** `wait`: each command stands still after its commit; `die`: the first commit is the end of the process */
export interface ChildOptions { dataDir: string; databaseUrl?: string; ahead: number; afterCommit: 'wait' | 'die' }
export interface Child {
  url: string
  counts(): Promise<Counts>
  /** resolves when a command has committed */
  committed(name: string): Promise<void>
  /** SIGKILL: no chance to tidy up */
  kill(): Promise<void>
  end(): Promise<void>
}

/** One file, bundled once as the server itself is: its packages stay where they are, shared's come in. */
export async function bundleChild(): Promise<string> {
  const outfile = join(root, 'server/dist', `killed-${process.pid}.mjs`)
  const packages = (place: string) => Object.keys((JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8')) as { dependencies: object }).dependencies)
  await build({
    entryPoints: [join(root, 'tests/support/child-main.ts')], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning',
    external: packages('server').filter((name) => !name.startsWith('@roundtable/')).flatMap((name) => [name, `${name}/*`]),
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
  })
  return outfile
}

export async function startChild(file: string, options: ChildOptions): Promise<Child> {
  const child: ChildProcess = fork(file, [], { cwd: root, env: { ...process.env, CHILD: JSON.stringify({ ...options, root }) }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] })
  const died = once(child, 'exit').then(() => undefined)
  const heard = <T>(word: string, said?: T) => new Promise<T>((done, fail) => {
    const ended = (code: number | null, signal: string | null) => fail(new Error(`the child ended (${code ?? signal})`))
    const hear = (message: Record<string, T>) => {
      if (!(word in message) || (said !== undefined && message[word] !== said)) return
      child.off('message', hear).off('exit', ended)
      done(message[word]!)
    }
    child.on('message', hear).once('exit', ended)
  })
  const port = await heard<number>('port')
  return {
    url: `http://127.0.0.1:${port}`,
    async committed(name) { await heard('committed', name) },
    async kill() { child.kill('SIGKILL'); await died },
    counts() { const counts = heard<Counts>('counts'); child.send('count'); return counts },
    async end() { if (child.exitCode === null && child.signalCode === null) { child.send('end'); await died } },
  }
}

