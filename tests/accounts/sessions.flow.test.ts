// Sessions: one's own, ended at once (accounts.RULES.md, ACC-3).
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../support/client'
import { join } from '../support/joined'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const DAY = 24 * 60 * 60 * 1000

describe('a session', () => {
  let world: World
  let table: Table
  beforeAll(async () => { world = await openWorld(); table = await foundTable(world) })
  afterAll(() => world.close())

  /** signed in once more, by a link of one's own */
  async function signIn(email: string): Promise<{ client: Client; cookie: string; token: string }> {
    await world.public.command('accounts/requestLink', { email, language: 'en' })
    const token = world.issued()
    const client = new Client(world.url)
    const response = await client.post('accounts/openLink', { token }, { 'user-agent': `Browser of ${email}` })
    expect(response.status).toBe(200)
    return { client, cookie: response.headers.getSetCookie()[0]!, token }
  }
  const addressOf = async (client: Client) => (await client.query('accounts/me', {})).person!.email
  /** what ends: the socket, and the editor for good (44xx) */
  async function connected(client: Client, document: string) {
    const editor = join(client, document)
    await editor.synced()
    const socket = io(world.url, { transports: ['websocket'], reconnection: false, extraHeaders: { cookie: client.cookie } })
    await new Promise<void>((done) => socket.once('connect', done))
    const socketEnded = new Promise<string>((done) => socket.once('disconnect', done))
    const editorClosed = new Promise<number>((done) => editor.provider.on('connection-close', (event) => { if (event) done(event.code) }))
    return { editor, socketEnded, editorClosed }
  }

  it('[ACC-3] is another one at each sign-in, in a cookie that scripts do not see', async () => {
    await world.person('ada@test.example', 'Ada')
    const [first, second] = [await signIn('ada@test.example'), await signIn('ada@test.example')]
    expect(first.cookie).toMatch(/^roundtable=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=[^;]+$/)
    expect(second.client.cookie).not.toBe(first.client.cookie)
    // Signing in on top of a session gives another one as well.
    const before = first.client.cookie
    await world.public.command('accounts/requestLink', { email: 'ada@test.example', language: 'en' })
    await first.client.command('accounts/openLink', { token: world.issued() })
    expect(first.client.cookie).not.toBe(before)
  })

  it('[ACC-3] is kept as a digest only', async () => {
    const { client, token } = await signIn('ada@test.example')
    expect(JSON.stringify(await world.prisma.session.findMany())).not.toContain(client.cookie.slice('roundtable='.length))
    expect(JSON.stringify(await world.prisma.link.findMany())).not.toContain(token)
  })

  it('[ACC-3] people see and end their own; another’s is as unknown as none', async () => {
    await world.person('ben@test.example', 'Ben')
    const [here, there] = [(await signIn('ben@test.example')).client, (await signIn('ben@test.example')).client]
    const ada = (await signIn('ada@test.example')).client
    const { sessions } = await here.query('accounts/sessions', {})
    expect(sessions.filter(({ mine }) => mine)).toHaveLength(1)
    expect(sessions.every(({ device }) => device === 'test' || device === 'Browser of ben@test.example')).toBe(true)
    const [other] = (await there.query('accounts/sessions', {})).sessions.filter(({ mine }) => mine)
    const unknown = await ada.refused('accounts/endSession', { session: other!.id })
    expect(unknown).toMatchObject({ status: 404, refused: 'unknown' })
    expect(await ada.refused('accounts/endSession', { session: 'never-was' })).toEqual(unknown)
    expect((await there.query('accounts/me', {})).person?.name).toBe('Ben')
    await here.command('accounts/endSession', { session: other!.id })
    expect((await there.query('accounts/me', {})).person).toBeNull()
    expect(await there.queryRefused('accounts/sessions')).toMatchObject({ status: 401 })
    expect((await here.query('accounts/sessions', {})).sessions).toHaveLength(sessions.length - 1)
  })

  it('[ACC-3] signing out clears the cookie, ends the sockets and takes the pen', async () => {
    const { document } = await table.paper()
    const { client } = await signIn(await addressOf(table.people.kenya))
    const { editor, socketEnded, editorClosed } = await connected(client, document)
    const other = await connected(table.people.kenya, document)
    const response = await client.post('accounts/signOut', {})
    expect(response.headers.getSetCookie()[0]).toMatch(/^roundtable=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/)
    expect(await socketEnded).toBe('io server disconnect')
    expect(await editorClosed).toBe(4401)
    // The same person's other session goes on writing.
    other.editor.text().insert(0, 'Still here. ')
    const reader = join(table.people.rwanda, document)
    await reader.until((words) => words.includes('Still here.'), 'the other session’s words')
    for (const one of [editor, other.editor, reader]) one.leave()
  })

  it('[ACC-3] ended from elsewhere it loses socket and pen as well', async () => {
    const { document } = await table.paper()
    const { client } = await signIn(await addressOf(table.people.industry))
    const { editor, socketEnded, editorClosed } = await connected(client, document)
    const [mine] = (await client.query('accounts/sessions', {})).sessions.filter(({ mine: own }) => own)
    await table.people.industry.command('accounts/endSession', { session: mine!.id })
    expect(await socketEnded).toBe('io server disconnect')
    expect(await editorClosed).toBe(4401)
    editor.leave()
  })

  it('says when it was used last', async () => {
    const { client } = await signIn('ben@test.example')
    const seen = async () => { await client.query('accounts/me', {}); return (await client.query('accounts/sessions', {})).sessions.find(({ mine }) => mine)!.seen }
    const first = await seen()
    world.clock.advance(DAY)
    expect(Date.parse(await seen()) - Date.parse(first)).toBeGreaterThanOrEqual(DAY)
  })

  it('[ACC-3] ends after thirty days', async () => {
    const { client } = await signIn('ben@test.example')
    world.clock.advance(29 * DAY)
    expect((await client.query('accounts/me', {})).person).not.toBeNull()
    world.clock.advance(2 * DAY)
    expect((await client.query('accounts/me', {})).person).toBeNull()
  })
})
