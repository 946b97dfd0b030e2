// What the commands of discussion do; what can be asked of it stands in discussion.queries.ts.
import { randomBytes } from 'node:crypto'
import { isRefusal, refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { deletePost, editPost, hidePost, makePost, showPost, type Post } from '@roundtable/shared/discussion/post.rules'
import { keyOf, lockThread, openThread, unlockThread, type Thread } from '@roundtable/shared/discussion/thread.rules'
import { isMentionedRole } from '@roundtable/shared/discussion/words'
import type { Draft } from '@roundtable/shared/record/draft'
import type { Act, Handlers, House } from '../gate/handler'
import { sha256 } from '../platform/chain'
import type { Db } from '../platform/prisma'
import { bodyOf } from '../platform/record.db'
import type { Unit } from '../platform/unit'
import { anchored, bodyUnder, documentUnder } from './anchor'
import { addPost, changePost, setShown, threadOn, wipePost, wordsOf } from './discussion.db'
import { discussionQueries } from './discussion.queries'
import { noteHidden, noteLocked, reached, undoHidden, undoLocked } from './moderated.db'
import { ofThread, ownCommands, threadKnown } from './own.handlers'
import { tokensOf } from './tokens'

type OfPost = { post: string }
const ofPost = { body: ({ post }: OfPost, db: Db) => bodyOf(db, 'post', post), about: 'post' as const }

async function postKnown(unit: Unit, { post }: OfPost) { return (await unit.load('post', post)) ? {} : undefined }
/** One's own: a post without an author is nobody's (DIS-9). */
async function author(unit: Unit, { post }: OfPost) {
  const state = await unit.load('post', post)
  return state && { ...(state.by ? { person: state.by.person } : {}) }
}

/** The record holds the digest; the salt stays beside what it is of. */
function sealed(words: string) {
  const salt = randomBytes(16).toString('hex')
  return { salt, digest: sha256(salt + words) }
}
interface Writing { words: string; mentions: string[] }

/** DIS-3, DIS-8: seats of this body that are there; nobody of a suspended one speaks. */
async function heard({ unit, allowed }: Act, mentions: string[]): Promise<string[] | Refusal> {
  const whom = [...new Set(mentions)]
  const seats = whom.filter((one) => !isMentionedRole(one))
  const asked = [...new Set([...seats, ...(allowed.seat ? [allowed.seat] : [])])]
  const found = new Map((asked.length > 0 ? await unit.loadMany('seat', asked) : []).map((seat) => [seat.id, seat]))
  if (allowed.seat && found.get(allowed.seat)?.standing === 'suspended') return refuse('seat-not-seated')
  return seats.every((seat) => found.has(seat)) ? whom : refuse('unknown')
}

/** Posts to a thread that is there, or that is opened by it. */
async function post(act: Act, to: Thread, { words, mentions, answers }: Writing & { answers?: string }, opening: Draft[] = []): Promise<{ post: string } | Refusal> {
  const whom = await heard(act, mentions)
  if (isRefusal(whom)) return whom
  // DIS-10
  if (answers !== undefined && (await act.unit.load('post', answers))?.thread !== to.id) return refuse('unknown')
  const [id, { salt, digest }] = [act.unit.ports.id(), sealed(words)]
  const decided = makePost(id, to, { words, mentions: whom, digest, ...(answers === undefined ? {} : { answers }) })
  if (isRefusal(decided)) return decided
  await act.record([...opening, ...decided])
  await addPost(act.unit.tx, (await act.unit.load('post', id))!, to, { words, salt, tokens: tokensOf(words) })
  act.unit.tellEach(await reached(act.unit.tx, to, whom, act.actor.person!.id), { is: 'news' })
  return { post: id }
}

const postOf = async ({ unit }: Act, { post: id }: OfPost): Promise<{ state: Post; to: Thread }> => {
  const state = (await unit.load('post', id))!
  return { state, to: (await unit.load('thread', state.thread))! }
}
async function recordOr(act: Act, decided: Draft[] | Refusal): Promise<Record<string, never> | Refusal> {
  if (isRefusal(decided)) return decided
  await act.record(decided)
  return {}
}

export const discussionHandlers = ({ ports }: House): Handlers<'discussion'> => ({
  commands: {
    openThread: {
      body: ({ on }, db) => bodyUnder(on, db), about: 'thread', document: ({ on }, db) => documentUnder(on, db),
      async run(act, { on, ...writing }) {
        const there = await threadOn(act.unit.tx, keyOf(on))
        const [thread, opened] = [there ?? ports.id(), there ? undefined : await anchored(act, on)]
        if (isRefusal(opened)) return opened
        const to = opened ? { id: thread, body: act.unit.body!, opened: act.unit.at, ...opened } : (await act.unit.load('thread', thread))!
        const answer = await post(act, to, writing, opened ? [openThread(thread, opened)] : [])
        return isRefusal(answer) ? answer : { thread, ...answer }
      },
    },
    reply: { ...ofThread, target: threadKnown, run: async (act, { thread, ...writing }) => post(act, (await act.unit.load('thread', thread))!, writing) },
    editPost: {
      ...ofPost, target: author,
      async run(act, { post: id, words, mentions }) {
        const [{ state, to }, { salt, digest }] = [await postOf(act, { post: id }), sealed(words)]
        const whom = await heard(act, mentions)
        if (isRefusal(whom)) return whom
        const decided = editPost(state, to, act.unit.now, { words, mentions: whom, digest })
        if (isRefusal(decided)) return decided
        await act.record(decided)
        await changePost(act.unit.tx, (await act.unit.load('post', id))!, state.edited ?? state.at, { words, salt, tokens: tokensOf(words) })
        return {}
      },
    },
    deletePost: {
      ...ofPost, target: author,
      async run(act, { post: id }) {
        const { state, to } = await postOf(act, { post: id })
        const answer = await recordOr(act, deletePost(state, to, act.unit.now))
        if (!isRefusal(answer)) await wipePost(act.unit.tx, id)
        return answer
      },
    },
    hidePost: {
      ...ofPost, target: postKnown,
      async run(act, { post: id, reason }) {
        const answer = await recordOr(act, hidePost((await act.unit.load('post', id))!, sealed(reason).digest))
        if (isRefusal(answer)) return answer
        await setShown(act.unit.tx, id, reason)
        act.unit.tellEach(await noteHidden(act.unit.tx, (await act.unit.load('post', id))!, act.actor.person!.id, act.unit.now), { is: 'news' })
        return answer
      },
    },
    showPost: {
      ...ofPost, target: postKnown,
      async run(act, { post: id }) {
        const answer = await recordOr(act, showPost((await act.unit.load('post', id))!, await wordsOf(act.unit.tx, id)))
        if (isRefusal(answer)) return answer
        await setShown(act.unit.tx, id, null)
        act.unit.tellEach(await undoHidden(act.unit.tx, (await act.unit.load('post', id))!), { is: 'news' })
        return answer
      },
    },
    lockThread: {
      ...ofThread, target: threadKnown,
      async run(act, { thread, reason }) {
        const answer = await recordOr(act, lockThread((await act.unit.load('thread', thread))!, reason))
        if (!isRefusal(answer)) act.unit.tellEach(await noteLocked(act.unit.tx, thread, act.actor.person!.id, act.unit.now), { is: 'news' })
        return answer
      },
    },
    unlockThread: {
      ...ofThread, target: threadKnown,
      async run(act, { thread }) {
        const answer = await recordOr(act, unlockThread((await act.unit.load('thread', thread))!))
        if (!isRefusal(answer)) act.unit.tellEach(await undoLocked(act.unit.tx, thread), { is: 'news' })
        return answer
      },
    },
    markRead: ownCommands(ports).markRead,
    setAttention: ownCommands(ports).setAttention,
    setDigest: ownCommands(ports).setDigest,
    stopDigest: ownCommands(ports).stopDigest,
  },
  queries: discussionQueries,
})
