// What of posts and threads a reader gets: the words of what is hidden reach its author and those who keep the threads (DIS-7).
import type { PostRead, ThreadRead } from '@roundtable/shared/discussion/discussion.contract'
import type { On } from '@roundtable/shared/discussion/discussion.contract'
import type { Thread } from '@roundtable/shared/discussion/thread.rules'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import type { Arrival } from '@roundtable/shared/outcomes/forwarding.rules'
import type { Paper } from '@roundtable/shared/papers/papers.rules'
import { rolesOf, type Actor } from '@roundtable/shared/permissions/roles'
import type { Db } from '../platform/prisma'
import { loadAnyStates, loadStates } from '../platform/record.db'
import type { PostRow } from './discussion.db'

/** Does the reader keep the threads of the body that he was asked for in? */
export const keepsThreads = (actor: Actor): boolean => { const roles = rolesOf(actor); return roles.has('moderator') || roles.has('chair') || roles.has('secretariat') }

export function postOut({ state, words, reason }: PostRow, actor: Actor, attributed: boolean): PostRead {
  const { body: _, digest: _digest, hiddenBy, ...post } = state
  if (state.stands === 'deleted') return post
  if (state.stands === 'shown') return { ...post, words }
  const whole = keepsThreads(actor) || (state.by !== undefined && state.by.person === actor.person?.id)
  // DIS-9: nobody knows whose it is, so the whole table reads why.
  const why = whole || !attributed ? { ...(reason === null ? {} : { reason }), ...(hiddenBy === undefined ? {} : { hiddenBy }) } : {}
  return { ...post, ...why, ...(whole ? { words } : {}) }
}

const thing = (on: On): { kind: string; id: string } => {
  switch (on.is) {
    case 'body': case 'figure': case 'view': return { kind: 'body', id: on.body }
    case 'arrival': return { kind: 'arrival', id: on.arrival }
    case 'item': return { kind: 'meeting', id: on.meeting }
    case 'paper': case 'paragraph': return { kind: 'paper', id: on.paper }
  }
}

/** Threads with what they hang on by its name, in one question for all. */
export async function threadsOut(db: Db, threads: readonly Thread[], language = 'en'): Promise<ThreadRead[]> {
  const wanted = threads.map(({ on }) => thing(on))
  const found = new Map((wanted.length === 0 ? [] : await loadAnyStates(db, wanted)).map(({ kind, state }) => [`${kind} ${state.id}`, state]))
  return threads.map(({ opened: _, ...thread }) => {
    const { kind, id } = thing(thread.on)
    return { ...thread, of: subjectOf(thread.on, found.get(`${kind} ${id}`), language) }
  })
}

function subjectOf(on: On, state: unknown, language: string): ThreadRead['of'] {
  if (on.is === 'body' || on.is === 'figure' || on.is === 'view') { const { name } = state as Body; return { title: (name as Record<string, string>)[language] ?? name.en } }
  if (on.is !== 'item') return { title: (state as Paper | Arrival).title }
  const index = (state as Meeting).agenda.findIndex(({ id }) => id === on.item)
  return { title: (state as Meeting).agenda[index]?.title ?? '', ...(index >= 0 ? { number: index + 1 } : {}) }
}

/** For whom the author of each spoke, in one question for all; nothing where it was for an office, or without a name. */
export async function delegationsOf(db: Db, rows: readonly Pick<PostRow, 'state'>[]): Promise<{ delegation?: string }[]> {
  const seats = [...new Set(rows.flatMap(({ state }) => state.by?.seat ?? []))]
  const found = new Map((seats.length === 0 ? [] : await loadStates(db, 'seat', seats)).map(({ id, organisation }) => [id, organisation]))
  return rows.map(({ state }) => { const delegation = state.by?.seat === undefined ? undefined : found.get(state.by.seat); return delegation === undefined ? {} : { delegation } })
}
