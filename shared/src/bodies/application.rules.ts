// An application for a seat: shown to the members, admitted on no objection when its period ends (bodies.RULES.md, BOD-10 to BOD-16).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import { GROUPS } from './words'

export const ApplicationShape = z.strictObject({
  id: z.string(), body: z.string(), organisation: z.string(), group: z.enum(GROUPS), iso3: z.string().optional(), mandate: z.string(), owners: z.string(), interests: z.string(),
  applicant: z.strictObject({ person: z.string(), name: z.string() }), at: z.string(), until: z.string(), verified: z.boolean(),
  objections: z.array(z.strictObject({ seat: z.string(), reason: z.string() })),
  stage: z.enum(['open', 'before-the-body', 'admitted', 'declined']), seat: z.string().optional(), how: z.enum(['no-objection', 'decision']).optional(),
})
export type Application = z.infer<typeof ApplicationShape>
export type Standing = Pick<Application, 'organisation' | 'group' | 'iso3' | 'mandate' | 'owners' | 'interests'>

export const application = defineAggregate<Application>({
  shape: ApplicationShape,
  audience: 'table',
  apply(state, event) {
    if (event.type === 'applicationMade') {
      const made = event.payload as Standing & Pick<Application, 'applicant' | 'until'>
      return { id: event.aggregate.id, body: event.body, ...made, at: event.at, verified: false, objections: [], stage: 'open' }
    }
    if (!state) impossible(event)
    switch (event.type) {
      case 'objectionRaised': return { ...state, objections: [...state.objections, event.payload as Application['objections'][number]] }
      case 'objectionWithdrawn': return { ...state, objections: state.objections.filter((one) => one.seat !== (event.payload as { seat: string }).seat) }
      case 'applicationVerified': return { ...state, verified: true }
      case 'applicationReferred': return { ...state, stage: 'before-the-body' }
      case 'applicationAdmitted': return { ...state, stage: 'admitted', ...(event.payload as { how: 'no-objection' | 'decision'; seat: string }) }
      case 'applicationDeclined': return { ...state, stage: 'declined' }
      default: return impossible(event)
    }
  },
  // BOD-11: one open application of an organisation at a time, and of a State
  columns: (state) => ({ stage: state.stage, ...(state.stage === 'open' || state.stage === 'before-the-body' ? { key: `${state.body}:${state.group === 'national-government' && state.iso3 ? state.iso3 : state.organisation.toLocaleLowerCase('en')}` } : {}) }),
})

const of = (state: Application) => draft('application', state.id)

/** BOD-10: an application says what the organisation is for, who owns it and what it stands to gain; it is open for the body's period. BOD-2: a government names its State, and that State has no seat yet; BOD-17: at a national consortium nobody names one. */
export function applyForSeat(id: string, standing: Standing, applicant: Application['applicant'], until: string, at: { consortium?: boolean; stateSeated?: boolean } = {}): Draft[] | Refusal {
  if (at.consortium && standing.iso3) return refuse('consortium-state')
  if (!at.consortium && standing.group === 'national-government') {
    if (!standing.iso3) return refuse('state-missing', { organisation: standing.organisation })
    if (at.stateSeated) return refuse('seat-taken')
  }
  return [draft('application', id)('applicationMade', { ...standing, applicant, until })]
}

/** BOD-12: a member delegation objects once, within the period, with a reason. */
export function objectTo(state: Application, seat: string, reason: string, now: string): Draft[] | Refusal {
  if (state.stage !== 'open') return refuse('application-closed')
  if (now >= state.until) return refuse('period-over')
  if (state.objections.some((one) => one.seat === seat)) return refuse('already-objected')
  return [of(state)('objectionRaised', { seat, reason })]
}

/** BOD-13: until the body has decided, an objection may be withdrawn; when the last one falls after the period, nothing stands against admission. */
export function withdrawObjection(state: Application, seat: string, newSeat: string, barred = false): Draft[] | Refusal {
  if (state.stage !== 'open' && state.stage !== 'before-the-body') return refuse('application-closed')
  if (!state.objections.some((one) => one.seat === seat)) return refuse('not-objected')
  const withdrawn = of(state)('objectionWithdrawn', { seat })
  return state.stage === 'before-the-body' && state.objections.length === 1 ? [withdrawn, ...admitted(state, newSeat, 'no-objection', barred)] : [withdrawn]
}

export function verifyApplication(state: Application): Draft[] | Refusal {
  if (state.stage === 'admitted' || state.stage === 'declined') return refuse('application-closed')
  return state.verified ? refuse('already-verified') : [of(state)('applicationVerified', {})]
}

/** BOD-14: when the period ends, no objection means admitted; an objection puts it before the body. */
export function endPeriod(state: Application, newSeat: string, now: string, barred = false): Draft[] {
  if (state.stage !== 'open' || now < state.until) return []
  return state.objections.length > 0 ? [of(state)('applicationReferred', {})] : admitted(state, newSeat, 'no-objection', barred)
}

/** BOD-15: the chair declares what the body decided on an application to which an objection stands. */
export function decideApplication(state: Application, admit: boolean, newSeat: string, barred = false): Draft[] | Refusal {
  if (state.stage === 'open') return refuse('period-running')
  if (state.stage !== 'before-the-body') return refuse('application-closed')
  return admit ? admitted(state, newSeat, 'decision', barred) : [of(state)('applicationDeclined', {})]
}

/** BOD-16: whom another role bars (BOD-4, BOD-7) does not sit; the organisation has its seat, and somebody else is invited to it. */
const admitted = (state: Application, seat: string, how: 'no-objection' | 'decision', barred: boolean): Draft[] => [
  of(state)('applicationAdmitted', { how, seat }),
  draft('seat', seat)('seatEstablished', { organisation: state.organisation, group: state.group, class: 'member', ...(state.iso3 ? { iso3: state.iso3 } : {}), application: state.id }),
  ...(barred ? [] : [draft('seat', seat)('delegateSeated', { ...state.applicant, rank: 'head' })]),
]
