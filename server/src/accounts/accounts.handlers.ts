// What the accounts' commands and queries do.
import { refuse, isRefusal } from '@roundtable/shared/base/refusal'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { castEmail } from '@roundtable/shared/accounts/cast'
import { dismissSecretariat, nameOperator, nameSecretariat, type Installation } from '@roundtable/shared/accounts/accounts.rules'
import type { By } from '@roundtable/shared/record/event'
import type { Handlers, House, Act } from '../gate/handler'
import { loadActor } from '../gate/actor'
import { loadState } from '../platform/record.db'
import { takePlace } from '../bodies/invitations'
import { bodiesOf, emailOf, endSession, isPlaced, linkBy, makeLink, openSession, openSessionsOf, OPERATOR_ADDRESS, ownerOf, personByEmail, personFor, saveProfile, sessionSeen, useLink } from './sessions.db'
import { outboxMails } from './outbox'

async function signIn(act: Act, person: { id: string }): Promise<void> {
  const { token, expires } = await openSession(act.unit.tx, act.unit.ports, person.id, act.device, act.unit.now)
  act.cookie(token, expires)
}

/** A session's end takes the pen at once: rights are asked again where the person has any. */
async function end(act: Act, session: string): Promise<boolean> {
  const person = act.actor.person!.id
  const ended = await endSession(act.unit.tx, person, session, act.unit.now)
  if (!ended) return false
  act.unit.aftermath.endedSessions.push(ended)
  const bodies = (await bodiesOf(act.unit.tx, person)).filter((body) => body !== INSTALLATION)
  if (act.actor.memberships.some((membership) => membership.body === INSTALLATION)) await act.unit.askRightsAgain([])
  else if (bodies.length > 0) await act.unit.askRightsAgain(bodies)
  return true
}

/** Of who signs up: the language that the link was asked for in. */
const chosenLanguage = (place: unknown): string => (place as { language?: string } | null)?.language ?? 'en'

export const accountsHandlers = ({ ports, config, demonstration, watch }: House): Handlers<'accounts'> => ({
  commands: {
    requestLink: {
      body: () => null,
      async run({ unit }, { email, language, name: given, apply }) {
        const person = await personByEmail(unit.tx, email)
        // The same answer, and nearly the same work, for addresses that nobody has.
        const name = person?.name ?? given
        if (name === undefined) return {}
        const { token } = await makeLink(unit.tx, ports, { purpose: 'sign-in', email, ...(person ? {} : { name, place: { language } }) }, unit.now)
        await unit.mail({ to: email, template: 'sign-in', language, params: { token, name, ...(apply ? { apply } : {}) } })
        return {}
      },
    },
    openLink: {
      async body({ token }, db) {
        const link = await linkBy(db, token)
        return link?.body ?? (link?.purpose === 'operator' ? INSTALLATION : null)
      },
      async run(act, { token }) {
        const { unit } = act
        const link = await linkBy(unit.tx, token)
        if (!link || link.revoked) return refuse('link-unknown')
        if (link.used) return refuse('link-used')
        if (link.expires <= unit.now) return refuse('link-expired')
        if (!(await useLink(unit.tx, link.id, unit.now))) return refuse('link-used')
        const person = await personFor(unit.tx, ports, link.email ?? OPERATOR_ADDRESS, link.name ?? link.email ?? 'Operator', chosenLanguage(link.place), unit.now)
        if (link.purpose === 'operator') {
          const state = (await unit.load('installation', INSTALLATION)) as Installation
          const by: By = { person: person.id, name: person.name, role: 'operator' }
          await unit.record(nameOperator(state, { person: person.id, name: person.name }), by)
        }
        if (link.purpose === 'invitation') {
          const refused = await takePlace(unit, link, person)
          if (isRefusal(refused)) return refused
        }
        await signIn(act, person)
        return { purpose: link.purpose as 'sign-in' | 'invitation' | 'operator', ...(link.body ? { body: link.body } : {}) }
      },
    },
    enterAs: {
      body: () => null,
      async run(act, { who }) {
        const person = demonstration() ? await personByEmail(act.unit.tx, castEmail(who)) : null
        if (!person) return refuse('not-demonstration')
        await signIn(act, person)
        return { person: person.id }
      },
    },
    signOut: {
      body: () => null,
      async run(act) {
        await end(act, act.actor.session!)
        act.cookie('')
        return {}
      },
    },
    endSession: {
      body: () => null,
      async target(unit, { session }, actor) {
        const owner = await ownerOf(unit.tx, session)
        // Another's session is as unknown as one that never was.
        return owner !== undefined && owner === actor.person?.id ? { person: owner } : undefined
      },
      async run(act, { session }) {
        await end(act, session)
        return {}
      },
    },
    setProfile: {
      body: () => null,
      async run({ unit, actor }, { name, language }) {
        await saveProfile(unit.tx, actor.person!.id, { name, language })
        return {}
      },
    },
    nameSecretariat: {
      body: () => INSTALLATION,
      async run({ unit, record }, { email, name }) {
        const state = (await unit.load('installation', INSTALLATION)) as Installation
        const person = await personFor(unit.tx, ports, email, name, 'en', unit.now)
        const decided = nameSecretariat(state, { person: person.id, name: person.name }, await isPlaced(unit.tx, person.id))
        if (isRefusal(decided)) return decided
        await record(decided)
        const { token } = await makeLink(unit.tx, ports, { purpose: 'sign-in', email }, unit.now)
        await unit.mail({ to: email, template: 'secretariat', language: person.language, params: { token, name: person.name } })
        return { person: person.id }
      },
    },
    dismissSecretariat: {
      body: () => INSTALLATION,
      async run({ unit, record }, { person }) {
        const decided = dismissSecretariat((await unit.load('installation', INSTALLATION)) as Installation, person)
        if (isRefusal(decided)) return decided
        await record(decided)
        return {}
      },
    },
  },
  queries: {
    me: {
      async run({ token, db }) {
        const now = ports.clock.now()
        const actor = await loadActor(db, token, undefined, now)
        const email = actor.person && await emailOf(db, actor.person.id)
        if (actor.session) await sessionSeen(db, actor.session, now)
        return { person: actor.person && email ? { ...actor.person, email } : null, memberships: actor.memberships, demonstration: demonstration(), now: now.toISOString() }
      },
    },
    sessions: {
      async run({ actor, db }) {
        const rows = await openSessionsOf(db, actor.person!.id, ports.clock.now())
        return { sessions: rows.map(({ id, device, at, seen }) => ({ id, device, at: at.toISOString(), seen: seen.toISOString(), mine: id === actor.session })) }
      },
    },
    staff: {
      body: () => INSTALLATION,
      async run({ db }) {
        const state = await loadState(db, 'installation', INSTALLATION)
        return { operators: state?.operators ?? [], secretariat: state?.secretariat ?? [] }
      },
    },
    figures: { body: () => INSTALLATION, run: async () => ({ here: watch.now().server, servers: await watch.everywhere() }) },
    outbox: { run: async () => ({ mails: await outboxMails(config.dataDir) }) },
  },
})
