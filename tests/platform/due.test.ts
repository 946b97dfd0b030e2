// Deadlines: kept by the system, once, also when the server was down at that moment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../server/src/app'
import { openDatabase } from '../../server/src/platform/database'
import { startDue, type DueWork } from '../../server/src/platform/due'
import { newId, newToken, type Log } from '../../server/src/platform/ports'
import { draft } from '@roundtable/shared/record/draft'
import { Client } from '../support/client'
import { handClock } from '../support/hand-clock'
import { root } from '../support/places'
import { foundTable, type Table } from '../support/table'
import { quiet } from '../support/template'
import { openWorld, type World } from '../support/world'

const DAY = 24 * 60 * 60 * 1000
const STANDING = { organisation: 'Universities Forum', group: 'academia' as const, mandate: 'Teaching.', owners: 'Nine universities.', interests: 'Commissioned research.' }

describe('a deadline', () => {
  it('[BOD-14] that passed while the server was down is kept at the next start', async () => {
    const world = await openWorld()
    try {
      const table = await foundTable(world)
      const applicant = await world.person('forum@test.example', 'Forum')
      await applicant.command('bodies/apply', { body: table.body, ...STANDING })
      await world.stop()

      const clock = handClock()
      clock.advance(8 * DAY)
      const database = await openDatabase({ databaseUrl: world.databaseUrl, dataDir: world.dataDir, root })
      const config = { port: 0, host: '127.0.0.1', dataDir: world.dataDir, demonstration: true }
      const app = buildApp({ prisma: database.prisma, statement: database.statement, config, ports: { clock, id: newId, token: newToken, log: quiet }, root, demonstration: true })
      try {
        const later = new Client(`http://127.0.0.1:${await app.listen()}`)
        later.cookie = applicant.cookie
        // Nobody asks for it: the start does it.
        while ((await later.query('accounts/me', {})).memberships.length === 0) await new Promise((go) => { setImmediate(go) })
        expect((await later.query('accounts/me', {})).memberships).toEqual([expect.objectContaining({ body: table.body, role: 'delegate', rank: 'head' })])
        const { events } = await later.query('bodies/events', { body: table.body, after: 0 })
        const admitted = events.filter((event) => 'type' in event && event.type === 'applicationAdmitted')
        expect(admitted).toEqual([expect.objectContaining({ by: { system: true } })])
      } finally {
        await app.close()
        await database.close()
      }
    } finally {
      await world.drop()
    }
  })
})

describe('what is due', () => {
  let world: World
  let table: Table
  beforeAll(async () => { world = await openWorld(); table = await foundTable(world) })
  afterAll(() => world.close())

  const add = (kind: string, ref = 'x', at = world.clock.now()) => world.prisma.due.create({ data: { id: newId(), body: table.body, kind, ref, at } })
  const hearing = (lines: string[]): Log => ({ ...quiet, error: (_, message) => void lines.push(message) })
  const told: number[] = []
  const worker = (works: Record<string, DueWork>, log: Log = quiet) => startDue(world.prisma, { ...world.ports, log }, works, () => ({ tell: ({ events }) => void told.push(events.length) }), () => {})
  const suspension: DueWork = async () => [draft('seat', table.seats.civil)('seatSuspended', { reason: 'Due.' }), draft('seat', table.seats.civil)('seatRestored', {})]
  const recorded = () => world.prisma.event.count({ where: { body: table.body } })

  it('is done once by two workers, and told once', async () => {
    await world.app.due.stop()
    for (let count = 0; count < 5; count += 1) await add('twice')
    const before = await recorded()
    told.length = 0
    const [one, two] = [worker({ twice: suspension }), worker({ twice: suspension })]
    await Promise.all([one.wake(), two.wake()])
    await Promise.all([one.wake(), two.wake()])
    expect(await recorded()).toBe(before + 10)
    expect(told).toEqual([2, 2, 2, 2, 2])
    await Promise.all([one.stop(), two.stop()])
  })

  it('that fails is tried again in a minute, holds up no other, and leaves nothing half done', async () => {
    let tries = 0
    const failing: DueWork = async (unit, ref) => {
      tries += 1
      if (tries < 3) {
        await unit.record(await suspension(unit, ref), { system: true })
        await unit.flush()
        throw new Error('not yet')
      }
      return suspension(unit, ref)
    }
    const lines: string[] = []
    const before = await recorded()
    const failed = await add('failing', 'x', new Date(world.clock.now().getTime() - 1000))
    const other = await add('fine')
    const one = worker({ failing, fine: suspension }, hearing(lines))
    const done = async (id: string) => (await world.prisma.due.findUniqueOrThrow({ where: { id } })).done
    await one.wake()
    expect(tries).toBe(1)
    expect(await done(failed.id)).toBeNull()
    expect(await done(other.id)).not.toBeNull()
    expect(await recorded()).toBe(before + 2)
    world.clock.advance(30_000)
    expect(tries).toBe(1)
    world.clock.advance(31_000)
    await one.wake()
    expect(tries).toBeGreaterThanOrEqual(2)
    world.clock.advance(61_000)
    await one.wake()
    expect(await done(failed.id)).not.toBeNull()
    expect(await recorded()).toBe(before + 4)
    expect(lines.length).toBe(2)
    await one.stop()
  })

  it('of a kind that nobody knows stays, and is said', async () => {
    const lines: string[] = []
    const strange = await add('strange')
    const one = worker({}, hearing(lines))
    await one.wake()
    expect((await world.prisma.due.findUniqueOrThrow({ where: { id: strange.id } })).done).toBeNull()
    expect(lines).toHaveLength(1)
    await one.stop()
  })

  it('and not yet waits for its time', async () => {
    await world.prisma.due.deleteMany({ where: { done: null } })
    const later = await add('later', 'x', new Date(world.clock.now().getTime() + 10_000))
    let done: () => void = () => {}
    const worked = new Promise<void>((resolve) => { done = resolve })
    const one = worker({ later: async () => { done(); return [] } })
    await one.wake()
    expect((await world.prisma.due.findUniqueOrThrow({ where: { id: later.id } })).done).toBeNull()
    world.clock.advance(10_001)
    await worked
    await one.stop()
    expect((await world.prisma.due.findUniqueOrThrow({ where: { id: later.id } })).done).not.toBeNull()
  })
})
