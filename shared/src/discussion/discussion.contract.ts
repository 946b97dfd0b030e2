// Discussion: threads that hang on what they are about, their posts, who is mentioned, and what one has read.
import { z } from 'zod'
import { Id } from '../base/ids'
import { line, lines } from '../base/text'
import { isZone } from '../base/zones'
import { ROLES } from '../permissions/roles'
import { INDICATORS } from '../survey/indicators'
import { defineDomain, whole } from '../wire/contract'
import { ATTENTIONS, LONGEST_POST, QUOTED_MOST, REASONS, STANDS, WINDOW } from './words'

const Done = z.strictObject({})
const Seq = whole(1, 1_000_000_000)
/** What a thread hangs on; of a paragraph also the words that were chosen in it. */
export const OnShape = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('body'), body: Id }),
  z.strictObject({ is: z.literal('item'), meeting: Id, item: Id }),
  z.strictObject({ is: z.literal('paper'), paper: Id }),
  z.strictObject({ is: z.literal('paragraph'), paper: Id, block: Id, quote: line(QUOTED_MOST).optional() }),
  z.strictObject({ is: z.literal('arrival'), arrival: Id }),
  z.strictObject({ is: z.literal('figure'), body: Id, edition: z.number().int().min(2001).max(2100), iso3: z.string().regex(/^[A-Z]{3}$/), indicator: z.enum(INDICATORS) }),
  /** of the explorer, by the name that `viewId` gives it */
  z.strictObject({ is: z.literal('view'), body: Id, view: Id }),
])
export type On = z.infer<typeof OnShape>
const Words = lines(LONGEST_POST)
/** Seats of the body, by id, and its offices, by name. */
const Mentions = z.array(Id).max(20)
const Digest = z.string().regex(/^[0-9a-f]{64}$/)
const writing = { words: Words, mentions: Mentions }
const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const AuthorShape = z.strictObject({ person: z.string(), name: z.string(), role: z.enum(ROLES), seat: z.string().optional() })
export const LockShape = z.strictObject({ reason: z.string(), by: z.string() })
export const PostOut = z.strictObject({
  id: Id, thread: Id, seq: z.number(), at: z.string(), by: AuthorShape.optional(), answers: Id.optional(), mentions: z.array(z.string()), edited: z.string().optional(), stands: z.enum(STANDS),
  /** none where the reader may not see them */
  words: z.string().optional(),
  /** why it was hidden, and by whom: for its author and those who keep the threads */
  reason: z.string().optional(), hiddenBy: z.string().optional(),
})
/** `title`: of the paper, the item, the body; `number` of the item's place in its agenda, from 1. */
const Subject = z.strictObject({ title: z.string(), number: z.number().optional() })
export const ThreadOut = z.strictObject({ id: Id, body: Id, on: OnShape, quoted: z.string().optional(), attributed: z.boolean(), locked: LockShape.optional(), of: Subject })
/** A post where it stands; `delegation`: for whom its author spoke. */
const Placed = z.strictObject({ post: PostOut, thread: ThreadOut, delegation: z.string().optional() })
export type PostRead = z.infer<typeof PostOut>
export type ThreadRead = z.infer<typeof ThreadOut>

