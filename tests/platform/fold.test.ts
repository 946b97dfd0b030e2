// Snapshot + events = fresh fetch, for every command and every circle of viewers; the visibility law; replay; gaps; telling only after the commit.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '@roundtable/shared/base/canonical'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { AGGREGATES, isKind, kindOf, type Kind } from '@roundtable/shared/record/aggregates'
import { AUDIENCES, sees, type Audience } from '@roundtable/shared/record/audience'
import { draft } from '@roundtable/shared/record/draft'
import type { RecordedEvent, ToldEvent } from '@roundtable/shared/record/event'
import { audienceOfEvent, EVENTS } from '@roundtable/shared/wire/contracts'
import { inTransaction, makePublisher } from '../../server/src/platform/publish'
import { eventsAfter, headOf } from '../../server/src/platform/record.db'
import { Unit } from '../../server/src/platform/unit'
import { recordedBodies, verifyBody } from '../../server/src/platform/verify'
import type { Client } from '../support/client'
import { COMMAND_EXAMPLES, commandExample, COMMAND_NAMES } from '../support/examples'
import { freshEmail, freshPerson } from '../support/examples/example'
import { Follower, Picture, pictureOf, type Snapshot } from '../support/follower'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
let viewers: Record<Audience, Client>
let atCommit: (() => Promise<void>) | undefined
beforeAll(async () => {
  world = await openWorld({ committed: () => atCommit?.() })
  table = await foundTable(world)
  viewers = { public: world.public, table: table.people.rapporteur, secretariat: world.secretariat }
}, 180_000)
afterAll(() => world.close())

/** A person's own affair: in no record. */
const UNRECORDED = ['accounts/requestLink', 'accounts/enterAs', 'accounts/signOut', 'accounts/endSession', 'accounts/setProfile', 'survey/tryEdition', 'discussion/markRead', 'discussion/setAttention', 'discussion/setDigest', 'discussion/stopDigest']

const PARTS = (Object.keys(AGGREGATES) as Kind[]).filter((kind) => kindOf(kind).partOf)

/** What a reader who asks anew gets: the body, and the parts of everything in it. */
async function fetched(client: Client, body: string): Promise<Picture> {
  const whole = (await client.query('bodies/read', { body })) as Snapshot
  const picture = pictureOf(whole)
  for (const kind of PARTS.filter((one) => sees(whole.audience, kindOf(one).audience))) {
    // A part may have parts of its own: threads come before their posts.
    const owners = [...picture.states].filter(([key]) => key.startsWith(`${kindOf(kind).partOf} `))
    for (const [, owner] of owners) await takePart(picture, client, { body, kind, parent: owner.id })
  }
  return picture
}

async function takePart(picture: Picture, client: Client, of: { body: string; kind: string; parent: string }): Promise<void> {
  for (let after: string | undefined; ;) {
    const { aggregates, more } = await client.query('bodies/part', { ...of, ...(after ? { after } : {}), limit: 2 })
    picture.add(aggregates as Snapshot['aggregates'])
    after = (aggregates.at(-1)?.state as { id: string } | undefined)?.id
    if (!more) return
  }
}
const heads = async () => new Map((await world.prisma.head.findMany()).map(({ body, seq }) => [body, seq]))

