// Russian. A missing key does not compile.
import { accounts } from './ru/accounts'
import { base } from './ru/base'
import { bodies } from './ru/bodies'
import { explorer } from './ru/explorer'
import { meetings } from './ru/meetings'
import { outcomes } from './ru/outcomes'
import { papers } from './ru/papers'
import { permissions } from './ru/permissions'
import { refusals } from './ru/refusals'
import { survey } from './ru/survey'
import { threads } from './ru/threads'
import { ui } from './ru/ui'
import type { Words } from './words'

export const ru: Words = { ...base, ...ui, ...refusals, ...permissions, ...accounts, ...bodies, ...explorer, ...meetings, ...papers, ...survey, ...outcomes, ...threads }
