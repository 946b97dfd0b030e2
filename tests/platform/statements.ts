// How many statements each command and query may take, its lock, its rights and its key included.
import type { CommandName, QueryName } from '@roundtable/shared/wire/contracts'
import { COMMAND_NAMES, QUERY_NAMES } from '../support/examples'

export const STATEMENTS = Object.fromEntries([...COMMAND_NAMES, ...QUERY_NAMES].map((name) => [name, 0])) as Record<CommandName | QueryName, number>