describe('snapshot + events = fresh fetch', () => {
  const followers = {} as Record<Audience, Follower>
  const installation = {} as Record<Audience, Picture>
  beforeAll(async () => {
    for (const viewer of AUDIENCES) {
      followers[viewer] = await Follower.open(viewers[viewer], table.body)
      installation[viewer] = await fetched(viewers[viewer], INSTALLATION)
    }
  })
  afterAll(() => { for (const follower of Object.values(followers)) follower.close() })

  it.each(COMMAND_NAMES)('%s', async (name) => {
    const { who, input } = await commandExample(name)(world, table)
    const before = await heads()
    await who.command(name, input)
    // What is forwarded arrives elsewhere by itself, and what becomes of it is told at home.
    await world.app.due.wake()
    const changed = [...await heads()].filter(([body, seq]) => before.get(body) !== seq).map(([body]) => body)
    for (const viewer of AUDIENCES) {
      await followers[viewer].reached((await headOf(world.prisma, table.body)).seq)
      expect(followers[viewer].picture.text, `${viewer} at the table's body`).toBe((await fetched(viewers[viewer], table.body)).text)
      // The installation is asked, not followed: its events by the same road as whoever missed some.
      const { events } = await viewers[viewer].query('bodies/events', { body: INSTALLATION, after: installation[viewer].seq })
      installation[viewer].apply(events as ToldEvent[])
      expect(installation[viewer].text, `${viewer} at the installation`).toBe((await fetched(viewers[viewer], INSTALLATION)).text)
    }
    // A body that is new: from nothing, by its events alone.
    for (const body of changed.filter((one) => one !== table.body && one !== INSTALLATION)) {
      for (const viewer of AUDIENCES) {
        const picture = new Picture()
        // Who sits at another table is the public of this one.
        picture.apply((await viewers[viewer].query('bodies/events', { body, after: 0 })).events as ToldEvent[])
        expect(picture.text).toBe((await fetched(viewers[viewer], body)).text)
      }
    }
    if (!UNRECORDED.includes(name)) expect(changed.filter((body) => !before.has(body) || body === table.body || body === INSTALLATION), `${name} recorded nothing`).toHaveLength(1)
  })

  it('a viewer is told of every event its number, and of none more than it may see', () => {
    for (const viewer of AUDIENCES) {
      const { told } = followers[viewer]
      expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => told[0]!.seq + index))
      for (const event of told) expect('withheld' in event || sees(viewer, audienceOfEvent(event)), `${viewer} ${JSON.stringify(event)}`).toBe(true)
    }
    expect(followers.public.told.some((event) => 'withheld' in event)).toBe(true)
  })
})

describe('after all these commands', () => {
  beforeAll(async () => {
    const { who, input } = await COMMAND_EXAMPLES['bodies/decideApplication'](world, table)
    await who.command('bodies/decideApplication', { ...input, admit: false })
    // A figure that is corrected after it was cited.
    await table.people.kenya.command('papers/citeFigure', { paper: (await table.paper()).paper, edition: 2024, iso3: 'KEN', indicator: 'epi' })
    const edition = await COMMAND_EXAMPLES['survey/importEdition'](world, table)
    // A figure is revised when it differs as it is shown, to four decimals.
    await edition.who.command('survey/importEdition', { ...edition.input, csv: edition.input.csv.replace(/^(KEN,.*,)[^,\n]*$/m, '$10.77770') })
    await world.app.due.wake()
  })
  const everything = async () => (await Promise.all((await recordedBodies(world.prisma)).map((body) => eventsAfter(world.prisma, body, 0, 100_000)))).flat()

  it('the visibility law holds for every event and circle: cut(apply(s, e)) = apply(cut(s), cut(e))', async () => {
    const states = new Map<string, { id: string; body: string }>()
    const seen = new Set<string>()
    for (const event of await everything()) {
      const { kind, id } = event.aggregate
      if (!isKind(kind)) throw new Error(`there is no kind ${kind}`)
      const { apply, cut, audience } = kindOf(kind)
      const before = states.get(`${kind} ${id}`)
      const after = apply(before, event)
      states.set(`${kind} ${id}`, after)
      seen.add(event.type)
      for (const viewer of AUDIENCES) {
        const shown = (state: typeof before) => (state === undefined || !sees(viewer, audience) ? undefined : cut?.(state, viewer) ?? state)
        const told = sees(viewer, audienceOfEvent(event))
        expect(told && !sees(viewer, audience), `${viewer} is told ${event.type} of a ${kind} that it may not know`).toBe(false)
        const folded = told ? apply(shown(before), event) : shown(before)
        expect(canonical(JSON.parse(JSON.stringify(folded ?? null))), `${event.type} for ${viewer}`).toBe(canonical(JSON.parse(JSON.stringify(shown(after) ?? null))))
      }
    }
    // Every event that a contract knows was among them, but for the planting's own.
    expect(Object.keys(EVENTS).filter((type) => !seen.has(type))).toEqual(['demonstrationPlanted'])
  })

  it('replaying the record rebuilds every row and every membership', async () => {
    for (const body of await recordedBodies(world.prisma)) expect(await verifyBody(world.prisma, body)).not.toHaveProperty('broken')
  })

  it('states have the shape of their contract, and so have events', async () => {
    for (const { kind, state } of await world.prisma.aggregate.findMany()) expect(() => kindOf(kind as never).shape.parse(state), kind).not.toThrow()
    for (const event of await everything()) expect(EVENTS[event.type]!.payload.parse(event.payload)).toEqual(event.payload)
  })
})