export const discussion = defineDomain({
  commands: {
    openThread: { says: 'Open a thread on what it is about, by its first post; where there is one already, post to it.', input: z.strictObject({ on: OnShape, ...writing }), answer: z.strictObject({ thread: Id, post: Id }) },
    reply: { says: 'Post to a thread.', input: z.strictObject({ thread: Id, ...writing, answers: Id.optional() }), answer: z.strictObject({ post: Id }) },
    editPost: { says: 'Change the words of one’s own post while the time for it lasts.', input: z.strictObject({ post: Id, ...writing }), answer: Done },
    deletePost: { says: 'Take one’s own post back while the time for it lasts; its words are gone, that it was stays.', input: z.strictObject({ post: Id }), answer: Done },
    hidePost: { says: 'Hide a post, with a reason that its author reads.', input: z.strictObject({ post: Id, reason: lines(1_000) }), answer: Done },
    showPost: { says: 'Show a hidden post again.', input: z.strictObject({ post: Id }), answer: Done },
    lockThread: { says: 'Lock a thread, with a reason that everybody in it reads.', input: z.strictObject({ thread: Id, reason: lines(1_000) }), answer: Done },
    unlockThread: { says: 'Unlock a thread.', input: z.strictObject({ thread: Id }), answer: Done },
    markRead: { says: 'Note how far one has read in a thread.', input: z.strictObject({ thread: Id, post: Id }), answer: Done },
    setAttention: { says: 'Follow a thread, mute it, or attend to it as usual; for oneself alone.', input: z.strictObject({ thread: Id, attention: z.enum(ATTENTIONS) }), answer: Done },
    setDigest: { says: 'Say at which hour of which zone one wants the day’s mentions by mail; without an hour, not at all.', input: z.strictObject({ hour: z.number().int().min(0).max(23).optional(), zone: z.string().max(64).refine(isZone, { message: 'zone' }) }), answer: Done },
    stopDigest: { says: 'Stop the daily mail by the link that stands in it.', input: z.strictObject({ token: Token }), answer: Done },
  },
  queries: {
    thread: { says: 'A thread and its newest posts, or those before a number, newest first; or those after a number, oldest first. Never more than fifty.', input: z.strictObject({ thread: Id, before: Seq.optional(), after: Seq.optional(), limit: whole(1, WINDOW).optional() }), answer: z.strictObject({ thread: ThreadOut, posts: z.array(PostOut), more: z.boolean(), read: z.number().optional(), unread: z.number(), attention: z.enum(ATTENTIONS) }) },
    threads: {
      says: 'The threads of a body, or on one thing of it, those with the newest posts first; with the number of the newest post, and how many are new to me, up to a hundred.',
      input: z.strictObject({ body: Id, of: Id.optional(), after: Id.optional(), limit: whole(1, WINDOW).optional() }),
      answer: z.strictObject({ threads: z.array(ThreadOut.extend({ posts: z.number(), last: z.number(), unread: z.number(), attention: z.enum(ATTENTIONS) })), more: z.boolean() }),
    },
    history: { says: 'The wordings that a post had, the oldest first.', input: z.strictObject({ post: Id }), answer: z.strictObject({ wordings: z.array(z.strictObject({ at: z.string(), words: z.string() })) }) },
    search: { says: 'Posts that I may read with all of these words in them, the newest first, fifty at a time.', input: z.strictObject({ words: line(200), after: Id.optional() }), answer: z.strictObject({ hits: z.array(Placed), more: z.boolean() }) },
    mentions: {
      says: 'What is for me and not read yet, the newest first, fifty at most: posts that mention me, the newest post of each thread that I follow, my posts that were hidden or whose thread was locked.',
      input: Done, answer: z.strictObject({ mentions: z.array(Placed.extend({ why: z.enum(REASONS) })) }),
    },
    digest: { says: 'At which hour I get the day’s mentions by mail.', input: Done, answer: z.strictObject({ hour: z.number().optional(), zone: z.string().optional() }) },
  },
  events: {
    threadOpened: { v: 1, audience: 'table', payload: z.strictObject({ on: OnShape, quoted: z.string().optional(), attributed: z.boolean() }) },
    threadLocked: { v: 1, audience: 'table', payload: z.strictObject({ reason: z.string() }) },
    threadUnlocked: { v: 1, audience: 'table', payload: Done },
    postMade: { v: 1, audience: 'table', payload: z.strictObject({ thread: Id, mentions: Mentions, answers: Id.optional(), digest: Digest }) },
    postEdited: { v: 1, audience: 'table', payload: z.strictObject({ mentions: Mentions, digest: Digest }) },
    postDeleted: { v: 1, audience: 'table', payload: Done },
    postHidden: { v: 1, audience: 'table', payload: z.strictObject({ digest: Digest }) },
    hidingWithdrawn: { v: 1, audience: 'table', payload: Done },
  },
})
