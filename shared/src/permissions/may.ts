// May this actor do this? The table says WHO; the rules say WHEN.
import { refuse, type Refusal } from '../base/refusal'
import { holds, type Target } from './grants'
import { rolesOf, type Actor, type Role } from './roles'
import { WHO_MAY, type Action } from './who-may'

export interface Allowed { role: Role; seat?: string; onInstruction?: true }

// The role that an act is recorded under: an office before a seat, a seat before citizenship.
const WEIGHT: Role[] = ['chair', 'rapporteur', 'moderator', 'delegate', 'expert', 'observer', 'secretariat', 'operator', 'citizen', 'public']

/** The capacity in which the actor may, or `not-signed-in`, `not-you`, `instruction-missing`, `not-demonstration`. */
export function may(action: Action, actor: Actor, target: Target = {}, onInstruction = false): Allowed | Refusal {
  const row = WHO_MAY[action].who
  let lacking = false
  let planted = true
  for (const role of WEIGHT) {
    if (!rolesOf(actor).has(role)) continue
    const memberships = actor.memberships.filter((membership) => membership.role === role)
    for (const membership of memberships.length > 0 ? memberships : [undefined]) {
      const answer = holds(row[role], { actor, membership, target, onInstruction })
      if (answer === 'instruction') lacking = true
      if (row[role] === 'demo' && !answer) planted = false
      if (answer === true) return { role, ...(membership?.seat ? { seat: membership.seat } : {}), ...(row[role] === 'instr' ? { onInstruction: true as const } : {}) }
    }
  }
  if (lacking) return refuse('instruction-missing')
  if (!planted) return refuse('not-demonstration')
  return refuse(actor.person ? 'not-you' : 'not-signed-in')
}
