// The columns of the permission table, and what an actor is.

import { INSTALLATION } from '../base/installation'

/** `citizen`: signed in, no role in the body. Members' delegates, observers and experts hold a seat; the others an office. */
export const ROLES = ['public', 'citizen', 'observer', 'expert', 'delegate', 'rapporteur', 'moderator', 'chair', 'secretariat', 'operator'] as const
export type Role = (typeof ROLES)[number]

export interface Membership { body: string; role: Role; seat?: string; rank?: 'head' | 'alternate' | 'adviser' }

export interface Actor {
  person?: { id: string; name: string; language: string }
  session?: string
  /** roles in the body at hand and in the installation */
  memberships: Membership[]
}

export const NOBODY: Actor = { memberships: [] }

/** Where somebody sits: every body, for who serves them all. */
export const tablesOf = (memberships: readonly Membership[]): string[] | 'all' =>
  memberships.some(({ body, role }) => role === 'secretariat' && body === INSTALLATION) ? 'all' : [...new Set(memberships.map(({ body }) => body).filter((body) => body !== INSTALLATION))]

/** Every column of the table that holds for this actor: several roles add up. */
export function rolesOf(actor: Actor): Set<Role> {
  const roles = new Set<Role>(['public'])
  if (!actor.person) return roles
  if (actor.memberships.length === 0) roles.add('citizen')
  for (const membership of actor.memberships) roles.add(membership.role)
  return roles
}
