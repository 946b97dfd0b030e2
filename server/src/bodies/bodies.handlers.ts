// What the bodies' commands do; their queries stand in bodies.queries.ts.
import { isRefusal, refuse } from '@roundtable/shared/base/refusal'
import { applyForSeat, decideApplication, objectTo, verifyApplication, withdrawObjection } from '@roundtable/shared/bodies/application.rules'
import { foundBody, isConsortium, releaseOfficer } from '@roundtable/shared/bodies/body.rules'
import { inviteDelegate, releaseDelegate, restoreSeat, suspendSeat } from '@roundtable/shared/bodies/seat.rules'
import type { Draft } from '@roundtable/shared/record/draft'
import { draft } from '@roundtable/shared/record/draft'
import type { Refusal } from '@roundtable/shared/base/refusal'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { stateOf } from '@roundtable/shared/survey/states'
import type { Act, Handlers, House } from '../gate/handler'
import type { Unit } from '../platform/unit'
import { bodyOf, lockHead } from '../platform/record.db'
import { invitationBy, revoke, sameBodyExists, stateSeated } from './bodies.db'
import { bodiesQueries } from './bodies.queries'
import { invite, isBarred } from './invitations'

const ofSeat = { body: ({ seat }: { seat: string }, db: Parameters<typeof bodyOf>[0]) => bodyOf(db, 'seat', seat), about: 'seat' as const, target: seatTarget }
const ofApplication = { body: ({ application }: { application: string }, db: Parameters<typeof bodyOf>[0]) => bodyOf(db, 'application', application), about: 'application' as const }
const ofBody = { body: async ({ body }: { body: string }, db: Parameters<typeof bodyOf>[0]) => bodyOf(db, 'body', body), about: 'body' as const }

async function seatTarget(unit: Unit, { seat }: { seat: string }) {
  return (await unit.load('seat', seat)) ? { seat } : undefined
}

async function recordOr<A>(act: Act, decided: Draft[] | Refusal, answer: A): Promise<A | Refusal> {
  if (isRefusal(decided)) return decided
  await act.record(decided)
  return answer
}

/** Objections are the delegation's: the actor's own member seat is the seat concerned. */
const ownSeat = async (unit: Unit, { application }: { application: string }, actor: { memberships: { role: string; seat?: string }[] }) => {
  if (!(await unit.load('application', application))) return undefined
  return { seat: actor.memberships.find((membership) => membership.role === 'delegate')?.seat }
}

/** Three letters that no Member State has. */
const namesNoState = ({ iso3 }: { iso3?: string }): boolean => iso3 !== undefined && !stateOf(iso3)

export const bodiesHandlers = ({ ports, prisma }: House): Handlers<'bodies'> => ({
  commands: {
    foundBody: {
      body: () => ports.id(),
      async run(act, { seats, ...founding }) {
        // No two bodies are founded at once: a name has no unique key, and each new body has a lock of its own.
        await lockHead(act.unit.tx, INSTALLATION)
        if (await sameBodyExists(act.unit.tx, founding)) return refuse('body-exists')
        if (founding.state && !stateOf(founding.state)) return refuse('state-unknown')
        const nowhere = seats.find(namesNoState)
        if (nowhere) return refuse('state-missing', { organisation: nowhere.organisation })
        const placed = seats.map((seat) => ({ id: ports.id(), seat }))
        return recordOr(act, foundBody(act.unit.body!, founding, placed), { body: act.unit.body!, seats: placed.map(({ id }) => id) })
      },
    },
    inviteDelegate: {
      ...ofSeat,
      async run(act, { seat, rank, email, name }) {
        const [state, body] = [await act.unit.load('seat', seat), await act.unit.load('body', act.unit.body!)]
        const invitation = await invite(act.unit, { seat, rank }, { email, name }, body!)
        return recordOr(act, inviteDelegate(state!, invitation, rank), { invitation })
      },
    },
    inviteOfficer: {
      ...ofBody,
      async run(act, { body, office, email, name }) {
        const state = await act.unit.load('body', body)
        const invitation = await invite(act.unit, { office }, { email, name }, state!)
        return recordOr(act, [draft('body', body)('officerInvited', { invitation, office })], { invitation })
      },
    },
    revokeInvitation: {
      body: async ({ invitation }, db) => (await invitationBy(db, invitation))?.body ?? undefined,
      about: 'application', // an invitation is known at the table only
      async target(unit, { invitation }) {
        const link = await invitationBy(unit.tx, invitation)
        return link ? { seat: (link.place as { seat?: string } | null)?.seat } : undefined
      },
      async run(act, { invitation }) {
        const { place: at } = (await invitationBy(act.unit.tx, invitation))!
        if (!(await revoke(act.unit.tx, invitation, act.unit.now))) return refuse('link-used')
        const place = at as { seat?: string }
        const of = place.seat ? draft('seat', place.seat) : draft('body', act.unit.body!)
        return recordOr(act, [of('invitationRevoked', { invitation })], {})
      },
    },
    releaseDelegate: { ...ofSeat, run: async (act, { seat, person }) => recordOr(act, releaseDelegate((await act.unit.load('seat', seat))!, person), {}) },
    releaseOfficer: { ...ofBody, run: async (act, { body, office, person }) => recordOr(act, releaseOfficer((await act.unit.load('body', body))!, office, person), {}) },
    apply: {
      ...ofBody,
      async run(act, { body, ...standing }) {
        const state = (await act.unit.load('body', body))!
        const until = new Date(act.unit.now.getTime() + state.applicationDays * 24 * 60 * 60 * 1000)
        const application = ports.id()
        const applicant = { person: act.actor.person!.id, name: act.actor.person!.name }
        const { organisation, group, iso3 } = standing
        if (namesNoState(standing)) return refuse('state-missing', { organisation })
        await act.unit.due('application-period', application, until)
        const seated = group === 'national-government' && iso3 !== undefined && await stateSeated(act.unit.tx, body, iso3)
        return recordOr(act, applyForSeat(application, standing, applicant, until.toISOString(), { consortium: isConsortium(state), stateSeated: seated }), { application, until: until.toISOString() })
      },
    },
    object: { ...ofApplication, target: ownSeat, run: async (act, { application, reason }) => recordOr(act, objectTo((await act.unit.load('application', application))!, act.allowed.seat!, reason, act.unit.at), {}) },
    withdrawObjection: { ...ofApplication, target: ownSeat, run: async (act, { application }) => recordOr(act, withdrawObjection((await act.unit.load('application', application))!, act.allowed.seat!, ports.id(), await applicantBarred(act, application)), {}) },
    verifyApplication: { ...ofApplication, target: known, run: async (act, { application }) => recordOr(act, verifyApplication((await act.unit.load('application', application))!), {}) },
    decideApplication: { ...ofApplication, target: known, run: async (act, { application, admit }) => recordOr(act, decideApplication((await act.unit.load('application', application))!, admit, ports.id(), await applicantBarred(act, application)), {}) },
    suspendSeat: { ...ofSeat, run: async (act, { seat, reason }) => recordOr(act, suspendSeat((await act.unit.load('seat', seat))!, reason), {}) },
    restoreSeat: { ...ofSeat, run: async (act, { seat }) => recordOr(act, restoreSeat((await act.unit.load('seat', seat))!), {}) },
  },
  queries: bodiesQueries(prisma, ports.clock),
})

const applicantBarred = async ({ unit }: Act, application: string) => isBarred(unit, (await unit.load('application', application))!.applicant.person)

async function known(unit: Unit, { application }: { application: string }) {
  return (await unit.load('application', application)) ? {} : undefined
}
