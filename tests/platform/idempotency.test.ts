// One key, one effect: the server is killed while each command stands between commit and answer, started again, and asked again under the same key.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS, type CommandName } from '@roundtable/shared/wire/contracts'
import { bundleChild, startChild, type Child } from '../support/child'
import { Client } from '../support/client'
import { countsOf, grown, type Counts } from '../support/counts'
import { commandExample, COMMAND_NAMES, KEYED } from '../support/examples'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

/** Seen by nobody but the person: they record nothing. */
const UNRECORDED: CommandName[] = ['accounts/requestLink', 'accounts/endSession', 'accounts/setProfile', 'survey/tryEdition', 'discussion/markRead', 'discussion/setAttention', 'discussion/setDigest', 'discussion/stopDigest']

/** As many at a time as the door lets in together of one session, and of all. */
function rounds(sessionOf: (name: CommandName) => string): CommandName[][] {
  const all: CommandName[][] = []
  for (const name of KEYED) {
    const room = all.find((round) => round.length < 24 && round.filter((one) => sessionOf(one) === sessionOf(name)).length < 6)
    if (room) room.push(name); else all.push([name])
  }
  return all
}

describe('killed between commit and answer', () => {
  const prepared = new Map<CommandName, { cookie: string; input: object }>()
  const keys = new Map(KEYED.map((name) => [name, randomUUID()]))
  /** what the one effect of each was, counted before the kill */
  const effects = new Map<CommandName, Counts>()
  let world: World
  let file: string
  let child: Child | undefined
  const post = async (name: CommandName) => {
    const client = new Client(child!.url)
    client.cookie = prepared.get(name)!.cookie
    return client.post(name, prepared.get(name)!.input, { 'idempotency-key': keys.get(name)! })
  }

  beforeAll(async () => {
    file = await bundleChild()
    world = await openWorld()
    const table = await foundTable(world)
    // Its example lets a period pass, and with it those of all applications before it.
    for (const name of ['bodies/decideApplication' as const, ...KEYED.filter((one) => one !== 'bodies/decideApplication')]) {
      const { who, input } = await commandExample(name)(world, table)
      prepared.set(name, { cookie: who.cookie, input })
    }
    const ahead = world.clock.now().getTime() - Date.now()
    await world.app.mailer.kick()
    await world.stop()
    const options = { dataDir: world.dataDir, databaseUrl: world.databaseUrl, ahead }
    // Each is committed and held there, before anybody is answered or told; then all lines break at once.
    for (const round of rounds((name) => prepared.get(name)!.cookie)) {
      child = await startChild(file, { ...options, afterCommit: 'wait' })
      const broken: Promise<unknown>[] = []
      for (const name of round) {
        const before = await child.counts()
        const committed = child.committed(name)
        const answer = post(name)
        broken.push(answer.then((response) => `${name} answered ${response.status}`, () => undefined))
        await Promise.race([committed, answer.then(async (response) => { throw new Error(`${name} was not committed: ${await response.text()}`) }, () => undefined)])
        effects.set(name, grown(before, await child.counts()))
      }
      await child.kill()
      expect((await Promise.all(broken)).filter(Boolean), 'whoever asked does not know whether it was done').toEqual([])
    }
    child = await startChild(file, { ...options, afterCommit: 'die' })
  }, 240_000)
  afterAll(async () => {
    await child?.end()
    await world.drop()
    rmSync(file, { force: true })
  })

  it.each(KEYED)('%s has its one effect', async (name) => {
    expect(effects.get(name)?.['Idempotency'], 'it was done').toBe(1)
    if (!UNRECORDED.includes(name)) expect(effects.get(name)!['recorded'] ?? 0, 'it was recorded').toBeGreaterThan(0)
    const once = await child!.counts()
    // A second effect would be a second commit, and with it the end of this server.
    const [first, second] = [await post(name), await post(name)]
    expect([first.status, second.status]).toEqual([200, 200])
    const answer: unknown = await first.json()
    expect(COMMANDS[name].answer.parse(answer)).toEqual(answer)
    expect(await second.json()).toEqual(answer)
    expect(grown(once, await child!.counts()), 'nothing more was done').toEqual({})
  })

  it('and of all that was committed nothing was lost with the server', async () => {
    const kept = await child!.counts()
    expect(kept['Idempotency']).toBeGreaterThanOrEqual(KEYED.length)
    const recorded = [...effects.values()].reduce((sum, { recorded = 0 }) => sum + recorded, 0)
    expect(kept['recorded']).toBeGreaterThanOrEqual(recorded)
  })
})

