// English: the language the others are checked against.
import { accounts } from './en/accounts'
import { base } from './en/base'
import { bodies } from './en/bodies'
import { explorer } from './en/explorer'
import { meetings } from './en/meetings'
import { outcomes } from './en/outcomes'
import { papers } from './en/papers'
import { permissions } from './en/permissions'
import { refusals } from './en/refusals'
import { survey } from './en/survey'
import { threads } from './en/threads'
import { ui } from './en/ui'

export const en = { ...base, ...ui, ...refusals, ...permissions, ...accounts, ...bodies, ...explorer, ...meetings, ...papers, ...survey, ...outcomes, ...threads }
