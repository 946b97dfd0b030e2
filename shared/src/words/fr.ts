// French. A missing key does not compile.
import { accounts } from './fr/accounts'
import { base } from './fr/base'
import { bodies } from './fr/bodies'
import { explorer } from './fr/explorer'
import { meetings } from './fr/meetings'
import { outcomes } from './fr/outcomes'
import { papers } from './fr/papers'
import { permissions } from './fr/permissions'
import { refusals } from './fr/refusals'
import { survey } from './fr/survey'
import { threads } from './fr/threads'
import { ui } from './fr/ui'
import type { Words } from './words'

export const fr: Words = { ...base, ...ui, ...refusals, ...permissions, ...accounts, ...bodies, ...explorer, ...meetings, ...papers, ...survey, ...outcomes, ...threads }
