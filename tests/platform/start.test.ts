// A process of its own: started, killed, started again; what it keeps, what it prints, how it ends.
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join as path } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { Client } from '../support/client'
import { runToEnd, startServer, startUntil, type Child } from '../support/started'
import { join } from '../support/joined'
import { copyTemplate } from '../support/template'

// Many whole starts, one after another: a loaded machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

type Settings = Record<string, string>
const enter = async (url: string, who: string) => {
  const client = new Client(url, who)
  const response = await client.post('accounts/enterAs', { who })
  return { client, response }
}
const measured = (what: string, since: number) => console.log(`measured: ${what} took ${Math.round(performance.now() - since)} ms`)
const linkIn = (text: string) => /\/enter#([A-Za-z0-9_-]{43})/.exec(text)?.[1]

describe('a demonstration', () => {
  let copy: Awaited<ReturnType<typeof copyTemplate>>
  let settings: Settings
  let server: Child
  beforeAll(async () => {
    copy = await copyTemplate()
    settings = { DATA_DIR: copy.dataDir, ...(copy.databaseUrl ? { DATABASE_URL: copy.databaseUrl } : {}) }
    server = await startServer(settings)
  })
  afterAll(async () => { await server.end('SIGKILL'); await copy.drop() })

  it('says what it does, where it is and what to do', () => {
    expect(server.said()).toMatch(/^Opening the database .*\n(Imported .*\n)?Planting the demonstration …\nRoundtable is at http:\/\/localhost:\d+\nDemonstration: open http:\/\/localhost:\d+\/sign-in and enter as any of its cast/)
  })

  it('keeps its data folder to itself: a second process is told so, and the first goes on', async () => {
    const second = await runToEnd(settings)
    expect(second).toMatchObject({ code: 1, err: expect.stringMatching(/^The data folder \S+ is used by another Roundtable \(process \d+\)\. Stop it, or give another DATA_DIR\.\n$/) })
    expect((await new Client(server.url).get('health')).status).toBe(200)
  })

  it('killed while it writes it has kept everything that it had answered, and its lock is taken over', async () => {
    const { client } = await enter(server.url, 'delegate-kenya')
    let answered = 0
    const writing = (async () => { for (let number = 1; ; number += 1) { await client.command('accounts/setProfile', { name: `Name ${number}`, language: 'en' }); answered = number } })().catch(() => {})
    while (answered < 20) await new Promise(setImmediate)
    expect(await server.end('SIGKILL')).toBeNull()
    await writing
    const since = performance.now()
    server = await startServer(settings)
    measured('a start after kill -9', since)
    expect(server.said()).not.toContain('Planting')
    const again = new Client(server.url)
    again.cookie = client.cookie
    const { person } = await again.query('accounts/me', {})
    expect(Number(person!.name.slice(5))).toBeGreaterThanOrEqual(answered)
    await again.command('accounts/setProfile', { name: 'Delegate of Kenya', language: 'en' })
  })

  it('told to end it stores what was typed, closes every connection and exits with 0', async () => {
    const { client } = await enter(server.url, 'delegate-kenya')
    const [body] = (await client.query('bodies/list', {})).bodies
    const paper = (await client.query('papers/list', { body: body!.id })).papers.find(({ stage }) => stage === 'draft')!
    const editor = join(client, paper.document)
    await editor.synced()
    const socket = io(server.url, { transports: ['websocket'], reconnection: false, extraHeaders: { cookie: client.cookie } })
    await new Promise<void>((done) => socket.once('connect', done))
    const cut = new Promise<void>((done) => socket.once('disconnect', () => done()))
    editor.text(1).insert(0, 'Typed at the very end. ')
    // Heard by the server, since it answers what was sent after; stored or not.
    const wire = editor.provider.ws as unknown as WebSocket
    await new Promise<void>((heard) => { wire.once('pong', () => heard()); wire.ping() })
    const since = performance.now()
    expect(await server.end('SIGTERM')).toBe(0)
    measured('an end in good order', since)
    await cut
    editor.leave()
    expect(existsSync(path(copy.dataDir, 'lock'))).toBe(false)
    const again = performance.now()
    server = await startServer(settings)
    measured('a warm start', again)
    const reader = new Client(server.url)
    reader.cookie = client.cookie
    expect(JSON.stringify(await reader.query('papers/text', { paper: paper.id }))).toContain('Typed at the very end.')
  })

  it('[ACC-8] stays a demonstration with DEMONSTRATION=0 and in production, and says so', async () => {
    expect(await server.end('SIGTERM')).toBe(0)
    server = await startServer({ ...settings, DEMONSTRATION: '0', NODE_ENV: 'production' })
    expect(server.said()).toContain('planted as a demonstration and stays one: anybody can enter as anybody')
    expect((await enter(server.url, 'operator')).response.status).toBe(200)
    expect((await new Client(server.url).query('accounts/me', {})).demonstration).toBe(true)
  })

  it('Ctrl-C ends it in good order as well', async () => {
    expect(await server.end('SIGINT')).toBe(0)
    expect(server.said()).toContain('SIGINT: storing what is under way …')
  })
})

