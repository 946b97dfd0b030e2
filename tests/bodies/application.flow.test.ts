// Applications through the real gate: shown to members, admitted on no objection when the period ends.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const STANDING = { organisation: 'Universities Forum', group: 'academia' as const, mandate: 'Teaching.', owners: 'Nine universities.', interests: 'Commissioned research.' }
const DAY = 24 * 60 * 60 * 1000

describe('applications', () => {
  let world: World
  let table: Table
  beforeAll(async () => { world = await openWorld(); table = await foundTable(world) })
  afterAll(() => world.close())

  it('[BOD-14] is admitted on no objection when the period ends', async () => {
    const applicant = await world.person('forum@test.example', 'Forum')
    const { application } = await applicant.command('bodies/apply', { body: table.body, ...STANDING })
    const shown = await table.people.rwanda.query('bodies/read', { body: table.body })
    expect(shown.aggregates.some(({ kind, state }) => kind === 'application' && (state as { id: string }).id === application)).toBe(true)
    const hidden = await world.public.query('bodies/read', { body: table.body })
    expect(hidden.aggregates.some(({ kind }) => kind === 'application')).toBe(false)
    world.clock.advance(7 * DAY + 1000)
    await world.app.due.wake()
    const me = await applicant.query('accounts/me', {})
    expect(me.memberships).toEqual([expect.objectContaining({ body: table.body, role: 'delegate', rank: 'head' })])
  })

  it('[BOD-2] [BOD-11] a government applies for its State, once, and has that State’s seat', async () => {
    const [applicant, other] = [await world.person('uganda@test.example', 'Uganda'), await world.person('uganda-too@test.example', 'Uganda too')]
    const government = { ...STANDING, body: table.body, organisation: 'Republic of Uganda', group: 'national-government' as const }
    expect(await applicant.refused('bodies/apply', government)).toMatchObject({ status: 400, refused: 'state-missing' })
    expect(await applicant.refused('bodies/apply', { ...government, iso3: 'QQQ' })).toMatchObject({ status: 400, refused: 'state-missing' })
    expect(await applicant.refused('bodies/apply', { ...government, iso3: 'KEN' })).toMatchObject({ status: 409, refused: 'seat-taken' })
    await applicant.command('bodies/apply', { ...government, iso3: 'UGA' })
    expect(await other.refused('bodies/apply', { ...government, organisation: 'Ministry of ICT', iso3: 'UGA' })).toMatchObject({ status: 409, refused: 'application-open' })
    world.clock.advance(7 * DAY + 1000)
    await world.app.due.wake()
    const { aggregates } = await world.public.query('bodies/read', { body: table.body })
    expect(aggregates.map(({ state }) => state)).toContainEqual(expect.objectContaining({ organisation: 'Republic of Uganda', iso3: 'UGA', class: 'member' }))
    expect(await other.refused('bodies/apply', { ...government, iso3: 'UGA' })).toMatchObject({ refused: 'seat-taken' })
  })

  it('[BOD-2] a body is not founded with the seat of a State that there is not', async () => {
    const seats = [{ organisation: 'Nowhere', group: 'national-government' as const, class: 'member' as const, iso3: 'QQQ' }]
    expect(await world.secretariat.refused('bodies/foundBody', { kind: 'working-group', name: { en: 'Nowhere' }, symbol: 'RT.NOW', applicationDays: 7, seats })).toMatchObject({ status: 400, refused: 'state-missing' })
  })

  it('[BOD-12] [BOD-14] [BOD-15] an objection puts it before the body', async () => {
    const applicant = await world.person('firm@test.example', 'Firm')
    const { application } = await applicant.command('bodies/apply', { body: table.body, ...STANDING, organisation: 'A Firm' })
    await table.people.kenya.command('bodies/object', { application, reason: 'Its owners are not named.' })
    expect((await table.people.observer.refused('bodies/object', { application, reason: 'No.' })).refused).toBe('not-you')
    world.clock.advance(7 * DAY + 1000)
    await world.app.due.wake()
    expect((await applicant.query('accounts/me', {})).memberships).toEqual([])
    await table.people.chair.command('bodies/decideApplication', { application, admit: true })
    expect((await applicant.query('accounts/me', {})).memberships).toHaveLength(1)
  })

  it('[BOD-16] a chair who applied for an organisation does not sit for it; the seat is there', async () => {
    await table.people.chair.command('bodies/apply', { body: table.body, ...STANDING, organisation: 'The chair’s own' })
    world.clock.advance(7 * DAY + 1000)
    await world.app.due.wake()
    expect((await table.people.chair.query('accounts/me', {})).memberships).toEqual([expect.objectContaining({ role: 'chair' })])
    const { aggregates } = await world.secretariat.query('bodies/read', { body: table.body })
    expect(aggregates).toContainEqual({ kind: 'seat', state: expect.objectContaining({ organisation: 'The chair’s own', delegates: [] }) })
  })
})
