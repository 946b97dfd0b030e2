// Spanish. A missing key does not compile.
import { accounts } from './es/accounts'
import { base } from './es/base'
import { bodies } from './es/bodies'
import { explorer } from './es/explorer'
import { meetings } from './es/meetings'
import { outcomes } from './es/outcomes'
import { papers } from './es/papers'
import { permissions } from './es/permissions'
import { refusals } from './es/refusals'
import { survey } from './es/survey'
import { threads } from './es/threads'
import { ui } from './es/ui'
import type { Words } from './words'

export const es: Words = { ...base, ...ui, ...refusals, ...permissions, ...accounts, ...bodies, ...explorer, ...meetings, ...papers, ...survey, ...outcomes, ...threads }
