// A server as a process of its own that kills itself right after its first commit, before anybody is answered or told.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Counts } from './counts'
import { root } from './places'

export interface ChildOptions { dataDir: string; databaseUrl?: string; ahead: number }
export interface Child {
  url: string
  counts(): Promise<Counts>
  /** resolves when it has died */
  died: Promise<void>
  end(): Promise<void>
}

/** One file, bundled once; packages are found from the server's folder. */
export async function bundleChild(): Promise<string> {
  const outfile = join(root, 'server/dist', `killed-${process.pid}.mjs`)
  await build({
    entryPoints: [join(root, 'tests/support/child-main.ts')], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning',
    // Our own package is bundled, and with it what does not resolve from the server's folder.
    alias: { '@roundtable/shared': join(root, 'shared/src'), canonicalize: join(root, 'shared/node_modules/canonicalize'), 'intl-messageformat': join(root, 'shared/node_modules/intl-messageformat') },
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
  })
  return outfile
}

export async function startChild(file: string, options: ChildOptions): Promise<Child> {
  const child: ChildProcess = fork(file, [], { cwd: root, env: { ...process.env, CHILD: JSON.stringify({ ...options, root }) }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] })
  const died = once(child, 'exit').then(() => undefined)
  const heard = <T>(word: string) => new Promise<T>((done, fail) => {
    const hear = (message: unknown) => { if (typeof message === 'object' && message !== null && word in message) { child.off('message', hear); done((message as Record<string, T>)[word]!) } }
    child.on('message', hear)
    child.once('exit', (code, signal) => fail(new Error(`the child ended (${code ?? signal})`)))
  })
  const port = await heard<number>('port')
  return {
    url: `http://127.0.0.1:${port}`, died,
    counts() { const counts = heard<Counts>('counts'); child.send('count'); return counts },
    async end() { if (child.exitCode === null && child.signalCode === null) { child.send('end'); await died } },
  }
}

