// Statements for each command and query, counted; and N+1: the number does not grow with the body.
// A number that rises is to be explained in the change that raises it; one that falls is to be written down.
import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draft } from '@roundtable/shared/record/draft'
import type { CommandName, InputOf, QueryName } from '@roundtable/shared/wire/contracts'
import { Unit } from '../../server/src/platform/unit'
import { commandExample, COMMAND_NAMES, queryExample, QUERY_NAMES } from '../support/examples'
import { sameSession } from '../support/examples/example'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'
import { STATEMENTS } from './statements'

let world: World
let table: Table
/** What is sent on behalf of one ask, and of nothing that happens to run beside it. */
const asking = new AsyncLocalStorage<string[]>()
const control = /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)/i
beforeAll(async () => {
  world = await openWorld({ onQuery: (sql) => { if (!control.test(sql)) asking.getStore()?.push(sql) } })
  table = await foundTable(world)
}, 180_000)
afterAll(() => world.close())

/** Only what is asked counts: mails and deadlines that follow are worked off first. */
async function counted(name: CommandName | QueryName, of: Table = table): Promise<number> {
  const isCommand = (COMMAND_NAMES as string[]).includes(name)
  const { who, input } = isCommand ? await commandExample(name as CommandName)(world, of) : await queryExample(name as QueryName)(world, of)
  const client = sameSession(who)
  await world.app.mailer.kick()
  await world.app.due.wake()
  const { answer, count } = await statementsOf(() => isCommand ? world.app.runner.command(name as CommandName, input, crypto.randomUUID(), askedBy(client.cookie)) : world.app.runner.query(name as QueryName, input, askedBy(client.cookie)))
  expect(answer, name).toHaveProperty('answer')
  expect(count, `${name} was counted`).toBeGreaterThan(STATEMENTS[name] === 0 ? -1 : 0)
  await world.app.mailer.kick()
  await world.app.due.wake()
  return count
}
/** Taken in the turn of the answer: what is told and mailed after it is not the command's. */
async function statementsOf<T>(ask: () => Promise<T>): Promise<{ answer: T; count: number }> {
  const sent: string[] = []
  const answer = await asking.run(sent, ask)
  return { answer, count: sent.length }
}
const askedBy = (cookie: string) => ({ token: cookie.split('=')[1], device: 'test', address: 'test' })

describe('statements, at most', () => {
  it.each(QUERY_NAMES)('%s', async (name) => { expect(await counted(name), name).toBeLessThanOrEqual(STATEMENTS[name]) })
  it.each(COMMAND_NAMES)('%s', async (name) => { expect(await counted(name), name).toBeLessThanOrEqual(STATEMENTS[name]) })
})

describe('no more in a body ten times as large', () => {
  beforeAll(async () => { await enlarge() }, 180_000)

  async function enlarge() {
    const papers: string[] = []
    for (let count = 0; count < 10; count += 1) papers.push((await table.paper(`Paper ${count}`)).paper)
    await world.prisma.$transaction(async (tx) => {
      const unit = new Unit(tx, world.ports, world.clock.now(), table.body)
      await unit.lock()
      const seats = Array.from({ length: 60 }, (_, index) => draft('seat', `many-${index}`)('seatEstablished', { organisation: `Organisation ${index}`, group: 'academia', class: 'member' }))
      const delegates = Array.from({ length: 60 }, (_, index) => draft('seat', `many-${index}`)('delegateSeated', { person: `person-${index}`, name: `Person ${index}`, rank: 'head' }))
      const cited = { edition: 2024, iso3: 'KEN', indicator: 'egdi', status: 'recorded', value: '0.6314', source: 'Source' }
      const citations = papers.flatMap((paper, at) => Array.from({ length: 10 }, (_, index) => draft('citation', `cited-${at}-${index}`)('figureCited', { ...cited, paper })))
      const outcomes = Array.from({ length: 10 }, (_, index) => draft('outcome', `out-${index}`)('outcomePublished', { paper: papers[index]!, symbol: `${table.symbol}/2020/${index + 1}`, title: 'Title', language: 'en', sha256: '0'.repeat(64) }))
      await unit.record([...seats, ...delegates, ...citations, ...outcomes], { system: true })
      await unit.flush()
    })
  }

  it.each(QUERY_NAMES)('%s', async (name) => { expect(await counted(name), name).toBeLessThanOrEqual(STATEMENTS[name]) })
  it.each(COMMAND_NAMES)('%s', async (name) => { expect(await counted(name), name).toBeLessThanOrEqual(STATEMENTS[name]) })

  it('nor with what one asks for: a body of 400 seats is founded in as many statements as one of two', async () => {
    const found = async (seats: number, symbol: string) => {
      const input: InputOf<'bodies/foundBody'> = { kind: 'working-group', name: { en: symbol }, symbol, applicationDays: 7, seats: Array.from({ length: seats }, (_, index) => ({ organisation: `Organisation ${index}`, group: 'academia', class: 'member' })) }
      const { answer, count } = await statementsOf(() => world.app.runner.command('bodies/foundBody', input, crypto.randomUUID(), askedBy(world.secretariat.cookie)))
      expect(answer).toHaveProperty('answer')
      return count
    }
    expect(await found(400, 'WG.MANY')).toBe(await found(2, 'WG.FEW'))
    const appoint = async (seats: number) => {
      const { paper } = await table.paper()
      return (await statementsOf(() => world.app.runner.command('papers/appointDrafters', { paper, seats: Array.from({ length: seats }, (_, index) => `many-${index}`) }, crypto.randomUUID(), askedBy(table.people.chair.cookie)))).count
    }
    expect(await appoint(50)).toBe(await appoint(1))
  })
})
