// An example of every command and every query: a missing one does not compile. What is proven of one is proven of all by these.
import { COMMANDS, QUERIES, type CommandName, type QueryName } from '@roundtable/shared/wire/contracts'
import { accountsCommands, accountsQueries } from './examples/accounts'
import { bodiesCommands, bodiesQueries } from './examples/bodies'
import { discussionCommands, discussionQueries } from './examples/discussion'
import type { Example, Examples } from './examples/example'
import { forwardingCommands, forwardingQueries } from './examples/forwarding'
import { meetingsCommands, meetingsQueries } from './examples/meetings'
import { papersCommands, papersQueries } from './examples/papers'
import { surveyCommands, surveyQueries } from './examples/survey'

export const COMMAND_EXAMPLES: Examples<CommandName> = { ...accountsCommands, ...bodiesCommands, ...meetingsCommands, ...papersCommands, ...forwardingCommands, ...discussionCommands, ...surveyCommands }
export const QUERY_EXAMPLES: Examples<QueryName> = { ...accountsQueries, ...bodiesQueries, ...meetingsQueries, ...papersQueries, ...forwardingQueries, ...discussionQueries, ...surveyQueries }

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]
export const QUERY_NAMES = Object.keys(QUERIES) as QueryName[]
/** Those that take an idempotency key. */
export const KEYED = COMMAND_NAMES.filter((name) => !COMMANDS[name].cookie)

/** Without the name's own type, for code that treats all alike. */
export const commandExample = (name: CommandName): Example<CommandName> => COMMAND_EXAMPLES[name] as unknown as Example<CommandName>
export const queryExample = (name: QueryName): Example<QueryName> => QUERY_EXAMPLES[name] as unknown as Example<QueryName>
