// Every cell of the permission table through the real gate: every command and query × every role × own and another body.
// What is expected is read from the table here, by a few lines of our own, and never by the code under test.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { io, type Socket } from 'socket.io-client'
import { randomUUID } from 'node:crypto'
import { COMMANDS, type CommandName, type QueryName } from '@roundtable/shared/wire/contracts'
import { ROLES, type Role } from '@roundtable/shared/permissions/roles'
import { WHO_MAY } from '@roundtable/shared/permissions/who-may'
import { Client } from '../support/client'
import { countsOf, grown } from '../support/counts'
import { COMMAND_NAMES, commandExample, QUERY_NAMES, queryExample } from '../support/examples'
import { freshPerson, otherSession, sameSession, type Prepared } from '../support/examples/example'
import { foundTable, type PlaceName, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

type Name = CommandName | QueryName
interface Caller { role: Role; client: Client; where: 'own' | 'foreign'; place?: PlaceName; head: boolean }

let world: World
let table: Table
let callers: Caller[]
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
  const elsewhere = await foundTable(world)
  const adviser = new Client(world.url, 'adviser of Kenya')
  await world.secretariat.command('bodies/inviteDelegate', { seat: table.seats.kenya, rank: 'adviser', email: 'kenya-adviser@test.example', name: 'Adviser' })
  await adviser.command('accounts/openLink', { token: world.issued() })
  const seated = (of: Table, where: Caller['where']): Caller[] => [
    { role: 'observer', client: of.people.observer, place: 'observer', where, head: true }, { role: 'expert', client: of.people.expert, place: 'expert', where, head: true },
    { role: 'delegate', client: of.people.kenya, place: 'kenya', where, head: true }, ...(['rapporteur', 'moderator', 'chair'] as const).map((role) => ({ role, client: of.people[role], where, head: false })),
  ]
  callers = [
    { role: 'public', client: world.public, where: 'own', head: false }, { role: 'citizen', client: await freshPerson(world), where: 'own', head: false },
    ...seated(elsewhere, 'foreign'), ...seated(table, 'own'), { role: 'delegate', client: adviser, place: 'kenya', where: 'own', head: false },
    { role: 'secretariat', client: world.secretariat, where: 'own', head: false }, { role: 'operator', client: world.operator, where: 'own', head: false },
  ]
}, 180_000)
afterAll(() => world.close())

/** Of what they are about, nobody outside the table knows. Another's session is never known. */
const HIDDEN = new Set<Name>(['bodies/revokeInvitation', 'bodies/object', 'bodies/withdrawObjection', 'bodies/verifyApplication', 'bodies/decideApplication', 'meetings/attendance', 'meetings/withdrawFile', 'meetings/file', 'papers/appointDrafters', 'papers/circulate', 'papers/citeFigure', 'papers/adopt', 'papers/read', 'papers/text', 'papers/nameVersion', 'papers/restore', 'papers/history', 'papers/version', 'papers/authors', 'outcomes/publish',
  'discussion/openThread', 'discussion/reply', 'discussion/editPost', 'discussion/deletePost', 'discussion/hidePost', 'discussion/showPost', 'discussion/lockThread', 'discussion/unlockThread', 'discussion/markRead', 'discussion/setAttention', 'discussion/thread', 'discussion/threads', 'discussion/history'])
/** These name the delegation that they are about; others are about whichever is one's own. */
const NAMED = new Set<Name>(['meetings/attend'])
/** Drafters of the table's papers. */
const DRAFTERS: PlaceName[] = ['kenya', 'expert']

type Expected = 'may' | 'not-signed-in' | 'not-you' | 'unknown' | 'instruction-missing'

/** The table as a person reads it. `about`: the delegation it is about. */
function expected(name: Name, { role, where, place, head }: Caller, about: PlaceName, instructed: boolean): Expected {
  // Who has a role elsewhere is a citizen here; the secretariat and operators serve the whole installation.
  const column = where === 'foreign' ? 'citizen' : role
  const cell = WHO_MAY[name].who[column]
  const here = where === 'own'
  const may = cell === 'yes' || cell === 'demo' || (cell === 'instr' && instructed)
    || (cell === 'own' && here && place !== undefined && (place === about || !NAMED.has(name))) || (cell === 'head' && here && head && place === about) || (cell === 'drafter' && here && place !== undefined && DRAFTERS.includes(place))
  if (may) return 'may'
  if (role === 'public') return 'not-signed-in'
  const outside = where === 'foreign' || role === 'citizen' || role === 'operator'
  // Another's session is unknown; another's post one may know of.
  if (cell === 'self' && !HIDDEN.has(name)) return 'unknown'
  if (HIDDEN.has(name) && outside) return 'unknown'
  return cell === 'instr' ? 'instruction-missing' : 'not-you'
}

const STATUS: Record<Expected, number[]> = { may: [], 'not-signed-in': [401], 'not-you': [403], unknown: [404], 'instruction-missing': [403] }
const NEVER = ['not-signed-in', 'not-you', 'unknown', 'instruction-missing']
const isCommand = (name: Name): name is CommandName => Object.hasOwn(COMMANDS, name)
const called = ({ role, where, head, place }: Caller) => `${role}${place && !head ? ' (adviser)' : ''}, ${where} body`

async function ask(name: Name, client: Client, input: object): Promise<{ status: number; refused?: string }> {
  const response = isCommand(name) ? await client.post(name, input) : await client.get(name, input as Record<string, unknown>)
  return { status: response.status, ...((await response.json()) as { refused?: string }) }
}

/** Who signs out has a session of their own to end; who applies is admitted one day, and then no citizen any more. */
async function handsFor(name: Name, { role, client }: Caller): Promise<Client> {
  if (name === 'accounts/signOut') return otherSession(world, client)
  return name === 'bodies/apply' && role === 'citizen' ? freshPerson(world) : sameSession(client)
}

