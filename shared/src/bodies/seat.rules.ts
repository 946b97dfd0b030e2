// A seat: a delegation at the table, and the people in it (bodies.RULES.md, BOD-6 to BOD-9).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import { SeatInput } from './bodies.contract'
import { RANKS, type Rank } from './words'

export const SeatShape = SeatInput.extend({
  id: z.string(), body: z.string(), application: z.string().optional(), since: z.string(), standing: z.enum(['seated', 'suspended']), reason: z.string().optional(),
  delegates: z.array(z.strictObject({ person: z.string(), name: z.string(), rank: z.enum(RANKS) })),
})
export type Seat = z.infer<typeof SeatShape>
type Delegate = Seat['delegates'][number]

export const seat = defineAggregate<Seat>({
  shape: SeatShape,
  audience: 'public',
  apply(state, event) {
    if (event.type === 'seatEstablished') {
      return { ...(event.payload as z.infer<typeof SeatInput>), id: event.aggregate.id, body: event.body, since: event.at, standing: 'seated', delegates: [] }
    }
    if (!state) impossible(event)
    switch (event.type) {
      case 'delegateInvited': case 'invitationRevoked': return state
      case 'delegateSeated': return { ...state, delegates: [...state.delegates, event.payload as Delegate] }
      case 'delegateReleased': return { ...state, delegates: state.delegates.filter((one) => one.person !== (event.payload as Delegate).person) }
      case 'seatSuspended': return { ...state, standing: 'suspended', reason: (event.payload as { reason: string }).reason }
      case 'seatRestored': { const { reason: _, ...rest } = state; return { ...rest, standing: 'seated' } }
      default: return impossible(event)
    }
  },
  // The public sees that a seat exists, not who sits in it nor that the chair suspended it.
  cut(state, viewer) {
    if (viewer !== 'public') return state
    const { reason: _, ...rest } = state
    return { ...rest, standing: 'seated', delegates: [] }
  },
  columns: (state) => ({ stage: state.standing, ...(state.group === 'national-government' && state.iso3 ? { key: `${state.body}:${state.iso3}` } : {}) }),
  memberships: (state) => state.delegates.map(({ person, rank }) => state.standing === 'suspended'
    ? { person, body: state.body, role: 'observer', seat: state.id } // BOD-8: reads on, speaks and writes no more
    : { person, body: state.body, role: state.class === 'member' ? 'delegate' : state.class, seat: state.id, rank }),
})

/** BOD-6: a suspended seat invites nobody. */
export const inviteDelegate = (state: Seat, invitation: string, rank: Rank): Draft[] | Refusal =>
  state.standing === 'suspended' ? refuse('seat-not-seated') : [draft('seat', state.id)('delegateInvited', { invitation, rank })]

/** BOD-7: a person sits once in a seat; the secretariat, and the chair beside a member's seat, sit in none (BOD-4). */
export function seatDelegate(state: Seat, person: { person: string; name: string }, rank: Rank, holds: { chair: boolean; secretariat: boolean }): Draft[] | Refusal {
  if (state.standing === 'suspended') return refuse('seat-not-seated')
  if (state.delegates.some((one) => one.person === person.person)) return refuse('already-delegate')
  if (holds.secretariat || (holds.chair && state.class === 'member')) return refuse('barred-pair')
  return [draft('seat', state.id)('delegateSeated', { ...person, rank })]
}

export const releaseDelegate = (state: Seat, person: string): Draft[] | Refusal =>
  state.delegates.some((one) => one.person === person) ? [draft('seat', state.id)('delegateReleased', { person })] : refuse('not-delegate')

/** BOD-8: the chair suspends until the body decides. */
export const suspendSeat = (state: Seat, reason: string): Draft[] | Refusal =>
  state.standing === 'suspended' ? refuse('seat-not-seated') : [draft('seat', state.id)('seatSuspended', { reason })]

export const restoreSeat = (state: Seat): Draft[] | Refusal =>
  state.standing === 'suspended' ? [draft('seat', state.id)('seatRestored', {})] : refuse('seat-not-suspended')
