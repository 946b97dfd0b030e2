// What can be asked of discussion: a thread by windows, lists with what is new to me, search, mentions. Each answer is bounded and cut for its reader.
import { refuse } from '@roundtable/shared/base/refusal'
import type { PostRead, ThreadRead } from '@roundtable/shared/discussion/discussion.contract'
import { WINDOW } from '@roundtable/shared/discussion/words'
import type { Actor } from '@roundtable/shared/permissions/roles'
import type { Queries } from '../gate/handler'
import type { Db } from '../platform/prisma'
import { bodyOf, loadState } from '../platform/record.db'
import { delegationsOf, keepsThreads, postOut, threadsOut } from './cut'
import { postsAfter, postsOf, threadsOf, wordingsOf, wordsOf } from './discussion.db'
import { digestOf, newsFor, postsWith, type PlacedRow } from './found.db'
import { readUpTo } from './own.db'
import { excerptOf, soughtIn } from './tokens'

const ENDLESS = 2_147_483_647

async function placed(db: Db, rows: PlacedRow[], actor: Actor): Promise<{ post: PostRead; thread: ThreadRead; delegation?: string }[]> {
  const threads = await threadsOut(db, rows.map(({ thread }) => thread), actor.person!.language)
  const delegations = await delegationsOf(db, rows)
  return rows.map((row, index) => ({ post: postOut(row, actor, row.thread.attributed), thread: threads[index]!, ...delegations[index] }))
}

export const discussionQueries: Queries<'discussion'> = {
  thread: {
    body: ({ thread }, db) => bodyOf(db, 'thread', thread), about: 'thread',
    async run({ db, actor }, { thread, before, after, limit }) {
      const [person, most] = [actor.person!.id, limit ?? WINDOW]
      const state = (await loadState(db, 'thread', thread))!
      const rows = after === undefined ? await postsOf(db, thread, before ?? ENDLESS, most + 1) : await postsAfter(db, thread, after, most + 1)
      const [listed] = await threadsOf(db, state.body, { only: thread, limit: 1, person })
      const read = await readUpTo(db, person, thread)
      const [out] = await threadsOut(db, [state], actor.person!.language)
      return { thread: out!, posts: rows.slice(0, most).map((row) => postOut(row, actor, state.attributed)), more: rows.length > most, unread: listed?.unread ?? 0, attention: listed?.attention ?? 'usual', ...(read === undefined ? {} : { read }) }
    },
  },
  threads: {
    body: ({ body }, db) => bodyOf(db, 'body', body), about: 'thread',
    async run({ db, actor }, { body, of, after, limit }) {
      const most = limit ?? WINDOW
      const rows = await threadsOf(db, body, { limit: most + 1, person: actor.person!.id, ...(of ? { of } : {}), ...(after ? { after } : {}) })
      const shown = rows.slice(0, most)
      const out = await threadsOut(db, shown.map(({ state }) => state), actor.person!.language)
      return { threads: out.map((thread, index) => ({ ...thread, posts: shown[index]!.posts, last: shown[index]!.last, unread: shown[index]!.unread, attention: shown[index]!.attention })), more: rows.length > most }
    },
  },
  history: {
    body: ({ post }, db) => bodyOf(db, 'post', post), about: 'post',
    async run({ db, actor }, { post }) {
      const state = (await loadState(db, 'post', post))!
      if (state.stands === 'deleted') return refuse('post-deleted')
      if (state.stands === 'hidden' && !keepsThreads(actor) && state.by?.person !== actor.person!.id) return refuse('post-hidden')
      const earlier = await wordingsOf(db, post)
      return { wordings: [...earlier.map(({ at, words }) => ({ at: at.toISOString(), words })), { at: state.edited ?? state.at, words: await wordsOf(db, post) }] }
    },
  },
  search: {
    async run({ db, actor }, { words, after }) {
      const rows = await postsWith(db, actor.memberships, soughtIn(words), after, WINDOW + 1)
      const hits = await placed(db, rows.slice(0, WINDOW), actor)
      return { hits: hits.map(({ post, ...hit }) => ({ ...hit, post: { ...post, words: excerptOf(post.words ?? '', words) } })), more: rows.length > WINDOW }
    },
  },
  mentions: {
    async run({ db, actor }) {
      const rows = await newsFor(db, actor.person!.id, actor.memberships, WINDOW)
      const out = await placed(db, rows, actor)
      return { mentions: out.map((one, index) => ({ ...one, why: rows[index]!.why })) }
    },
  },
  digest: {
    async run({ db, actor }) {
      const set = await digestOf(db, actor.person!.id)
      return set ? { zone: set.zone, ...(set.hour === null ? {} : { hour: set.hour }) } : {}
    },
  },
}
