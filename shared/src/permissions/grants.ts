// What a cell of the permission table means, word by word.
import type { Actor, Membership } from './roles'

/**
 * yes: without condition · no: never · own: about the actor's own seat or what belongs to it · head: as head of the seat concerned ·
 * drafter: the actor's seat is among the paper's drafters · self: about the actor alone · instr: on the chair's instruction, recorded so ·
 * demo: only where a demonstration was planted.
 */
export type Grant = 'yes' | 'no' | 'own' | 'head' | 'drafter' | 'self' | 'instr' | 'demo'

/** What a command or query is about, as far as permissions need to know. */
export interface Target {
  /** the seat it is about */
  seat?: string
  /** seats that may write a paper */
  drafters?: readonly string[]
  /** the person it is about */
  person?: string
  demonstration?: boolean
}

export interface Ask { actor: Actor; membership?: Membership; target: Target; onInstruction?: boolean }

/** Does the grant hold? 'instruction' means: it would, said to be on the chair's instruction. */
export function holds(grant: Grant, { actor, membership, target, onInstruction }: Ask): boolean | 'instruction' {
  switch (grant) {
    case 'yes': return true
    case 'no': return false
    case 'own': return membership?.seat !== undefined && membership.seat === target.seat
    case 'head': return membership?.seat !== undefined && membership.seat === target.seat && membership.rank === 'head'
    case 'drafter': return membership?.seat !== undefined && (target.drafters ?? []).includes(membership.seat)
    case 'self': return actor.person !== undefined && actor.person.id === target.person
    case 'instr': return onInstruction ? true : 'instruction'
    case 'demo': return target.demonstration === true
  }
}
