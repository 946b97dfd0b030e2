// Joins the contracts of the domains: a new domain adds its line here.
import { accounts } from '../accounts/accounts.contract'
import { bodies } from '../bodies/bodies.contract'
import { discussion } from '../discussion/discussion.contract'
import { outcomes } from '../outcomes/outcomes.contract'
import { meetings } from '../meetings/meetings.contract'
import { papers } from '../papers/papers.contract'
import { survey } from '../survey/survey.contract'
import type { Audience } from '../record/audience'
import { circleOf } from '../record/event'
import type { CommandContract, EventContract, QueryContract } from './contract'

export const CONTRACTS = { accounts, bodies, meetings, papers, discussion, survey, outcomes }
type Contracts = typeof CONTRACTS
export type Domain = keyof Contracts

type Names<K extends 'commands' | 'queries'> = { [D in Domain]: `${D}/${keyof Contracts[D][K] & string}` }[Domain]
/** `domain/name`, as in the URL and on the socket. */
export type CommandName = Names<'commands'>
export type QueryName = Names<'queries'>
export type ContractOf<N extends CommandName | QueryName> = N extends `${infer D extends Domain}/${infer C}`
  ? C extends keyof Contracts[D]['commands'] ? Contracts[D]['commands'][C] : C extends keyof Contracts[D]['queries'] ? Contracts[D]['queries'][C] : never
  : never
export type InputOf<N extends CommandName | QueryName> = ContractOf<N> extends { input: { _zod: { output: infer I } } } ? I : never
export type AnswerOf<N extends CommandName | QueryName> = ContractOf<N> extends { answer: { _zod: { output: infer A } } } ? A : never

const flat = <T>(part: 'commands' | 'queries' | 'events') => {
  const all: Record<string, T> = {}
  for (const [domain, contract] of Object.entries(CONTRACTS)) for (const [name, one] of Object.entries(contract[part])) all[part === 'events' ? name : `${domain}/${name}`] = one as T
  return all
}
export const COMMANDS = flat<CommandContract>('commands') as Record<CommandName, CommandContract>
export const QUERIES = flat<QueryContract>('queries') as Record<QueryName, QueryContract>
/** Event types are unique over all domains. */
export const EVENTS = flat<EventContract>('events')

/** Who sees an event; of a type that stands in no contract nobody but who serves. */
export const audienceOfEvent = (event: { type: string; audience?: Audience }): Audience => circleOf(EVENTS[event.type]?.audience ?? 'secretariat', event)
