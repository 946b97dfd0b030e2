// How bodies, seats and roles are called on every screen, in the reader's language.
import type { Body } from '@roundtable/shared/bodies/body.rules'
import { fullNameIn } from '@roundtable/shared/bodies/full-name'
import { SHAPE_OF } from '@roundtable/shared/bodies/group-shapes'
import type { Seat } from '@roundtable/shared/bodies/seat.rules'
import type { Membership } from '@roundtable/shared/permissions/roles'
import { useStateNames } from '../survey/stateNames'
import { useLanguage, useSay } from '../words'

export function useNames() {
  const say = useSay()
  const spoken = useLanguage()
  const stateName = useStateNames()
  const nameOfBody = (name: Body['name']): string => name[spoken.value] ?? name.en
  /** Outside its own pages a body is called in full. */
  const fullNameOf = (body: Pick<Body, 'kind' | 'name'>): string => fullNameIn(say, spoken.value, body)
  /** A government's seat is called as its State is; others as they call themselves. */
  const nameOfSeat = ({ group, iso3, organisation }: Pick<Seat, 'group' | 'iso3' | 'organisation'>): string =>
    (group === 'national-government' ? stateName(iso3, organisation) : organisation)
  const kindOfSeat = (seat: Pick<Seat, 'group' | 'class'>): string => say('bodies.seat.kind', { group: say(`bodies.group.${seat.group}`), class: say(`bodies.class.${seat.class}`) })
  const nameOfRole = ({ role, rank }: Membership): string => (rank ? say(`bodies.rank.${rank}`) : say(`permissions.role.${role}`))
  return { nameOfBody, fullNameOf, nameOfSeat, kindOfSeat, nameOfRole, shapeOf: (seat: Pick<Seat, 'group'>) => SHAPE_OF[seat.group] }
}
