// How the three stakeholder groups are balanced at a table: government, private sector, civil society (bodies.RULES.md, BOD-19).
import { GROUPS, type Group, type SeatClass } from './words'

export const SIDES = ['government', 'private-sector', 'civil-society'] as const
export type Side = (typeof SIDES)[number]

/** Local authorities and parliament stand with government, academia with civil society; what several governments hold together stands on no side. */
const SIDE_OF: Record<Group, Side | undefined> = {
  'national-government': 'government', 'local-government': 'government', 'parliament': 'government',
  'private-sector': 'private-sector',
  'civil-society': 'civil-society', 'academia': 'civil-society',
  'intergovernmental': undefined,
}

export interface Balance {
  /** of each member's seat its group, side by side */
  of: Record<Side, Group[]>
  /** sides without a seat */
  missing: Side[]
}

/** BOD-19: members count, each seat once; observers and experts do not. */
export function balanceOf(seats: readonly { group: Group; class: SeatClass }[]): Balance {
  const members = seats.filter((seat) => seat.class === 'member').map(({ group }) => group).sort((a, b) => GROUPS.indexOf(a) - GROUPS.indexOf(b))
  const of = Object.fromEntries(SIDES.map((side) => [side, members.filter((group) => SIDE_OF[group] === side)])) as Balance['of']
  return { of, missing: SIDES.filter((side) => of[side].length === 0) }
}
