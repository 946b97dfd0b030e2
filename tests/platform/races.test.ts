// Two at once: exactly one wins, the other is refused with the right reason. Bodies' locks, unique keys, single use.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandName, InputOf } from '@roundtable/shared/wire/contracts'
import { Client, type Refused } from '../support/client'
import { written } from '../support/examples/papers'
import { application, standing } from '../support/examples/bodies'
import { fresh, freshEmail, freshPerson, sameSession } from '../support/examples/example'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const DAY = 24 * 60 * 60 * 1000
const ROUNDS = 5

let world: World
let table: Table
beforeAll(async () => { world = await openWorld(); table = await foundTable(world) }, 180_000)
afterAll(() => world.close())

/** A period passes, and nobody's session ends meanwhile. */
async function periodPasses(): Promise<void> {
  await world.prisma.session.updateMany({ data: { expires: new Date(world.clock.now().getTime() + 365 * DAY) } })
  world.clock.advance(7 * DAY + 1000)
}

type Outcome = { accepted: true } | ({ accepted: false } & Refused)
async function attempt<N extends CommandName>(client: Client, name: N, input: InputOf<N>): Promise<Outcome> {
  const response = await client.post(name, input)
  const body = (await response.json()) as Refused
  return response.ok ? { accepted: true } : { ...body, accepted: false, status: response.status }
}
/** One of them was accepted; the refusals of the others. */
function oneWon(outcomes: Outcome[]): Refused[] {
  expect(outcomes.filter(({ accepted }) => accepted), JSON.stringify(outcomes)).toHaveLength(1)
  return outcomes.filter((outcome): outcome is { accepted: false } & Refused => !outcome.accepted)
}
const eventsOf = async (body: string) => (await world.prisma.event.findMany({ where: { body }, orderBy: { seq: 'asc' } })).map(({ seq, content }) => ({ seq, ...(content as unknown as { type: string; aggregate: { id: string }; payload: { seat?: string; invitation?: string } }) }))
const letter = (number: number) => String.fromCharCode(65 + (number % 26))
const freshSymbol = () => { const number = fresh(); return `RA.${letter(number)}${letter(Math.floor(number / 26))}X` }
const founding = (name: string, symbol: string) => ({ kind: 'working-group' as const, name: { en: name }, symbol, applicationDays: 7, seats: [{ organisation: 'Chamber', group: 'private-sector' as const, class: 'member' as const }] })

describe('two secretaries', () => {
  it('found the same body: one name, one body, whatever symbols they chose', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const refused = oneWon(await Promise.all([1, 2, 3].map(() => attempt(sameSession(world.secretariat), 'bodies/foundBody', founding(`The same ${round}`, freshSymbol())))))
      expect(refused.map((one) => [one.status, one.refused])).toEqual([[409, 'body-exists'], [409, 'body-exists']])
    }
  })

  it('take the same series of symbols for two bodies', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const symbol = freshSymbol()
      const [refused] = oneWon(await Promise.all(['one', 'two'].map((name) => attempt(sameSession(world.secretariat), 'bodies/foundBody', founding(`${name} ${round}`, symbol)))))
      expect(refused).toMatchObject({ status: 409, refused: 'symbol-base-taken', sentence: expect.stringContaining('series') })
    }
  })

  it('take the same symbol for two papers', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const papers = [await written(world, table, true), await written(world, table, true)]
      const symbol = `${table.symbol}/${world.clock.now().getUTCFullYear()}/${700 + round}`
      const [refused] = oneWon(await Promise.all(papers.map(({ paper }) => attempt(sameSession(world.secretariat), 'outcomes/publish', { paper, symbol }))))
      expect(refused).toMatchObject({ status: 409, refused: 'symbol-taken' })
    }
  })

  it('publish the same paper under two symbols', async () => {
    const { paper } = await written(world, table, true)
    const year = world.clock.now().getUTCFullYear()
    const [refused] = oneWon(await Promise.all([801, 802].map((number) => attempt(sameSession(world.secretariat), 'outcomes/publish', { paper, symbol: `${table.symbol}/${year}/${number}` }))))
    expect(refused).toMatchObject({ status: 409, refused: 'already-published' })
  })

  it('name the same new person', async () => {
    const email = freshEmail()
    const [refused] = oneWon(await Promise.all([1, 2].map(() => attempt(sameSession(world.operator), 'accounts/nameSecretariat', { email, name: 'Clerk' }))))
    expect(refused).toMatchObject({ status: 409, refused: 'already-secretariat' })
  })
})

describe('one link', () => {
  it.each(['sign-in', 'invitation'])('for %s is used once', async (purpose) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const email = freshEmail()
      if (purpose === 'invitation') await world.secretariat.command('bodies/inviteDelegate', { seat: table.seats.rwanda, rank: 'adviser', email, name: 'Adviser' })
      else {
        await world.person(email)
        await world.public.command('accounts/requestLink', { email, language: 'en' })
      }
      const token = world.issued()
      const refused = oneWon(await Promise.all([1, 2, 3].map(() => attempt(new Client(world.url), 'accounts/openLink', { token }))))
      expect(refused.map((one) => [one.status, one.refused])).toEqual([[409, 'link-used'], [409, 'link-used']])
    }
  })

  it('used and revoked at once: one of the two', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { invitation } = await world.secretariat.command('bodies/inviteDelegate', { seat: table.seats.rwanda, rank: 'adviser', email: freshEmail(), name: 'Adviser' })
      const token = world.issued()
      const [refused] = oneWon(await Promise.all([attempt(new Client(world.url), 'accounts/openLink', { token }), attempt(sameSession(world.secretariat), 'bodies/revokeInvitation', { invitation })]))
      expect(['link-used', 'link-unknown']).toContain(refused!.refused)
    }
  })

  it('to two persons of one address: nobody becomes two', async () => {
    const email = freshEmail()
    const tokens: string[] = []
    for (const seat of [table.seats.rwanda, table.seats.civil]) {
      await world.secretariat.command('bodies/inviteDelegate', { seat, rank: 'adviser', email, name: 'Adviser' })
      tokens.push(world.issued())
    }
    const outcomes = await Promise.all(tokens.map((token) => attempt(new Client(world.url), 'accounts/openLink', { token })))
    expect(outcomes).toEqual([{ accepted: true }, { accepted: true }])
    expect(await world.prisma.person.count({ where: { email } })).toBe(1)
  })
})

