// Which circle of a body's record an actor stands in.
import { INSTALLATION } from '../base/ids'
import type { Audience } from '../record/audience'
import type { Actor } from './roles'

/** Who holds any role in the body is at its table; the secretariat serves all bodies; operators look after the installation and see only that. */
export function audienceOf(actor: Actor, body: string): Audience {
  if (actor.memberships.some(({ role }) => role === 'secretariat' || (role === 'operator' && body === INSTALLATION))) return 'secretariat'
  return actor.memberships.some((membership) => membership.body === body) ? 'table' : 'public'
}
