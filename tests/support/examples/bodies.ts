// Examples of the bodies' commands and queries.
import { Client } from '../client'
import type { PlaceName, Table } from '../table'
import type { World } from '../world'
import { fresh, freshEmail, freshPerson, personOf, type Examples } from './example'

const DAY = 24 * 60 * 60 * 1000
const letter = (number: number) => String.fromCharCode(65 + (number % 26))
const freshSymbol = () => { const number = fresh(); return `EX.${letter(number)}${letter(Math.floor(number / 26))}${letter(Math.floor(number / 676))}` }
export const standing = () => ({ organisation: `Forum ${fresh()}`, group: 'academia' as const, mandate: 'Teaching.', owners: 'Nine universities.', interests: 'Commissioned research.' })

export async function application(world: World, table: Table): Promise<string> {
  const applicant = await freshPerson(world)
  return (await applicant.command('bodies/apply', { body: table.body, ...standing() })).application
}

async function adviser(world: World, table: Table, place: PlaceName): Promise<string> {
  await world.secretariat.command('bodies/inviteDelegate', { seat: table.seats[place], rank: 'adviser', email: freshEmail(), name: 'Adviser' })
  const person = new Client(world.url, 'adviser')
  await person.command('accounts/openLink', { token: world.issued() })
  return personOf(person)
}

/** The seat stands as wanted, whatever stood before. */
export async function seatThat(table: Table, place: PlaceName, wanted: 'seated' | 'suspended'): Promise<string> {
  const seat = table.seats[place]
  const { aggregates } = await table.people.chair.query('bodies/read', { body: table.body })
  const state = aggregates.map((one) => one.state as { id: string; standing?: string }).find(({ id }) => id === seat)
  if (state?.standing !== wanted) {
    if (wanted === 'seated') await table.people.chair.command('bodies/restoreSeat', { seat })
    else await table.people.chair.command('bodies/suspendSeat', { seat, reason: 'Its mandate is in question.' })
  }
  return seat
}

type Commands = 'foundBody' | 'inviteDelegate' | 'inviteOfficer' | 'revokeInvitation' | 'releaseDelegate' | 'releaseOfficer' | 'apply' | 'object' | 'withdrawObjection' | 'verifyApplication' | 'decideApplication' | 'suspendSeat' | 'restoreSeat'
export const bodiesCommands: Examples<`bodies/${Commands}`> = {
  'bodies/foundBody': (world) => {
    const symbol = freshSymbol()
    return { who: world.secretariat, input: { kind: 'working-group', name: { en: `Working group ${symbol}` }, symbol, applicationDays: 7, seats: [{ organisation: 'Kenya', group: 'national-government', class: 'member', iso3: 'KEN' }, { organisation: 'Chamber', group: 'private-sector', class: 'member' }] } }
  },
  'bodies/inviteDelegate': (_world, table, place = 'kenya') => ({ who: table.people[place], input: { seat: table.seats[place], rank: 'adviser', email: freshEmail(), name: 'Adviser' } }),
  'bodies/inviteOfficer': (_world, table) => ({ who: table.people.chair, input: { body: table.body, office: 'rapporteur', email: freshEmail(), name: 'Rapporteur' } }),
  'bodies/revokeInvitation': async (world, table, place = 'kenya') => {
    const { invitation } = await world.secretariat.command('bodies/inviteDelegate', { seat: table.seats[place], rank: 'adviser', email: freshEmail(), name: 'Adviser' })
    return { who: table.people[place], input: { invitation } }
  },
  'bodies/releaseDelegate': async (world, table, place = 'kenya') => ({ who: table.people[place], input: { seat: table.seats[place], person: await adviser(world, table, place) } }),
  'bodies/releaseOfficer': async (world, table) => {
    await world.secretariat.command('bodies/inviteOfficer', { body: table.body, office: 'moderator', email: freshEmail(), name: 'Moderator' })
    const second = new Client(world.url, 'second moderator')
    await second.command('accounts/openLink', { token: world.issued() })
    return { who: table.people.chair, input: { body: table.body, office: 'moderator', person: await personOf(second) } }
  },
  'bodies/apply': async (world, table) => ({ who: await freshPerson(world), input: { body: table.body, ...standing() } }),
  'bodies/object': async (world, table, place = 'kenya') => ({ who: table.people[place], input: { application: await application(world, table), reason: 'Its owners are not named.' } }),
  'bodies/withdrawObjection': async (world, table, place = 'kenya') => {
    const open = await application(world, table)
    // Whoever may object: another place's withdrawal is then refused by the table, not for want of an objection.
    const objector = ['observer', 'expert'].includes(place) ? 'kenya' : place
    await table.people[objector].command('bodies/object', { application: open, reason: 'Its owners are not named.' })
    return { who: table.people[place], input: { application: open } }
  },
  'bodies/verifyApplication': async (world, table) => ({ who: world.secretariat, input: { application: await application(world, table) } }),
  'bodies/decideApplication': async (world, table) => {
    const before = await application(world, table)
    await table.people.rwanda.command('bodies/object', { application: before, reason: 'Its owners are not named.' })
    world.clock.advance(7 * DAY + 1000)
    await world.app.due.wake()
    return { who: table.people.chair, input: { application: before, admit: true } }
  },
  'bodies/suspendSeat': async (_world, table, place = 'industry') => ({ who: table.people.chair, input: { seat: await seatThat(table, place, 'seated'), reason: 'Its mandate is in question.' } }),
  'bodies/restoreSeat': async (_world, table, place = 'civil') => ({ who: table.people.chair, input: { seat: await seatThat(table, place, 'suspended') } }),
}

export const bodiesQueries: Examples<'bodies/list' | 'bodies/read' | 'bodies/part' | 'bodies/events' | 'bodies/follow' | 'bodies/invitations' | 'bodies/exportRecord'> = {
  'bodies/list': (world) => ({ who: world.public, input: { limit: 50 } }),
  'bodies/read': (world, table) => ({ who: world.public, input: { body: table.body } }),
  'bodies/events': (world, table) => ({ who: world.public, input: { body: table.body, after: 0, limit: 20 } }),
  'bodies/part': async (_world, table) => {
    const { paper } = await table.paper()
    await table.people.kenya.command('papers/citeFigure', { paper, edition: 2024, iso3: 'KEN', indicator: 'egdi' })
    return { who: table.people.kenya, input: { body: table.body, kind: 'citation', parent: paper } }
  },
  'bodies/follow': (world, table) => ({ who: world.public, input: { body: table.body, after: 0 } }),
  'bodies/invitations': (_world, table, place = 'kenya') => ({ who: table.people[place], input: { body: table.body, seat: table.seats[place] } }),
  'bodies/exportRecord': (world, table) => ({ who: world.public, input: { body: table.body, after: 0 } }),
}
