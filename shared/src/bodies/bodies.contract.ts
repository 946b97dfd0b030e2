// Bodies: the standing tables, their seats and officers, applications, and the record they keep.
import { z } from 'zod'
import { Id } from '../base/ids'
import { Email, line, lines, PersonName } from '../base/text'
import { AUDIENCES } from '../record/audience'
import { defineDomain, page, whole } from '../wire/contract'
import { BODY_KINDS, CLASSES, GROUPS, OFFICES, RANKS } from './words'

const Done = z.strictObject({})
const Iso3 = z.string().regex(/^[A-Z]{3}$/)
const Seq = whole(0, 999_999_999)
const M49 = z.string().regex(/^\d{3}$/)
/** A name in the languages it has; English is the one the record is kept in. */
export const LocalName = z.strictObject({ en: line(120), ar: line(120).optional(), fr: line(120).optional(), es: line(120).optional(), ru: line(120).optional(), zh: line(120).optional() })
/** A body as another's record names it: as it was called then. */
export const BodyRef = z.strictObject({ id: z.string(), kind: z.enum(BODY_KINDS), name: LocalName, symbol: z.string() })
/** RT.EAF: what every symbol of the body begins with. */
export const SymbolBase = z.string().regex(/^[A-Z]{2,3}\.[A-Z]{2,6}$/)
export const SeatInput = z.strictObject({ organisation: line(160), group: z.enum(GROUPS), class: z.enum(CLASSES), iso3: Iso3.optional() })
const Person = z.strictObject({ person: Id, name: line(120) })
/** `iso3`: the State of a national government that applies; a ministry at a national consortium names none. */
const Standing = z.strictObject({ organisation: line(160), group: z.enum(GROUPS), iso3: Iso3.optional(), mandate: lines(2000), owners: lines(2000), interests: lines(2000) })
const AggregateOut = z.strictObject({ kind: z.string(), state: z.unknown() })
const Told = z.union([
  z.strictObject({ body: z.string(), seq: z.number(), at: z.string(), type: z.string(), v: z.number(), by: z.unknown(), aggregate: z.unknown(), payload: z.unknown(), audience: z.enum(AUDIENCES).optional() }),
  z.strictObject({ body: z.string(), seq: z.number(), withheld: z.literal(true) }),
])
const Snapshot = z.strictObject({ seq: z.number(), audience: z.enum(AUDIENCES), aggregates: z.array(AggregateOut) })

