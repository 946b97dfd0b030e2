// The server as people start it: a process of its own, killed and started again at will.
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { root } from './places'

export interface Child {
  process: ChildProcess
  url: string
  /** all it wrote, both ways */
  said(): string
  /** a signal, then its exit code once it has ended; null when the signal itself ended it */
  end(signal: NodeJS.Signals): Promise<number | null>
}
export interface Ended { code: number | null; out: string; err: string }

const running = new Set<ChildProcess>()
process.on('exit', () => { for (const child of running) child.kill('SIGKILL') })

/** No setting of the machine that runs the tests reaches the server. */
function launch(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, 'server/dist/main.js')], { cwd: root, env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const text = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => { text.out += chunk })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => { text.err += chunk })
  const ended = new Promise<Ended>((done) => child.once('close', (code) => { running.delete(child); done({ code, ...text }) }))
  return { child, text, ended }
}

/** Starts one that must fail, or at least end. */
export const runToEnd = (env: Record<string, string>): Promise<Ended> => launch(env).ended

/** Starts one and resolves when it has written what `line` finds. */
export async function startUntil(env: Record<string, string>, line: RegExp): Promise<Child & { match: RegExpExecArray }> {
  const { child, text, ended } = launch(env)
  const match = await new Promise<RegExpExecArray>((found, fail) => {
    const look = () => {
      const hit = line.exec(text.out)
      if (hit) found(hit)
    }
    child.stdout.on('data', look)
    void ended.then(({ code, out, err }) => fail(new Error(`the server ended with ${code}: ${out}${err}`)))
  })
  return {
    process: child, match, url: '', said: () => text.out + text.err,
    async end(signal) { child.kill(signal); return (await ended).code },
  }
}

/** Starts one and resolves when it listens; all that it has to say then it says at once. */
export async function startServer(env: Record<string, string>): Promise<Child> {
  const child = await startUntil(env, /Roundtable is at \S+:(\d+)\n/)
  return { ...child, url: `http://127.0.0.1:${child.match[1]}` }
}
