// A body founded in the test, through the commands, with somebody in every role.
import type { InputOf } from '@roundtable/shared/wire/contracts'
import type { Client } from './client'
import { Client as HttpClient } from './client'

/** Who founds, and how the secret of a mailed link is read: a world in this process, or a server in another. */
export interface Founding { secretariat: Client; url: string; issued(to: string): string | Promise<string> }

export const PLACES = {
  kenya: { organisation: 'Kenya', group: 'national-government', class: 'member', iso3: 'KEN' },
  rwanda: { organisation: 'Rwanda', group: 'national-government', class: 'member', iso3: 'RWA' },
  industry: { organisation: 'Chamber of Digital Industry', group: 'private-sector', class: 'member' },
  civil: { organisation: 'Civic Data Network', group: 'civil-society', class: 'member' },
  expert: { organisation: 'Expert', group: 'academia', class: 'expert' },
  observer: { organisation: 'CAFRAD', group: 'intergovernmental', class: 'observer' },
} as const
export type PlaceName = keyof typeof PLACES
export const OFFICES = ['chair', 'moderator', 'rapporteur'] as const

export interface Table {
  body: string
  symbol: string
  seats: Record<PlaceName, string>
  people: Record<PlaceName | (typeof OFFICES)[number], Client>
  /** a paper whose drafters are Kenya, industry, civil society and the expert */
  paper(title?: string): Promise<{ paper: string; document: string }>
}

let count = 0
const letters = (number: number): string => String.fromCharCode(65 + (number % 26), 65 + (Math.floor(number / 26) % 26), 65 + (Math.floor(number / 676) % 26))

/** `of`: what body it is, where that matters; a consortium's seats name no State. */
export async function foundTable(world: Founding, of: Partial<Pick<InputOf<'bodies/foundBody'>, 'kind' | 'area' | 'state'>> = {}): Promise<Table> {
  count += 1
  const symbol = `${of.state ? 'NC' : 'RT'}.T${letters(count)}`
  const names = Object.keys(PLACES) as PlaceName[]
  const { body, seats: ids } = await world.secretariat.command('bodies/foundBody', {
    kind: 'regional-roundtable', name: { en: `Test ${symbol}` }, symbol, applicationDays: 7, ...of,
    seats: names.map((name) => (of.state ? { ...PLACES[name], iso3: undefined } : PLACES[name])),
  })
  const seats = Object.fromEntries(names.map((name, index) => [name, ids[index]])) as Record<PlaceName, string>
  const people = {} as Table['people']
  const accept = async (name: keyof Table['people'], email: string) => {
    people[name] = new HttpClient(world.url, name)
    await people[name].command('accounts/openLink', { token: await world.issued(email) })
  }
  const address = (name: string) => `${name}-${count}@test.example`
  for (const office of OFFICES) {
    await world.secretariat.command('bodies/inviteOfficer', { body, office, email: address(office), name: office })
    await accept(office, address(office))
  }
  for (const name of names) {
    await world.secretariat.command('bodies/inviteDelegate', { seat: seats[name], rank: 'head', email: address(name), name })
    await accept(name, address(name))
  }
  return {
    body, symbol, seats, people,
    async paper(title = 'Position paper') {
      const made = await people.chair.command('papers/makePaper', { body, title, kind: 'position-paper', language: 'en' })
      await people.chair.command('papers/appointDrafters', { paper: made.paper, seats: [seats.kenya, seats.industry, seats.civil, seats.expert] })
      return made
    },
  }
}
