// The socket's own bounds: what is too large, a browser's page that is not named, and how many bodies one socket follows.
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshEmail } from '../support/examples/example'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
beforeAll(async () => { world = await openWorld(); table = await foundTable(world) }, 180_000)
afterAll(() => world.close())
const open = (headers: Record<string, string>) => io(world.url, { transports: ['websocket'], extraHeaders: headers, forceNew: true, reconnection: false })

it('an input that is too large ends its socket and is not read', async () => {
  const socket = open(table.people.kenya.headers)
  const ended = new Promise((done) => socket.on('disconnect', () => done('ended')))
  const answered = socket.timeout(20_000).emitWithAck('accounts/setProfile', { name: 'x'.repeat(400_000), language: 'en' }, { key: randomUUID() }).catch(() => ended)
  expect(await Promise.race([ended, answered])).toBe('ended')
  expect((await table.people.kenya.query('accounts/me', {})).person!.name).toBe('kenya')
})

it.each(['cross-site', 'same-site'])('a browser’s page that is not named does not connect: %s', async (site) => {
  const socket = open({ 'sec-fetch-site': site })
  await new Promise<void>((done, fail) => { socket.on('connect_error', () => done()); socket.on('connect', () => fail(new Error('connected'))) })
  socket.disconnect()
})

it('what is asked with the greeting is answered as if it were asked: to each what they may see, and then all that happens', async () => {
  const body = table.body
  const greeted = async (headers: Record<string, string>, follows: unknown) => {
    const socket = io(world.url, { transports: ['websocket'], extraHeaders: headers, forceNew: true, reconnection: false, auth: { follows } })
    const followed = new Promise<{ body: string; answer: { seq: number; audience?: string; refused?: string } }>((done) => socket.once('followed', done))
    return { socket, ...await followed }
  }
  const [kenya, anybody, strange] = await Promise.all([greeted(table.people.kenya.headers, [{ body }]), greeted(world.public.headers, [{ body }]), greeted(world.public.headers, [{ body: 7, more: true }, null])])
  const asked = open(table.people.kenya.headers)
  expect(kenya.answer).toEqual(await asked.emitWithAck('bodies/follow', { body }))
  expect([kenya.answer.audience, anybody.answer.audience, strange.answer.refused]).toEqual(['table', 'public', 'malformed'])
  const events = new Promise<{ body: string }>((done) => kenya.socket.once('events', done))
  await world.secretariat.command('bodies/inviteOfficer', { body, office: 'moderator', email: freshEmail(), name: 'Moderator' })
  expect((await events).body).toBe(body)
  const missed = await greeted(table.people.kenya.headers, [{ body, after: kenya.answer.seq }])
  expect(missed.answer).toMatchObject({ events: [{ seq: kenya.answer.seq + 1 }] })
  for (const { disconnect } of [kenya.socket, anybody.socket, strange.socket, missed.socket, asked].map((socket) => ({ disconnect: () => socket.disconnect() }))) disconnect()
}, 60_000)

it('eight bodies are asked for with the greeting, and no more', async () => {
  const socket = io(world.url, { transports: ['websocket'], extraHeaders: world.public.headers, forceNew: true, reconnection: false, auth: { follows: Array.from({ length: 9 }, () => ({ body: table.body })) } })
  let answers = 0
  await new Promise<void>((done) => socket.on('followed', () => { answers += 1; if (answers === 8) done() }))
  for (let turn = 0; turn < 3; turn += 1) await socket.emitWithAck('bodies/follow', { body: table.body })
  expect(answers).toBe(8)
  socket.disconnect()
})

it('fifty bodies are followed by one socket, and no more', async () => {
  const socket = open(world.public.headers)
  const told = new Set<string>()
  socket.on('events', ({ body }: { body: string }) => { told.add(body) })
  const bodies: string[] = []
  for (let count = 0; count < 51; count += 1) {
    const letters = String.fromCharCode(65 + Math.floor(count / 26), 65 + (count % 26))
    const { body, seats } = await world.secretariat.command('bodies/foundBody', { kind: 'working-group', name: { en: `Followed ${letters}` }, symbol: `FO.${letters}`, applicationDays: 7, seats: [{ organisation: 'Chamber', group: 'private-sector', class: 'member' }] })
    bodies.push(body)
    await socket.emitWithAck('bodies/follow', { body })
    if (count < 49) continue
    await world.secretariat.command('bodies/inviteDelegate', { seat: seats[0]!, rank: 'head', email: freshEmail(), name: 'Head' })
  }
  // Told in the order in which they happened: what comes after shows that nothing came before.
  await world.secretariat.command('bodies/inviteOfficer', { body: bodies[0]!, office: 'chair', email: freshEmail(), name: 'Chair' })
  await new Promise<void>((done) => { const look = () => { if (told.has(bodies[0]!)) { socket.off('events', look); done() } }; socket.on('events', look); look() })
  expect([told.has(bodies[49]!), told.has(bodies[50]!)]).toEqual([true, false])
  socket.disconnect()
}, 60_000)
