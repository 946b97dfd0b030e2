// Accounts: people, sessions, mailed links, and who serves the installation.
import { z } from 'zod'
import { FiguresShape } from '../base/figures'
import { Id } from '../base/ids'
import { LanguageShape } from '../base/language-shape'
import { Email, line, PersonName } from '../base/text'
import { ROLES } from '../permissions/roles'
import { defineDomain } from '../wire/contract'
import { CAST } from './cast'

/** What a link carries: 256 random bits, base64url. */
export const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const Done = z.strictObject({})
const Named = z.strictObject({ person: Id, name: line(120) })

export const MembershipShape = z.strictObject({ body: z.string(), role: z.enum(ROLES), seat: Id.optional(), rank: z.enum(['head', 'alternate', 'adviser']).optional() })

export const accounts = defineDomain({
  commands: {
    requestLink: { says: 'Mail a single-use sign-in link. To an address that is new a name must be given; it has an account when the link is opened. The answer is always the same.', input: z.strictObject({ email: Email, language: LanguageShape, name: PersonName.optional(), apply: Id.optional() }), answer: Done },
    openLink: { says: 'Use a mailed link once: sign in, and sit down where it invites to.', cookie: true, input: z.strictObject({ token: Token }), answer: z.strictObject({ purpose: z.enum(['sign-in', 'invitation', 'operator']), body: Id.optional() }) },
    enterAs: { says: 'Enter the demonstration as one of its cast.', cookie: true, input: z.strictObject({ who: z.enum(CAST) }), answer: z.strictObject({ person: Id }) },
    signOut: { says: 'End the present session.', cookie: true, input: z.strictObject({}), answer: Done },
    endSession: { says: 'End one of one’s own sessions.', input: z.strictObject({ session: Id }), answer: Done },
    setProfile: { says: 'Say one’s own name and language.', input: z.strictObject({ name: PersonName, language: LanguageShape }), answer: Done },
    nameSecretariat: { says: 'Name a person to the secretariat; they get a link by mail.', input: z.strictObject({ email: Email, name: PersonName }), answer: z.strictObject({ person: Id }) },
    dismissSecretariat: { says: 'Dismiss a person from the secretariat.', input: z.strictObject({ person: Id }), answer: Done },
  },
  queries: {
    me: {
      says: 'Who I am, where I sit, and whether this is a demonstration.', input: z.strictObject({}),
      answer: z.strictObject({ person: z.strictObject({ id: Id, name: z.string(), email: z.string(), language: z.string() }).nullable(), memberships: z.array(MembershipShape), demonstration: z.boolean(), now: z.string() }),
    },
    sessions: { says: 'My open sessions.', input: z.strictObject({}), answer: z.strictObject({ sessions: z.array(z.strictObject({ id: Id, device: z.string(), at: z.string(), seen: z.string(), mine: z.boolean() })) }) },
    staff: { says: 'Who serves the installation.', input: z.strictObject({}), answer: z.strictObject({ operators: z.array(Named), secretariat: z.array(Named) }) },
    figures: { says: 'How the servers of the installation are doing: `here` answered, the others as far as they did in time.', input: z.strictObject({}), answer: z.strictObject({ here: z.string(), servers: z.array(FiguresShape) }) },
    outbox: { says: 'The mails of the demonstration, newest first, fifty at most.', input: z.strictObject({}), answer: z.strictObject({ mails: z.array(z.strictObject({ id: Id, to: z.string(), subject: z.string(), text: z.string(), at: z.string() })) }) },
  },
  events: {
    installationOpened: { v: 1, audience: 'public', payload: z.strictObject({ demonstration: z.boolean() }) },
    demonstrationPlanted: { v: 1, audience: 'public', payload: Done },
    operatorNamed: { v: 1, audience: 'secretariat', changesRights: true, payload: Named },
    secretariatNamed: { v: 1, audience: 'secretariat', changesRights: true, payload: Named },
    secretariatDismissed: { v: 1, audience: 'secretariat', changesRights: true, payload: z.strictObject({ person: Id }) },
  },
})
