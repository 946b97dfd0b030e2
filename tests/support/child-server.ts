// The built server as a process of its own, on a copy of the template: to be killed, restarted, and driven from outside.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { Client } from './client'
import { root } from './places'
import { copyTemplate } from './template'

export interface ChildServer {
  url: string
  dataDir: string
  databaseUrl?: string
  child: ChildProcess
  said: () => string
  /** SIGKILL: no chance to tidy up */
  kill(): Promise<void>
  /** on the same folder, database and port */
  start(): Promise<void>
  stop(): Promise<number | null>
  drop(): Promise<void>
  /** signed in as one of the demonstration's cast */
  as(who: Parameters<typeof enter>[1]): Promise<Client>
  /** the secret of the newest mail to an address */
  mailed(to: string): Promise<string>
}

const enter = async (client: Client, who: 'secretariat' | 'operator' | 'chair' | 'delegate-kenya' | 'delegate-rwanda' | 'observer' | 'private-sector' | 'civil-society' | 'expert' | 'rapporteur' | 'moderator') => client.command('accounts/enterAs', { who })

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** `made`: more of its environment, for a database of this URL or in this folder. */
export async function childServer(made: Record<string, string> | ((databaseUrl: string | undefined, dataDir: string) => Promise<Record<string, string>>) = {}): Promise<ChildServer> {
  const copy = await copyTemplate()
  const environment = typeof made === 'function' ? await made(copy.databaseUrl, copy.dataDir) : made
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let said = ''
  const server: ChildServer = {
    url, dataDir: copy.dataDir, databaseUrl: copy.databaseUrl, child: undefined as unknown as ChildProcess, said: () => said,
    async start() {
      said = ''
      const child = spawn(process.execPath, ['server/dist/main.js'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PORT: String(port), DATA_DIR: copy.dataDir, DATABASE_URL: copy.databaseUrl ?? '', DEMONSTRATION: '1', ...environment } })
      server.child = child
      await new Promise<void>((done, fail) => {
        const hear = (chunk: Buffer) => { said += chunk.toString(); if (said.includes('Roundtable is at')) done() }
        child.stdout.on('data', hear)
        child.stderr.on('data', hear)
        child.once('exit', (code) => fail(new Error(`the server ended (${code}): ${said}`)))
      })
    },
    async kill() {
      if (server.child.exitCode !== null || server.child.signalCode !== null) return
      const gone = once(server.child, 'exit')
      server.child.kill('SIGKILL')
      await gone
    },
    async stop() {
      if (server.child.exitCode !== null) return server.child.exitCode
      const gone = once(server.child, 'exit')
      server.child.kill('SIGTERM')
      return (await gone)[0] as number | null
    },
    async drop() { await server.kill(); await copy.drop() },
    async as(who) {
      const client = new Client(url, who)
      await enter(client, who)
      return client
    },
    async mailed(to) {
      const reader = new Client(url)
      for (;;) {
        const { mails } = await reader.query('accounts/outbox', {})
        const token = /#([A-Za-z0-9_-]{43})/.exec(mails.find((mail) => mail.to === to)?.text ?? '')?.[1]
        if (token) return token
        await new Promise((again) => setTimeout(again, 20))
      }
    },
  }
  await server.start()
  return server
}
