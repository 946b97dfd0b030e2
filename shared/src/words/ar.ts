// Arabic. A missing key does not compile.
import { accounts } from './ar/accounts'
import { base } from './ar/base'
import { bodies } from './ar/bodies'
import { explorer } from './ar/explorer'
import { meetings } from './ar/meetings'
import { outcomes } from './ar/outcomes'
import { papers } from './ar/papers'
import { permissions } from './ar/permissions'
import { refusals } from './ar/refusals'
import { survey } from './ar/survey'
import { threads } from './ar/threads'
import { ui } from './ar/ui'
import type { Words } from './words'

export const ar: Words = { ...base, ...ui, ...refusals, ...permissions, ...accounts, ...bodies, ...explorer, ...meetings, ...papers, ...survey, ...outcomes, ...threads }