describe('an installation for real work, from nothing', () => {
  let copy: Awaited<ReturnType<typeof copyTemplate>> | undefined
  let settings: Settings
  let server: Child | undefined
  beforeAll(async () => {
    // On PostgreSQL a start from nothing needs an empty database.
    copy = await copyTemplate({ empty: true })
    settings = { DATA_DIR: copy.dataDir, ...(copy.databaseUrl ? { DATABASE_URL: copy.databaseUrl } : {}), DEMONSTRATION: '0' }
  })
  afterAll(async () => { await server?.end('SIGKILL'); await copy?.drop() })

  it.skipIf(process.env['TEST_DATABASE_URL'])('cut off while the database is made, it begins anew', async () => {
    const cut = await startUntil(settings, /Opening the database/)
    while (!existsSync(path(settings['DATA_DIR']!, 'database.making'))) await new Promise(setImmediate)
    await cut.end('SIGKILL')
    expect(existsSync(path(settings['DATA_DIR']!, 'database'))).toBe(false)
  })

  it('[ACC-7] prints a one-use operator link, and a new one at each start while nobody operates', async () => {
    const since = performance.now()
    server = await startServer(settings)
    measured('a first start, nothing planted', since)
    const first = linkIn(server.said())!
    expect(first).toBeDefined()
    expect(server.said()).not.toContain('Demonstration')
    expect((await enter(server.url, 'operator')).response.status).toBe(404)
    expect((await fetch(`${server.url}/enter`)).status).toBe(200)
    expect(await server.end('SIGTERM')).toBe(0)

    server = await startServer(settings)
    const second = linkIn(server.said())!
    expect(second).not.toBe(first)
    const operator = new Client(server.url)
    expect(await operator.refused('accounts/openLink', { token: first })).toMatchObject({ status: 404, refused: 'link-unknown' })
    expect(await operator.command('accounts/openLink', { token: second })).toEqual({ purpose: 'operator' })
    expect(await new Client(server.url).refused('accounts/openLink', { token: second })).toMatchObject({ status: 409, refused: 'link-used' })
    expect((await operator.query('accounts/me', {})).memberships).toEqual([{ body: 'installation', role: 'operator' }])

    await operator.command('accounts/nameSecretariat', { email: 'office@real.example', name: 'Office' })
    const outbox = path(settings['DATA_DIR']!, 'outbox')
    const mail = async (): Promise<string> => {
      for (;;) {
        const name = existsSync(outbox) ? readdirSync(outbox).find((file) => file.endsWith('.json')) : undefined
        if (name) return ((JSON.parse(await readFile(path(outbox, name), 'utf8'))) as { to: string; text: string }).text
        await new Promise(setImmediate)
      }
    }
    const secretariat = new Client(server.url)
    await secretariat.command('accounts/openLink', { token: linkIn(await mail())! })
    expect((await secretariat.query('accounts/me', {})).memberships).toEqual([{ body: 'installation', role: 'secretariat' }])
    expect(await server.end('SIGTERM')).toBe(0)

    // DEMONSTRATION=1 afterwards changes nothing, and says so.
    server = await startServer({ ...settings, DEMONSTRATION: '1' })
    expect(linkIn(server.said())).toBeUndefined()
    expect(server.said()).toContain('DEMONSTRATION=1 changes nothing here')
    expect(await (await enter(server.url, 'operator')).response.json()).toMatchObject({ refused: 'not-demonstration' })
    const back = new Client(server.url)
    back.cookie = operator.cookie
    await back.command('accounts/signOut', {})
    expect(await server.end('SIGTERM')).toBe(0)

    // Nobody can operate it any more: whoever can start the server can.
    server = await startServer(settings)
    const returned = new Client(server.url)
    await returned.command('accounts/openLink', { token: linkIn(server.said())! })
    expect((await returned.query('accounts/staff', {})).operators).toHaveLength(1)
  })
})

describe('a planting that is cut off', () => {
  it('[ACC-8] goes on where it was after kill -9', async () => {
    const copy = await copyTemplate()
    try {
      const settings: Settings = { DATA_DIR: copy.dataDir, ...(copy.databaseUrl ? { DATABASE_URL: copy.databaseUrl } : {}) }
      // Wherever these fall: at a commit's door the suite of the planted world cuts.
      for (const wait of [50, 500, 1200]) {
        const cut = await startUntil(settings, /Planting the demonstration|Roundtable is at/)
        await new Promise((done) => setTimeout(done, wait))
        await cut.end('SIGKILL')
      }
      const server = await startServer(settings)
      const { client } = await enter(server.url, 'secretariat')
      const { bodies } = await client.query('bodies/list', {})
      expect(bodies.map(({ symbol }) => symbol)).toEqual(['RT.EAF', 'NC.KEN', 'RT.CAR'])
      expect((await client.query('papers/list', { body: bodies[0]!.id })).papers.map(({ stage }) => stage).sort()).toEqual(['draft', 'published'])
      expect((await client.query('outcomes/list', { body: bodies[0]!.id })).outcomes).toHaveLength(1)
      expect(await server.end('SIGTERM')).toBe(0)
    } finally {
      await copy.drop()
    }
  })
})
