// Turns at the door: of one session some requests run at once, and a flood of one person holds up nobody else.
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLine, TURNS } from '../../server/src/gate/turns'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
}, 180_000)
afterAll(() => world.close())

describe('a line', () => {
  /** Work that ends when told to. */
  const held = () => {
    let end = () => {}
    const ended = new Promise<void>((done) => { end = done })
    return { work: () => ended, end }
  }

  it('lets so many run, makes the others wait in order, and turns away whom it has no place for', async () => {
    const line = makeLine(2, 2)
    const works = [held(), held(), held(), held()]
    const begun: number[] = []
    const results = works.map((one, index) => line('somebody', () => { begun.push(index); return one.work() }))
    expect(await line('somebody', async () => 'fifth')).toBe('too-many')
    expect(await line('another', async () => 'at once')).toBe('at once')
    expect(begun).toEqual([0, 1])
    works[1]!.end()
    await results[1]
    works[0]!.end()
    await results[0]
    expect(begun).toEqual([0, 1, 2, 3])
    for (const one of works) one.end()
    await Promise.all(results)
    expect(await line('somebody', async () => 'again')).toBe('again')
  })

  it('hands the place on when the work fails', async () => {
    const line = makeLine(1, 5)
    const failing = line('somebody', () => Promise.reject(new Error('no')))
    const next = line('somebody', async () => 'next')
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('next')
  })
})

it('answers everybody else before a flood of one session, and says to the flood that it is too often', async () => {
  const socket = io(world.url, { transports: ['websocket'], extraHeaders: { ...table.people.kenya.headers, origin: world.url }, reconnection: false })
  await new Promise<void>((done) => socket.once('connect', done))
  const flood = 3 * TURNS.waiting
  let answered = 0
  let turnedAway = 0
  const ended = new Promise<void>((done) => {
    for (let ask = 0; ask < flood; ask++) {
      socket.emit('bodies/read', { body: table.body }, {}, (answer: { refused?: string }) => {
        if (answer.refused === 'too-often') turnedAway += 1
        if ((answered += 1) === flood) done()
      })
    }
  })
  // The first answer shows that the flood has arrived.
  await new Promise<void>((done) => socket.emit('nothing/known', {}, () => { done() }))
  for (const other of [table.people.rwanda, table.people.chair, world.public]) await other.query('accounts/me', {})
  expect(answered - turnedAway).toBeLessThan(TURNS.waiting / 2)
  await ended
  expect(turnedAway).toBeGreaterThan(0)
  expect(turnedAway).toBeLessThan(flood)
  socket.close()
})
