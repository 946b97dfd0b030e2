// The day's mentions by mail, when their hour has come: one letter, with where they are and not what they say (DIS-14).
import { nextAt } from '@roundtable/shared/discussion/digest.rules'
import type { DueWork } from '../platform/due'
import { delegationsOf, threadsOut } from './cut'
import { digestOf, digestSent, membershipsOf, newsFor, readerOf } from './found.db'

/** What one letter lists at most; the rest is on the screen. */
const MOST = 50

export const mentionDigest: DueWork = async (unit, person) => {
  const [set, reader] = [await digestOf(unit.tx, person), await readerOf(unit.tx, person)]
  if (!set || set.hour === null || !reader) return []
  await unit.due('mention-digest', person, nextAt(set.hour, set.zone, unit.now))
  const unread = await newsFor(unit.tx, person, await membershipsOf(unit.tx, person), MOST)
  // What one was told of yesterday is no reason to write again.
  if (!unread.some(({ told }) => told > set.since)) return []
  // Of each thread the newest only, for each reason.
  const newest = unread.filter(({ thread, why }, index) => unread.findIndex((one) => one.thread.id === thread.id && one.why === why) === index)
  const threads = await threadsOut(unit.tx, newest.map(({ thread }) => thread), reader.language)
  const delegations = await delegationsOf(unit.tx, newest)
  const entries = threads.map(({ id, on, of }, index) => ({ id, on, of, why: newest[index]!.why, post: newest[index]!.state.id, by: delegations[index]!.delegation ?? newest[index]!.state.by?.name }))
  await unit.mail({ to: reader.email, template: 'mention-digest', language: reader.language, params: { name: reader.name, entries: JSON.stringify(entries), token: set.stop } })
  await digestSent(unit.tx, person, unit.now)
  return []
}