describe('a key', () => {
  let world: World
  let table: Table
  beforeAll(async () => { world = await openWorld(); table = await foundTable(world) }, 180_000)
  afterAll(() => world.close())

  it.each(KEYED)('%s is refused without one, and under one that was used for something else', async (name) => {
    const { who, input } = await commandExample(name)(world, table)
    const before = await countsOf(world.prisma, world.app.due)
    const response = await fetch(`${world.url}/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', ...who.headers }, body: JSON.stringify(input) })
    expect([response.status, await response.json()]).toMatchObject([400, { refused: 'key-missing' }])
    expect(grown(before, await countsOf(world.prisma, world.app.due))).toEqual({})
    const key = randomUUID()
    await who.command(name, input, key)
    const after = await countsOf(world.prisma, world.app.due)
    const { input: other } = await commandExample(name)(world, table, 'observer')
    const between = await countsOf(world.prisma, world.app.due)
    expect(await who.refused(name, other, { 'idempotency-key': key })).toMatchObject({ status: 409, refused: 'key-reused' })
    expect(grown(between, await countsOf(world.prisma, world.app.due))).toEqual({})
    expect(grown(before, after)['Idempotency']).toBe(1)
  })

  it('is one person’s and one command’s: another’s same key is another key', async () => {
    const key = randomUUID()
    const first = await table.people.kenya.command('bodies/inviteDelegate', { seat: table.seats.kenya, rank: 'adviser', email: 'one@test.example', name: 'One' }, key)
    const second = await table.people.rwanda.command('bodies/inviteDelegate', { seat: table.seats.rwanda, rank: 'adviser', email: 'one@test.example', name: 'One' }, key)
    await table.people.kenya.command('accounts/setProfile', { name: 'Kenya', language: 'en' }, key)
    expect(second.invitation).not.toBe(first.invitation)
  })

  it('of what was refused is free: refusals are not stored', async () => {
    const key = randomUUID()
    const input = { seat: table.seats.civil }
    expect(await table.people.chair.refused('bodies/restoreSeat', input, { 'idempotency-key': key })).toMatchObject({ refused: 'seat-not-suspended' })
    await table.people.chair.command('bodies/suspendSeat', { ...input, reason: 'In question.' })
    await table.people.chair.command('bodies/restoreSeat', input, key)
  })

  it('the same again at the same time has one effect and one answer', async () => {
    const key = randomUUID()
    const found = { kind: 'working-group' as const, name: { en: 'Once only' }, symbol: 'WG.ONCE', applicationDays: 7, seats: [{ organisation: 'Chamber', group: 'private-sector' as const, class: 'member' as const }] }
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.secretariat.command('bodies/foundBody', found, key)))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    const profile = randomUUID()
    await Promise.all([1, 2, 3, 4].map(() => table.people.rwanda.command('accounts/setProfile', { name: 'Rwanda', language: 'en' }, profile)))
    expect(await world.prisma.idempotency.count({ where: { key: { in: [key, profile] } } })).toBe(2)
    expect(await world.prisma.head.count({ where: { seq: 0 } })).toBe(0)
  })

  it.each(['short', 'with blanks in it', 'x'.repeat(81), 'ключ-ключ'.normalize()])('that is none is malformed: %s', async (key) => {
    const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') }
    expect(await table.people.kenya.refused('accounts/setProfile', { name: 'Kenya', language: 'en' }, headers)).toMatchObject({ status: 400, refused: 'malformed' })
  })

  it('is not for commands that set the cookie: each try gets a cookie of its own', async () => {
    for (const name of COMMAND_NAMES.filter((one) => COMMANDS[one].cookie)) {
      const { who, input } = await commandExample(name)(world, table)
      const key = randomUUID()
      const response = await who.post(name, input, { 'idempotency-key': key })
      expect([name, response.status, response.headers.getSetCookie().length]).toEqual([name, 200, 1])
      expect(await world.prisma.idempotency.count({ where: { key } })).toBe(0)
    }
    const one = new Client(world.url)
    const two = new Client(world.url)
    const key = randomUUID()
    for (const client of [one, two]) expect((await client.post('accounts/enterAs', { who: 'chair' }, { 'idempotency-key': key })).headers.getSetCookie()).toHaveLength(1)
    expect(one.cookie).not.toBe(two.cookie)
  })
})