describe('who was away', () => {
  it('asks for what it missed and gets that alone', async () => {
    const { seq } = await world.public.query('bodies/read', { body: table.body })
    await table.people.chair.command('bodies/inviteOfficer', { body: table.body, office: 'chair', email: freshEmail(), name: 'Second chair' })
    const missed = (await table.people.kenya.query('bodies/follow', { body: table.body, after: seq })) as { events: RecordedEvent[] }
    expect(missed.events.map((event) => [event.seq, event.type])).toEqual([[seq + 1, 'officerInvited']])
    const cut = (await world.public.query('bodies/follow', { body: table.body, after: seq })) as { events: ToldEvent[] }
    expect(cut.events).toEqual([{ body: table.body, seq: seq + 1, withheld: true }])
  })

  it('too far behind, or ahead of the record, begins anew with a snapshot; exactly five hundred are still told', async () => {
    const { paper } = await table.paper()
    const { seq } = await headOf(world.prisma, table.body)
    await world.prisma.$transaction(async (tx) => {
      const unit = new Unit(tx, world.ports, world.clock.now(), table.body)
      await unit.lock()
      await unit.record(Array.from({ length: 501 }, () => draft('paper', paper)('draftersAppointed', { seats: [] })), { system: true })
      await unit.flush()
    }, { timeout: 30_000 })
    const follow = async (after: number) => (await table.people.kenya.query('bodies/follow', { body: table.body, after })) as { seq: number; events?: ToldEvent[]; aggregates?: unknown[] }
    expect((await follow(seq)).aggregates?.length).toBeGreaterThan(0)
    expect((await follow(seq + 1)).events).toHaveLength(500)
    expect((await follow(seq + 10_000)).aggregates?.length).toBeGreaterThan(0)
    expect((await follow(seq + 501)).events).toEqual([])
  })
})

describe('who may see more or less from now on', () => {
  it('is told to begin anew, and nothing of the table reaches it after that', async () => {
    const adviser = await world.person(freshEmail())
    const { person } = (await adviser.query('accounts/me', {}))
    await world.secretariat.command('bodies/inviteDelegate', { seat: table.seats.rwanda, rank: 'adviser', email: person!.email, name: 'Adviser' })
    const token = world.issued()
    const follower = await Follower.open(adviser, table.body)
    const count = follower.picture.states.size
    await adviser.command('accounts/openLink', { token })
    await follower.until(() => follower.resnapshots === 1, 'told to begin anew')
    await follower.begin()
    expect(follower.picture.states.size).toBeGreaterThan(count)
    await world.secretariat.command('bodies/releaseDelegate', { seat: table.seats.rwanda, person: person!.id })
    await follower.until(() => follower.resnapshots === 2, 'told to begin anew')
    await follower.begin()
    expect(follower.picture.states.size).toBe(count)
    await table.people.chair.command('papers/makePaper', { body: table.body, title: 'Not for all', kind: 'report', language: 'en' })
    await follower.reached((await headOf(world.prisma, table.body)).seq)
    expect(follower.told.at(-1)).toMatchObject({ withheld: true })
    follower.close()
  })

  it('whose session ended is cut off', async () => {
    const person = await freshPerson(world)
    const follower = await Follower.open(person, table.body)
    const gone = new Promise((done) => follower.socket.once('disconnect', done))
    await person.command('accounts/signOut', {})
    await gone
    follower.close()
  })
})

describe('save, commit, then tell', () => {
  it('at the moment of the commit nobody has been told, and the record has it', async () => {
    const follower = await Follower.open(table.people.kenya, table.body)
    const { seq } = follower.picture
    const seen: [number, number][] = []
    atCommit = async () => { seen.push([(await headOf(world.prisma, table.body)).seq, follower.picture.seq]) }
    const answer = await follower.ask('bodies/inviteDelegate', { seat: table.seats.kenya, rank: 'adviser', email: freshEmail(), name: 'Adviser' }, randomUUID())
    atCommit = undefined
    expect(answer).toHaveProperty('invitation')
    await follower.reached(seq + 1)
    expect(seen).toEqual([[seq + 1, seq]])
    follower.close()
  })

  it('telling inside an open transaction is refused', async () => {
    const publisher = makePublisher({ events() {}, rightsChanged() {}, endSessions() {}, person() {} })
    const aftermath = { events: [], documents: [], mailed: false, due: false, endedSessions: [], personal: [] }
    expect(() => publisher.tell(aftermath)).not.toThrow()
    await expect(inTransaction(async () => publisher.tell(aftermath))).rejects.toThrow('open transaction')
  })
})
