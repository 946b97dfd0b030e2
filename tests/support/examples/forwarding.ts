// Examples of texts that go from body to body. Each is settled when it is returned: what is due has been done.
import { foundTable, type Table } from '../table'
import type { World } from '../world'
import { fresh, type Examples } from './example'
import { written } from './papers'

/** An issued outcome of a table. */
export async function issued(world: World, table: Table): Promise<string> {
  const { paper } = await written(world, table, true)
  return (await world.secretariat.command('outcomes/publish', { paper, symbol: `${table.symbol}/${world.clock.now().getUTCFullYear()}/${fresh()}` })).outcome
}

const regions = new WeakMap<World, string>()
/** A roundtable that is nobody's table in the tests. */
async function region(world: World): Promise<string> {
  const known = regions.get(world)
  if (known) return known
  const { body } = await world.secretariat.command('bodies/foundBody', { kind: 'regional-roundtable', name: { en: 'Somewhere else' }, symbol: 'RT.ELSE', applicationDays: 7, seats: [{ organisation: 'Chamber', group: 'private-sector', class: 'member' }] })
  regions.set(world, body)
  return body
}

const homes = new WeakMap<World, Table>()
/** The consortium of a State that has its seat at the tests' tables. */
async function consortium(world: World): Promise<Table> {
  const known = homes.get(world) ?? await foundTable(world, { kind: 'national-consortium', state: 'KEN' })
  homes.set(world, known)
  return known
}

/** A text of the consortium that has come to a table. */
export async function arrived(world: World, table: Table): Promise<string> {
  const home = await consortium(world)
  const { forwarding } = await home.people.chair.command('outcomes/forward', { outcome: await issued(world, home), to: table.body })
  await world.app.due.wake()
  return forwarding
}

export const forwardingCommands: Examples<'outcomes/forward' | 'outcomes/takeUp' | 'outcomes/takeNote'> = {
  'outcomes/forward': async (world, table) => ({ who: table.people.chair, input: { outcome: await issued(world, table), to: await region(world) } }),
  'outcomes/takeUp': async (world, table) => ({ who: table.people.chair, input: { arrival: await arrived(world, table) } }),
  'outcomes/takeNote': async (world, table) => ({ who: table.people.chair, input: { arrival: await arrived(world, table) } }),
}

export const forwardingQueries: Examples<'outcomes/destinations'> = {
  'outcomes/destinations': async (world, table) => ({ who: table.people.chair, input: { body: (await region(world)) && table.body } }),
}
