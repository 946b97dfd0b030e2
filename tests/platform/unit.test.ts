// One command's work stands under one body's lock: ids of another body are unknown in it, and nothing is recorded without a body.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { draft } from '@roundtable/shared/record/draft'
import { Unit } from '../../server/src/platform/unit'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
let elsewhere: Table
beforeAll(async () => { world = await openWorld(); table = await foundTable(world); elsewhere = await foundTable(world) }, 180_000)
afterAll(() => world.close())

it('a seat of another body is not there', async () => {
  await world.prisma.$transaction(async (tx) => {
    const unit = new Unit(tx, world.ports, world.clock.now(), table.body)
    await unit.lock()
    expect(await unit.load('seat', table.seats.kenya)).toMatchObject({ organisation: 'Kenya' })
    expect(await unit.load('seat', elsewhere.seats.kenya)).toBeUndefined()
    expect((await unit.loadMany('seat', [table.seats.kenya, elsewhere.seats.kenya])).map(({ id }) => id)).toEqual([table.seats.kenya])
  })
})

it('nor does it draft', async () => {
  const { paper } = await table.paper()
  expect(await table.people.chair.refused('papers/appointDrafters', { paper, seats: [table.seats.kenya, elsewhere.seats.kenya] })).toMatchObject({ status: 404, refused: 'unknown' })
})

it('nothing is recorded without a body, without its lock, or in words of no contract', async () => {
  const suspended = [draft('seat', table.seats.kenya)('seatSuspended', { reason: 'None.' })]
  await world.prisma.$transaction(async (tx) => {
    await expect(new Unit(tx, world.ports, world.clock.now(), undefined).record(suspended, { system: true })).rejects.toThrow('without a body')
    const unit = new Unit(tx, world.ports, world.clock.now(), table.body)
    await expect(unit.record(suspended, { system: true })).rejects.toThrow('without a body')
    await unit.lock()
    await expect(unit.record([draft('seat', table.seats.kenya)('seatForgotten', {})], { system: true })).rejects.toThrow('no contract')
    await expect(unit.record([draft('seat', table.seats.kenya)('seatSuspended', { reason: 'None.', more: 1 })], { system: true })).rejects.toThrow()
  })
})
