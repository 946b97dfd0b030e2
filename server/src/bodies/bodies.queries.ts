// What can be asked of bodies: who they are, what happened, and the proof of it. What a viewer may not see is cut here.
import { refuse } from '@roundtable/shared/base/refusal'
import { audienceOf } from '@roundtable/shared/permissions/audience-of'
import type { Actor } from '@roundtable/shared/permissions/roles'
import { sees, type Audience } from '@roundtable/shared/record/audience'
import { AGGREGATES, isKind, kindOf, type Kind } from '@roundtable/shared/record/aggregates'
import { audienceOfEvent } from '@roundtable/shared/wire/contracts'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { rolesOf } from '@roundtable/shared/permissions/roles'
import type { PrismaClient } from '../generated/prisma/client'
import type { Queries } from '../gate/handler'
import type { Clock } from '../platform/ports'
import { cutEvent } from '../platform/publish'
import { bodyOf, eventsAfter, headOf, linksAfter, statesOfBody, statesOfParent } from '../platform/record.db'
import { listBodies, openInvitations } from './bodies.db'

const MISSED_AT_MOST = 500
const PAGE = 500
const PART = 200
const KINDS = Object.keys(AGGREGATES) as Kind[]

const WHOLE = KINDS.filter((kind) => !kindOf(kind).partOf)

/** Everything of a body that a viewer may see, but parts of others. The number is read first: an event between the two reads is told again, never missed. */
export async function snapshot(db: PrismaClient, body: string, viewer: Audience) {
  const { seq } = await headOf(db, body)
  // Kinds that the viewer does not know of are not even loaded: a public page costs the same beside ten thousand papers.
  const states = await statesOfBody(db, body, WHOLE.filter((kind) => sees(viewer, kindOf(kind).audience)))
  const aggregates = states.map(({ kind, state }) => ({ kind, state: kindOf(kind).cut?.(state, viewer) ?? state }))
  return { seq, audience: viewer, aggregates }
}

const ofBody = { body: async ({ body }: { body: string }, db: Parameters<typeof bodyOf>[0]) => bodyOf(db, body === INSTALLATION ? 'installation' : 'body', body) }

export const bodiesQueries = (prisma: PrismaClient, clock: Clock): Queries<'bodies'> => ({
  list: {
    async run({ db }, { after, limit }) {
      const rows = await listBodies(db, after, limit ?? 100)
      return { bodies: rows.map(({ id, name, kind, symbol, area, state }) => ({ id, name, kind, symbol, area, state })) }
    },
  },
  read: { ...ofBody, run: ({ actor }, { body }) => snapshot(prisma, body, audienceOf(actor, body)) },
  part: {
    ...ofBody,
    async run({ actor, db }, { body, kind, parent, after, limit }) {
      const viewer = audienceOf(actor, body)
      const owner = isKind(kind) ? kindOf(kind).partOf : undefined
      if (!isKind(kind) || !owner || !isKind(owner)) return refuse('unknown')
      const { seq } = await headOf(db, body)
      // As in the whole body: what is not for the viewer is not there.
      if (!sees(viewer, kindOf(kind).audience)) return { seq, audience: viewer, more: false, aggregates: [] }
      if (await bodyOf(db, owner, parent) !== body) return refuse('unknown')
      const states = await statesOfParent(db, kind, parent, after, (limit ?? PART) + 1)
      const shown = states.slice(0, limit ?? PART)
      return { seq, audience: viewer, more: states.length > shown.length, aggregates: shown.map((state) => ({ kind, state: kindOf(kind).cut?.(state, viewer) ?? state })) }
    },
  },
  events: {
    ...ofBody,
    async run({ actor, db }, { body, after, limit }) {
      const viewer = audienceOf(actor, body)
      const { seq } = await headOf(db, body)
      return { seq, events: (await eventsAfter(db, body, after, limit ?? PAGE)).map((event) => cutEvent(event, viewer)) }
    },
  },
  follow: {
    ...ofBody,
    async run({ actor, db }, { body, after }) {
      const viewer = audienceOf(actor, body)
      const { seq } = await headOf(db, body)
      // Too far behind, or ahead of a restored record: begin anew.
      if (after === undefined || after > seq || seq - after > MISSED_AT_MOST) return snapshot(prisma, body, viewer)
      const events = await eventsAfter(db, body, after, MISSED_AT_MOST)
      return { seq: events.at(-1)?.seq ?? after, audience: viewer, events: events.map((event) => cutEvent(event, viewer)) }
    },
  },
  invitations: {
    ...ofBody,
    target: async ({ seat }) => ({ seat }),
    async run({ actor, db }, { body, seat }) {
      const rows = await openInvitations(db, body, clock.now())
      const all = rolesOf(actor).has('secretariat')
      const invitations = rows.map(({ id, email, name, place, expires }) => ({ id, email: email ?? '', name: name ?? '', place: place as { seat?: string }, expires: expires.toISOString() }))
      return { invitations: invitations.filter(({ place }) => (all && !seat) || place.seat === seat) }
    },
  },
  exportRecord: {
    ...ofBody,
    async run({ actor, db }, { body, after }) {
      const viewer = audienceOf(actor as Actor, body)
      const links = await linksAfter(db, body, after ?? 0, PAGE)
      return {
        body, more: links.length === PAGE,
        links: links.map(({ seq, at, digest, previous, hash, salt, content }) => ({ seq, at, digest, previous, hash, ...(content && sees(viewer, audienceOfEvent(content)) ? { salt, content } : {}) })),
      }
    },
  },
})
