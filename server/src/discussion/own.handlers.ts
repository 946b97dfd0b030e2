// What is a person's own and in no record: how far one has read, how one attends to a thread, the day's mail.
import { refuse } from '@roundtable/shared/base/refusal'
import { nextAt } from '@roundtable/shared/discussion/digest.rules'
import type { Commands } from '../gate/handler'
import type { Ports } from '../platform/ports'
import type { Db } from '../platform/prisma'
import { bodyOf } from '../platform/record.db'
import type { Unit } from '../platform/unit'
import { placeOf } from './discussion.db'
import { digestBy, saveDigest, stopDigest } from './found.db'
import { markRead, setAttention } from './own.db'

type InThread = { thread: string }
export const ofThread = { body: ({ thread }: InThread, db: Db) => bodyOf(db, 'thread', thread), about: 'thread' as const }
export async function threadKnown(unit: Unit, { thread }: InThread) { return (await unit.load('thread', thread)) ? {} : undefined }

type Own = 'markRead' | 'setAttention' | 'setDigest' | 'stopDigest'
export const ownCommands = (ports: Ports): Pick<Commands<'discussion'>, Own> => ({
  markRead: {
    ...ofThread, unrecorded: true, target: threadKnown,
    async run(act, { thread, post: id }) {
      const place = await placeOf(act.unit.tx, id)
      if (place?.thread !== thread) return refuse('unknown')
      const me = act.actor.person!.id
      const { seq, seen } = await markRead(act.unit.tx, me, thread, place.seq)
      act.unit.tellEach([me], { is: 'read', thread, seq })
      if (seen > 0) act.unit.tellEach([me], { is: 'news' })
      return {}
    },
  },
  setAttention: {
    ...ofThread, unrecorded: true, target: threadKnown,
    async run({ unit, actor }, { thread, attention }) {
      const me = actor.person!.id
      await setAttention(unit.tx, me, thread, attention)
      unit.tellEach([me], { is: 'attention', thread, attention })
      return {}
    },
  },
  setDigest: {
    body: () => null,
    async run({ unit, actor }, { hour, zone }) {
      const person = actor.person!.id
      await saveDigest(unit.tx, person, { hour: hour ?? null, zone, since: unit.now, stop: ports.token() })
      if (hour !== undefined) await unit.due('mention-digest', person, nextAt(hour, zone, unit.now))
      return {}
    },
  },
  stopDigest: {
    body: () => null,
    async run({ unit }, { token }) {
      const digest = await digestBy(unit.tx, token)
      if (!digest) return refuse('link-unknown')
      await stopDigest(unit.tx, digest.person)
      return {}
    },
  },
})