/** Those who are refused come first, so that what is prepared is still there for who may. */
async function run(name: Name, about: PlaceName | undefined, only: (caller: Caller) => boolean, instructed = false) {
  const { input } = isCommand(name) ? await commandExample(name)(world, table, about) : await queryExample(name)(world, table, about)
  const asked = { ...input, ...(instructed ? { onInstruction: true } : {}) }
  const wanted = callers.filter(only).map((caller) => ({ caller, result: expected(name, caller, about ?? 'kenya', instructed) }))
  const before = await countsOf(world.prisma, world.app.due)
  for (const { caller, result } of wanted.filter((one) => one.result !== 'may')) {
    const answer = await ask(name, sameSession(caller.client), asked)
    expect([answer.refused, answer.status], `${name}: ${called(caller)}`).toEqual([result, ...STATUS[result]])
  }
  expect(grown(before, await countsOf(world.prisma, world.app.due)), `${name}: a refusal changed something`).toEqual({})
  let accepted = 0
  for (const { caller } of wanted.filter((one) => one.result === 'may')) {
    const client = await handsFor(name, caller)
    const answer = await ask(name, client, asked)
    expect(NEVER, `${name}: ${called(caller)}`).not.toContain(answer.refused)
    if (answer.status === 200) accepted += 1
  }
  if (wanted.some((one) => one.result === 'may')) expect(accepted, `${name}: nobody who may was accepted`).toBeGreaterThan(0)
}

describe('every cell of the table', () => {
  it.each([...COMMAND_NAMES, ...QUERY_NAMES])('%s', (name) => run(name, undefined, () => true))
})

describe('cells with a condition', () => {
  const withHead = ([...COMMAND_NAMES, ...QUERY_NAMES] as Name[]).filter((name) => ROLES.some((role) => WHO_MAY[name].who[role] === 'head'))
  it.each(withHead)('head: %s, by the head of an observing and of an expert seat', async (name) => {
    await run(name, 'observer', ({ role, where }) => where === 'own' && (role === 'observer' || role === 'expert'))
    await run(name, 'expert', ({ role, where }) => where === 'own' && (role === 'observer' || role === 'expert'))
  })

  const withInstruction = COMMAND_NAMES.filter((name) => ROLES.some((role) => WHO_MAY[name].who[role] === 'instr'))
  it.each(withInstruction)('instr: %s, said to be on the chair’s instruction, and recorded so', async (name) => {
    // Who needs none would do it before them, and some acts are done once.
    await run(name, undefined, ({ role }) => ['instr', 'no'].includes(WHO_MAY[name].who[role]), true)
    const events = await world.prisma.event.findMany({ where: { body: table.body }, orderBy: { seq: 'desc' }, take: 30 })
    // Where several may on instruction, the first of them did it.
    const [last] = events.map(({ content }) => (content as unknown as { by: { role?: Role; onInstruction?: true } }).by).filter(({ role }) => role && WHO_MAY[name].who[role] === 'instr')
    expect(last).toMatchObject({ onInstruction: true })
  })

  it('drafter: a delegation that is no drafter may neither cite nor write', async () => {
    const { paper } = await table.paper()
    expect(await table.people.rwanda.refused('papers/citeFigure', { paper, edition: 2024, iso3: 'KEN', indicator: 'egdi' })).toMatchObject({ status: 403, refused: 'not-you' })
  })

  it('head: a delegation sees whom it has invited, and not whom another has', async () => {
    const asked = { body: table.body, seat: table.seats.kenya }
    expect((await table.people.kenya.query('bodies/invitations', asked)).invitations.every(({ place }) => (place as { seat?: string }).seat === table.seats.kenya)).toBe(true)
    expect(await table.people.rwanda.queryRefused('bodies/invitations', asked)).toMatchObject({ status: 403, refused: 'not-you' })
  })

  it('self: another’s session is as unknown as none', async () => {
    const { sessions } = await table.people.kenya.query('accounts/sessions', {})
    for (const { client } of callers.filter((caller) => caller.role !== 'public' && caller.client !== table.people.kenya)) {
      expect(await client.refused('accounts/endSession', { session: sessions[0]!.id })).toMatchObject({ status: 404, refused: 'unknown' })
    }
    await table.people.kenya.query('accounts/me', {})
  })
})

describe('by socket the same door', () => {
  const sample: Name[] = ['bodies/foundBody', 'bodies/suspendSeat', 'papers/adopt', 'papers/read', 'bodies/read', 'outcomes/publish']
  it.each(sample)('%s', async (name) => {
    const { input } = (isCommand(name) ? await commandExample(name)(world, table) : await queryExample(name)(world, table)) as Prepared<Name>
    for (const caller of callers) {
      const result = expected(name, caller, 'kenya', false)
      const socket: Socket = io(world.url, { transports: ['websocket'], extraHeaders: caller.client.headers, forceNew: true })
      const answer = (await socket.timeout(20_000).emitWithAck(name, input, { key: randomUUID() })) as { refused?: string }
      socket.disconnect()
      if (result === 'may') expect(NEVER, `${name}: ${called(caller)}`).not.toContain(answer.refused)
      else expect(answer.refused, `${name}: ${called(caller)}`).toBe(result)
    }
  })

  it('commands that set the cookie are not there', async () => {
    const socket = io(world.url, { transports: ['websocket'], forceNew: true })
    for (const name of COMMAND_NAMES.filter((one) => COMMANDS[one].cookie)) {
      expect(await socket.timeout(20_000).emitWithAck(name, {}, { key: randomUUID() })).toMatchObject({ refused: 'http-only' })
    }
    socket.disconnect()
  })
})
