// What an example is: somebody who may, and an input that succeeds when it is run once. Each call prepares a fresh one.
import type { AnswerOf, CommandName, InputOf, QueryName } from '@roundtable/shared/wire/contracts'
import type { Client } from '../client'
import { Client as HttpClient } from '../client'
import type { PlaceName, Table } from '../table'
import type { World } from '../world'

export interface Prepared<N extends CommandName | QueryName> { who: Client; input: InputOf<N> }

/** `place`: whose delegation it is about, where it is about one. */
export type Example<N extends CommandName | QueryName> = (world: World, table: Table, place?: PlaceName) => Prepared<N> | Promise<Prepared<N>>
export type Examples<N extends CommandName | QueryName> = { [K in N]: Example<K> }

let count = 0
/** A number that no other example was given. */
export const fresh = (): number => (count += 1)
export const freshEmail = (): string => `example-${fresh()}@test.example`

export const freshPerson = (world: World): Promise<Client> => world.person(freshEmail())

/** The same session in other hands: what it does with its cookie does not touch the first. */
export function sameSession(client: Client): Client {
  const other = new HttpClient(client.url, client.who)
  other.cookie = client.cookie
  return other
}

/** Another session of the same person. */
export async function otherSession(world: World, client: Client): Promise<Client> {
  const { person } = await client.query('accounts/me', {})
  return person ? world.person(person.email, client.who) : sameSession(client)
}

/** The person behind a client. */
export const personOf = async (client: Client): Promise<string> => (await client.query('accounts/me', {})).person!.id
export type Answer<N extends CommandName | QueryName> = AnswerOf<N>