describe('one application', () => {
  it('of one organisation at a time', async () => {
    const { organisation, ...rest } = standing()
    const people = await Promise.all([1, 2].map(() => freshPerson(world)))
    const [refused] = oneWon(await Promise.all(people.map((person, index) => attempt(person, 'bodies/apply', { body: table.body, ...rest, organisation: index ? organisation.toUpperCase() : organisation }))))
    expect(refused).toMatchObject({ status: 409, refused: 'application-open' })
  })

  it('objected to while its period ends: either the objection stands and the body decides, or it came too late and the seat is there', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await application(world, table)
      const objecting = attempt(sameSession(table.people.kenya), 'bodies/object', { application: id, reason: 'Its owners are not named.' })
      for (let turns = round * 3; turns > 0; turns -= 1) await new Promise((go) => { setImmediate(go) })
      const passing = periodPasses()
      const [outcome] = await Promise.all([objecting, passing.then(() => world.app.due.wake())])
      await world.app.due.wake()
      const types = (await eventsOf(table.body)).filter(({ aggregate }) => aggregate.id === id).map(({ type }) => type)
      if (outcome.accepted) expect(types).toEqual(['applicationMade', 'objectionRaised', 'applicationReferred'])
      else {
        expect(['period-over', 'application-closed']).toContain(outcome.refused)
        expect(types).toEqual(['applicationMade', 'applicationAdmitted'])
      }
    }
  })

  it('decided twice is decided once; its last objection withdrawn meanwhile counts once too', async () => {
    const id = await application(world, table)
    await table.people.kenya.command('bodies/object', { application: id, reason: 'Its owners are not named.' })
    await periodPasses()
    await world.app.due.wake()
    const refused = oneWon(await Promise.all([
      attempt(sameSession(table.people.chair), 'bodies/decideApplication', { application: id, admit: true }), attempt(sameSession(table.people.chair), 'bodies/decideApplication', { application: id, admit: false }),
      attempt(sameSession(table.people.kenya), 'bodies/withdrawObjection', { application: id }),
    ]))
    expect(refused.map((one) => one.refused)).toEqual(['application-closed', 'application-closed'])
  })

  it('a period that ends is worked once, however often the system wakes', async () => {
    const id = await application(world, table)
    await periodPasses()
    await Promise.all([world.app.due.wake(), world.app.due.wake(), world.app.due.wake()])
    expect((await eventsOf(table.body)).filter(({ aggregate, type }) => aggregate.id === id && type === 'applicationAdmitted')).toHaveLength(1)
  })
})

describe('a seat that is suspended', () => {
  it('acts before that or not at all', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const acts = [
        attempt(sameSession(table.people.civil), 'bodies/inviteDelegate', { seat: table.seats.civil, rank: 'adviser', email: freshEmail(), name: 'Adviser' }),
        attempt(sameSession(table.people.chair), 'bodies/suspendSeat', { seat: table.seats.civil, reason: 'In question.' }),
        attempt(sameSession(table.people.civil), 'bodies/inviteDelegate', { seat: table.seats.civil, rank: 'adviser', email: freshEmail(), name: 'Adviser' }),
      ]
      const [first, suspended, second] = await Promise.all(acts)
      expect(suspended).toEqual({ accepted: true })
      for (const outcome of [first!, second!]) if (!outcome.accepted) expect([outcome.status, outcome.refused]).toEqual([403, 'not-you'])
      const events = (await eventsOf(table.body)).filter(({ aggregate }) => aggregate.id === table.seats.civil)
      const at = events.findLastIndex(({ type }) => type === 'seatSuspended')
      expect(events.slice(at + 1).map(({ type }) => type)).not.toContain('delegateInvited')
      await table.people.chair.command('bodies/restoreSeat', { seat: table.seats.civil })
    }
  })

  it('two suspensions are one', async () => {
    const [refused] = oneWon(await Promise.all([1, 2].map(() => attempt(sameSession(table.people.chair), 'bodies/suspendSeat', { seat: table.seats.industry, reason: 'In question.' }))))
    expect(refused).toMatchObject({ status: 409, refused: 'seat-not-seated' })
  })
})

it('a paper adopted twice is adopted once', async () => {
  const { paper } = await written(world, table)
  const [refused] = oneWon(await Promise.all([1, 2].map(() => attempt(sameSession(table.people.chair), 'papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false }))))
  expect(refused).toMatchObject({ status: 409, refused: 'paper-closed' })
})

it('many commands of one body at once stand in one order, without a gap', async () => {
  const { seq } = (await world.prisma.head.findUnique({ where: { body: table.body } }))!
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => attempt(sameSession(index % 2 ? table.people.kenya : table.people.rwanda), 'bodies/inviteDelegate', { seat: index % 2 ? table.seats.kenya : table.seats.rwanda, rank: 'adviser', email: freshEmail(), name: 'Adviser' })))
  expect(outcomes.every(({ accepted }) => accepted)).toBe(true)
  const events = (await eventsOf(table.body)).slice(seq)
  expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 20 }, (_, index) => seq + 1 + index))
})
