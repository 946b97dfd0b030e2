// Joins the handlers of the domains: a new domain adds its line here.
import { accountsHandlers } from '../accounts/accounts.handlers'
import { bodiesHandlers } from '../bodies/bodies.handlers'
import { discussionHandlers } from '../discussion/discussion.handlers'
import { meetingsHandlers } from '../meetings/meetings.handlers'
import { outcomesHandlers } from '../outcomes/outcomes.handlers'
import { papersHandlers } from '../papers/papers.handlers'
import { survey } from '../survey/survey.handlers'
import { CONTRACTS, type CommandName, type Domain, type QueryName } from '@roundtable/shared/wire/contracts'
import type { CommandHandler, Handlers, House, QueryHandler } from './handler'

export interface AnyHandlers { commands: Record<CommandName, unknown>; queries: Record<QueryName, unknown> }

export function makeHandlers(house: House): AnyHandlers {
  const byDomain: { [D in Domain]: Handlers<D> } = {
    accounts: accountsHandlers(house), bodies: bodiesHandlers(house), meetings: meetingsHandlers(house), papers: papersHandlers(house), discussion: discussionHandlers(house), survey, outcomes: outcomesHandlers(house),
  }
  const flat = (part: 'commands' | 'queries') => Object.fromEntries(
    (Object.keys(CONTRACTS) as Domain[]).flatMap((domain) => Object.entries(byDomain[domain][part]).map(([name, handler]) => [`${domain}/${name}`, handler])),
  )
  return { commands: flat('commands') as Record<CommandName, CommandHandler<never>>, queries: flat('queries') as Record<QueryName, QueryHandler<never>> }
}
