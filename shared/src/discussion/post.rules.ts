// A post: who wrote it, and how it stands. Its words are in no event and in no state (discussion.RULES.md, DIS-5 to DIS-12).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import type { By } from '../record/event'
import { AuthorShape } from './discussion.contract'
import type { Thread } from './thread.rules'
import { EDIT_MINUTES, STANDS } from './words'

export const PostShape = z.strictObject({
  id: z.string(), body: z.string(), thread: z.string(), at: z.string(), seq: z.number(), by: AuthorShape.optional(), answers: z.string().optional(), mentions: z.array(z.string()),
  /** of the words as they stand, with a salt that is kept beside them */
  digest: z.string(),
  edited: z.string().optional(), stands: z.enum(STANDS), hiddenBy: z.string().optional(),
})
export type Post = z.infer<typeof PostShape>
type Written = Pick<Post, 'mentions' | 'digest'>

const authorOf = (by: By): Pick<Post, 'by'> => ('person' in by ? { by: { person: by.person, name: by.name, role: by.role, ...(by.seat ? { seat: by.seat } : {}) } } : {})

export const post = defineAggregate<Post>({
  shape: PostShape,
  audience: 'table',
  partOf: 'thread',
  apply(state, event) {
    if (event.type === 'postMade') {
      return { id: event.aggregate.id, body: event.body, at: event.at, seq: event.seq, ...authorOf(event.by), ...(event.payload as Written & Pick<Post, 'thread' | 'answers'>), stands: 'shown' }
    }
    if (!state) impossible(event)
    switch (event.type) {
      case 'postEdited': return { ...state, ...(event.payload as Written), edited: event.at }
      case 'postDeleted': return { ...state, mentions: [], stands: 'deleted' }
      case 'postHidden': return { ...state, stands: 'hidden', ...('name' in event.by ? { hiddenBy: event.by.name } : {}) }
      case 'hidingWithdrawn': { const { hiddenBy: _, ...rest } = state; return { ...rest, stands: 'shown' } }
      default: return impossible(event)
    }
  },
  columns: (state) => ({ parent: state.thread, stage: state.stands }),
})

/** DIS-9: where the thread is not attributed no name goes into the record. */
const named = ({ attributed }: Thread) => (attributed ? {} : { unattributed: true as const })
const of = (state: Post) => draft('post', state.id)

/** DIS-5: `words` go beside the event to those who may see it now; the record holds their digest. */
export const makePost = (id: string, to: Thread, { words, ...made }: Written & { words: string; answers?: string }): Draft[] | Refusal =>
  to.locked ? refuse('thread-locked') : [{ ...draft('post', id)('postMade', { thread: to.id, ...made }), beside: { words }, ...named(to) }]

/** DIS-6: may its author still change or take back this post? */
export function changeable(state: Post, to: Thread, now: Date): Refusal | undefined {
  if (state.stands === 'deleted') return refuse('post-deleted')
  if (state.stands === 'hidden') return refuse('post-hidden')
  if (to.locked) return refuse('thread-locked')
  return now.getTime() - Date.parse(state.at) > EDIT_MINUTES * 60_000 ? refuse('edit-over', { minutes: EDIT_MINUTES }) : undefined
}

export const editPost = (state: Post, to: Thread, now: Date, { words, ...written }: Written & { words: string }): Draft[] | Refusal =>
  changeable(state, to, now) ?? [{ ...of(state)('postEdited', written), beside: { words } }]

export const deletePost = (state: Post, to: Thread, now: Date): Draft[] | Refusal => changeable(state, to, now) ?? [of(state)('postDeleted', {})]

/** DIS-7: a moderator's act is the office's, and bears a name also where posts bear none. */
export function hidePost(state: Post, digest: string): Draft[] | Refusal {
  if (state.stands === 'shown') return [of(state)('postHidden', { digest })]
  return refuse(state.stands === 'hidden' ? 'post-hidden' : 'post-deleted')
}
export const showPost = (state: Post, words: string): Draft[] | Refusal =>
  state.stands === 'hidden' ? [{ ...of(state)('hidingWithdrawn', {}), beside: { words } }] : refuse('post-not-hidden')
