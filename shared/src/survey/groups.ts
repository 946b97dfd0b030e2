// Groups of States that a page can be of: areas of M49, special situations, and income; who belongs to each in an edition.
import type { GroupId, Income } from './group.ids'
import { INCOME_EDITIONS, INCOME_TABLE } from './income.data'
import { areaOf, states, statesOf } from './states'

const LETTERS: Record<string, Income> = { L: 'low', l: 'lower-middle', u: 'upper-middle', H: 'high' }
const letters = new Map(INCOME_TABLE.trim().split('\n').map((row): [string, string] => [row.slice(0, 3), row.slice(4)]))

/** SUR-26: undefined where the World Bank did not classify the State, or where no list is carried for the edition. */
export function incomeOf(iso3: string, edition: number): Income | undefined {
  const at = (INCOME_EDITIONS as readonly number[]).indexOf(edition)
  return at < 0 ? undefined : LETTERS[letters.get(iso3)?.charAt(at) ?? '']
}

/** The group's States in an edition: areas and special situations are today's, income is that of the edition. */
export function membersOf(group: GroupId, edition: number): string[] {
  const among = states.filter((state) => (group === 'ldc' || group === 'lldc' || group === 'sids' ? state[group] : incomeOf(state.iso3, edition) === group))
  return among.map(({ iso3 }) => iso3)
}

/** The codes of an area's States, or undefined when there is no such area. */
export const membersOfArea = (m49: string): string[] | undefined => (areaOf(m49) ? statesOf(m49).map(({ iso3 }) => iso3) : undefined)