export const bodies = defineDomain({
  commands: {
    foundBody: {
      says: 'Found a body with its founding seats.',
      input: z.strictObject({
        kind: z.enum(BODY_KINDS), name: LocalName, area: M49.optional(), state: Iso3.optional(), symbol: SymbolBase,
        applicationDays: z.number().int().min(1).max(90), seats: z.array(SeatInput).min(1).max(400),
      }),
      answer: z.strictObject({ body: Id, seats: z.array(Id) }),
    },
    inviteDelegate: { says: 'Invite a person by e-mail to a seat.', input: z.strictObject({ seat: Id, rank: z.enum(RANKS), email: Email, name: PersonName }), answer: z.strictObject({ invitation: Id }) },
    inviteOfficer: { says: 'Invite by e-mail the person whom the body elected or appointed to an office.', input: z.strictObject({ body: Id, office: z.enum(OFFICES), email: Email, name: PersonName }), answer: z.strictObject({ invitation: Id }) },
    revokeInvitation: { says: 'Revoke an invitation that was not used yet.', input: z.strictObject({ invitation: Id }), answer: Done },
    releaseDelegate: { says: 'Release a person from a delegation.', input: z.strictObject({ seat: Id, person: Id }), answer: Done },
    releaseOfficer: { says: 'Release an officer.', input: z.strictObject({ body: Id, office: z.enum(OFFICES), person: Id }), answer: Done },
    apply: { says: 'Apply for a seat in the name of an organisation.', input: Standing.extend({ body: Id }), answer: z.strictObject({ application: Id, until: z.string() }) },
    object: { says: 'Object to an application within its period.', input: z.strictObject({ application: Id, reason: lines(1000) }), answer: Done },
    withdrawObjection: { says: 'Withdraw the objection of one’s own delegation.', input: z.strictObject({ application: Id }), answer: Done },
    verifyApplication: { says: 'Confirm that the papers of an application were verified.', input: z.strictObject({ application: Id }), answer: Done },
    decideApplication: { says: 'Declare the body’s act on an application to which an objection stands.', input: z.strictObject({ application: Id, admit: z.boolean() }), answer: Done },
    suspendSeat: { says: 'Suspend a seat until the body decides.', input: z.strictObject({ seat: Id, reason: lines(1000) }), answer: Done },
    restoreSeat: { says: 'Restore a suspended seat.', input: z.strictObject({ seat: Id }), answer: Done },
  },
  queries: {
    list: { says: 'All bodies.', input: z.strictObject(page), answer: z.strictObject({ bodies: z.array(z.strictObject({ id: Id, name: LocalName, kind: z.enum(BODY_KINDS), symbol: z.string(), area: z.string().optional(), state: z.string().optional() })) }) },
    read: { says: 'A body as the viewer may see it: every aggregate but parts of others, cut.', input: z.strictObject({ body: Id }), answer: Snapshot },
    part: {
      says: 'What belongs to one thing of a body, such as the citations of a paper: what is too much to come with the whole body.',
      input: z.strictObject({ body: Id, kind: z.string().regex(/^[a-z]{1,20}$/), parent: Id, ...page }),
      answer: Snapshot.extend({ more: z.boolean() }),
    },
    events: { says: 'What happened after a number, in order; what the viewer may not see is its number only.', input: z.strictObject({ body: Id, after: Seq, limit: whole(1, 500).optional() }), answer: z.strictObject({ seq: z.number(), events: z.array(Told) }) },
    follow: { says: 'On a socket: from now on be told what happens here. Answers what was missed, or a snapshot.', input: z.strictObject({ body: Id, after: Seq.optional() }), answer: z.union([Snapshot, z.strictObject({ seq: z.number(), audience: z.enum(AUDIENCES), events: z.array(Told) })]) },
    invitations: { says: 'Open invitations to a seat, or to all of a body.', input: z.strictObject({ body: Id, seat: Id.optional() }), answer: z.strictObject({ invitations: z.array(z.strictObject({ id: Id, email: z.string(), name: z.string(), place: z.unknown(), expires: z.string() })) }) },
    exportRecord: {
      says: 'The chain of a body’s record, with what the viewer may see of it; the rest is withheld and still verifies.',
      input: z.strictObject({ body: Id, after: Seq.optional() }),
      answer: z.strictObject({ body: z.string(), links: z.array(z.strictObject({ seq: z.number(), at: z.string(), digest: z.string(), previous: z.string(), hash: z.string(), salt: z.string().optional(), content: z.unknown().optional() })), more: z.boolean() }),
    },
  },
  events: {
    bodyFounded: { v: 2, audience: 'public', changesRights: true, payload: z.strictObject({ kind: z.enum(BODY_KINDS), name: LocalName, area: M49.optional(), state: Iso3.optional(), symbol: SymbolBase, applicationDays: z.number().int() }) },
    officerInvited: { v: 1, audience: 'table', payload: z.strictObject({ invitation: Id, office: z.enum(OFFICES) }) },
    officerNamed: { v: 1, audience: 'public', changesRights: true, payload: Person.extend({ office: z.enum(OFFICES) }) },
    officerReleased: { v: 1, audience: 'public', changesRights: true, payload: z.strictObject({ person: Id, office: z.enum(OFFICES) }) },
    seatEstablished: { v: 1, audience: 'public', payload: SeatInput.extend({ application: Id.optional() }) },
    delegateInvited: { v: 1, audience: 'table', payload: z.strictObject({ invitation: Id, rank: z.enum(RANKS) }) },
    invitationRevoked: { v: 1, audience: 'table', payload: z.strictObject({ invitation: Id }) },
    delegateSeated: { v: 1, audience: 'table', changesRights: true, payload: Person.extend({ rank: z.enum(RANKS) }) },
    delegateReleased: { v: 1, audience: 'table', changesRights: true, payload: z.strictObject({ person: Id }) },
    seatSuspended: { v: 1, audience: 'table', changesRights: true, payload: z.strictObject({ reason: z.string() }) },
    seatRestored: { v: 1, audience: 'table', changesRights: true, payload: Done },
    applicationMade: { v: 1, audience: 'table', payload: Standing.extend({ applicant: Person, until: z.string() }) },
    objectionRaised: { v: 1, audience: 'table', payload: z.strictObject({ seat: Id, reason: z.string() }) },
    objectionWithdrawn: { v: 1, audience: 'table', payload: z.strictObject({ seat: Id }) },
    applicationVerified: { v: 1, audience: 'table', payload: Done },
    applicationReferred: { v: 1, audience: 'table', payload: Done },
    applicationAdmitted: { v: 1, audience: 'table', payload: z.strictObject({ how: z.enum(['no-objection', 'decision']), seat: Id }) },
    applicationDeclined: { v: 1, audience: 'table', payload: Done },
  },
})
