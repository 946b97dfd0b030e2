// Chinese. A missing key does not compile.
import { accounts } from './zh/accounts'
import { base } from './zh/base'
import { bodies } from './zh/bodies'
import { explorer } from './zh/explorer'
import { meetings } from './zh/meetings'
import { outcomes } from './zh/outcomes'
import { papers } from './zh/papers'
import { permissions } from './zh/permissions'
import { refusals } from './zh/refusals'
import { survey } from './zh/survey'
import { threads } from './zh/threads'
import { ui } from './zh/ui'
import type { Words } from './words'

export const zh: Words = { ...base, ...ui, ...refusals, ...permissions, ...accounts, ...bodies, ...explorer, ...meetings, ...papers, ...survey, ...outcomes, ...threads }
