// A session that runs out, without anybody doing anything, is told no more than the public is.
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const DAY = 24 * 60 * 60 * 1000
let world: World
let table: Table
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
}, 180_000)
afterAll(() => world.close())

it('a follower whose session has run out stands in the public circle from then on', async () => {
  const socket = io(world.url, { transports: ['websocket'], extraHeaders: { ...table.people.kenya.headers, origin: world.url }, reconnection: false })
  await new Promise<void>((done) => socket.once('connect', done))
  const follow = (): Promise<{ audience: string }> => new Promise((done) => socket.emit('bodies/follow', { body: table.body }, {}, done))
  expect((await follow()).audience).toBe('table')
  const told = new Promise<{ body: string }>((done) => socket.once('resnapshot', done))
  world.clock.advance(31 * DAY)
  expect(await told).toEqual({ body: table.body })
  const events = new Promise<{ events: { withheld?: true }[] }>((done) => socket.once('events', done))
  const chair = await world.person((await world.prisma.person.findFirstOrThrow({ where: { name: 'chair' } })).email, 'chair')
  await chair.command('papers/makePaper', { body: table.body, title: 'For the table alone', kind: 'report', language: 'en' })
  expect((await events).events).toEqual([expect.objectContaining({ withheld: true })])
  expect((await follow()).audience).toBe('public')
  socket.close()
})
