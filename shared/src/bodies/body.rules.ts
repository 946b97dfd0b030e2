// A body: what it is called, its series of symbols, its officers (bodies.RULES.md, BOD-1 to BOD-5, BOD-17).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import type { SeatInput } from './bodies.contract';
import { LocalName } from './bodies.contract'
import { BODY_KINDS, type Office } from './words'

const Officer = z.strictObject({ person: z.string(), name: z.string() })
export const BodyShape = z.strictObject({
  id: z.string(), body: z.string(), kind: z.enum(BODY_KINDS), name: LocalName, area: z.string().optional(), state: z.string().optional(), symbol: z.string(), applicationDays: z.number(),
  founded: z.string(), officers: z.strictObject({ chair: z.array(Officer), moderator: z.array(Officer), rapporteur: z.array(Officer) }),
})
export type Body = z.infer<typeof BodyShape>
export type Founding = Pick<Body, 'kind' | 'name' | 'area' | 'state' | 'symbol' | 'applicationDays'>
type Named = z.infer<typeof Officer> & { office: Office }

export const body = defineAggregate<Body>({
  shape: BodyShape,
  audience: 'public',
  apply(state, event) {
    if (event.type === 'bodyFounded') {
      const founding = event.payload as Founding
      return { id: event.aggregate.id, body: event.body, ...founding, founded: event.at, officers: { chair: [], moderator: [], rapporteur: [] } }
    }
    if (!state) impossible(event)
    const { office, ...officer } = event.payload as Named
    switch (event.type) {
      case 'officerInvited': case 'invitationRevoked': return state
      case 'officerNamed': return { ...state, officers: { ...state.officers, [office]: [...state.officers[office], officer] } }
      case 'officerReleased': return { ...state, officers: { ...state.officers, [office]: state.officers[office].filter((one) => one.person !== officer.person) } }
      default: return impossible(event)
    }
  },
  columns: (state) => ({ key: state.symbol, stage: state.kind }),
  memberships: (state) => (['chair', 'moderator', 'rapporteur'] as const).flatMap((office) => state.officers[office].map(({ person }) => ({ person, body: state.id, role: office }))),
})

/** At the table of one State its ministries sit, each for itself. */
export const isConsortium = ({ kind }: Pick<Body, 'kind'>): boolean => kind === 'national-consortium'

/** BOD-1: a body is founded with its seats in one act. BOD-2: a government's seat names its state, once. BOD-17: a national consortium is of one State, and its seats name none. */
export function foundBody(id: string, founding: Founding, seats: { id: string; seat: z.infer<typeof SeatInput> }[]): Draft[] | Refusal {
  const consortium = isConsortium(founding)
  if (consortium !== (founding.state !== undefined)) return refuse('consortium-state')
  const states = new Set<string>()
  for (const { seat } of seats) {
    if (consortium && seat.iso3) return refuse('consortium-state')
    if (consortium || seat.group !== 'national-government') continue
    if (!seat.iso3) return refuse('state-missing', { organisation: seat.organisation })
    if (states.has(seat.iso3)) return refuse('seat-taken', { organisation: seat.organisation })
    states.add(seat.iso3)
  }
  return [draft('body', id)('bodyFounded', founding), ...seats.map(({ id: seatId, seat }) => draft('seat', seatId)('seatEstablished', seat))]
}

/** BOD-3: an office is held once by a person. BOD-4: the chair does not speak for a delegation that votes; the secretariat holds no office. */
export function nameOfficer(state: Body, office: Office, person: { person: string; name: string }, holds: { memberDelegate: boolean; secretariat: boolean }): Draft[] | Refusal {
  if (state.officers[office].some((one) => one.person === person.person)) return refuse('already-officer')
  if (holds.secretariat || (office === 'chair' && holds.memberDelegate)) return refuse('barred-pair')
  return [draft('body', state.id)('officerNamed', { ...person, office })]
}

export function releaseOfficer(state: Body, office: Office, person: string): Draft[] | Refusal {
  if (!state.officers[office].some((one) => one.person === person)) return refuse('not-officer')
  return [draft('body', state.id)('officerReleased', { person, office })]
}
