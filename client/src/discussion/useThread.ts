// A thread as its panel needs it, whether it was opened yet or begins with the first post: what is shown follows the store, what is done goes by command.
import { computed, type ComputedRef } from 'vue'
import type { On } from '@roundtable/shared/discussion/discussion.contract'
import { keyOf, thingOf } from '@roundtable/shared/discussion/thread.rules'
import type { AnswerOf, CommandName, InputOf } from '@roundtable/shared/wire/contracts'
import type { BodyView } from '../bodies/bodies.store'
import { isRefused } from '../wire/answer'
import { command, query } from '../wire/http'
import { useSay } from '../words'
import { useDiscussion } from './discussion.store'
import { useMentions } from './mentions.store'
import type { Posting, ThreadView, Told } from './thread'
import { useShown } from './useShown'

/** `beside`: it stands by what it hangs on, which need not be said again. */
export function useThread(view: BodyView, on: () => On | undefined, beside = false): ComputedRef<ThreadView | undefined> {
  const say = useSay()
  const talk = useDiscussion().talkIn(view.id)
  const mentions = useMentions()
  const { shown, title, mentionable } = useShown(view)
  const key = computed(() => { const where = on(); return where && keyOf(where) })
  const listed = computed(() => (key.value === undefined ? undefined : talk.on(key.value)))
  const open = computed(() => { const id = listed.value?.thread.id; return id === undefined ? undefined : talk.open(id) })
  const posts = computed(() => { const at = listed.value; return at && open.value ? open.value.posts.map((post) => shown(post, at.thread, open.value!.posts, talk.own)) : [] })
  const whom = computed(mentionable)

  async function give<N extends CommandName>(name: N, input: InputOf<N>, under?: string): Promise<Told & { answer?: AnswerOf<N> }> {
    const answer = await command(name, input, under)
    return isRefused(answer) ? { done: false, sentence: answer.sentence } : { done: true, answer }
  }
  /** Without an answer to another post always by what it hangs on: the same act whether or not it opens the thread. */
  async function post({ words, mentions, answers }: Posting, under: string): Promise<Told> {
    const thread = listed.value?.thread.id
    const told = thread !== undefined && answers !== undefined ? await give('discussion/reply', { thread, words, mentions, answers }, under) : await give('discussion/openThread', { on: on()!, words, mentions }, under)
    if (told.answer) talk.posted(told.answer.post)
    return told
  }

  return computed((): ThreadView | undefined => {
    const where = on()
    // Whether there is a thread at all is known when those on its thing have come.
    if (!where || !talk.list(thingOf(where)) || (open.value && !open.value.ready)) return undefined
    const [at, one] = [listed.value, open.value]
    const unnamed = at ? !at.thread.attributed : where.is === 'item' && view.meetings.value.find(({ id }) => id === where.meeting)?.mode === 'not-attributed'
    const [id, named] = [at?.thread.id, title({ on: where })]
    return {
      id: key.value!, named, title: beside && (where.is === 'paper' || where.is === 'paragraph' || where.is === 'arrival') ? say(`threads.beside.${where.is}`) : named, posts: posts.value, more: one?.more ?? false, later: one?.later ?? 0, arrived: one?.arrived ?? 0, asking: one?.asking ?? false, mentionable: whom.value, unread: at?.unread ?? 0, moderated: id !== undefined && mentions.moderated(id),
      ...(at ? { attention: at.attention } : {}), ...(unnamed ? { unnamed: true } : {}),
      ...(at?.thread.quoted === undefined ? {} : { quoted: { words: at.thread.quoted } }), ...(at?.thread.locked ? { locked: at.thread.locked } : {}),
      ...(one ? { read: one.posts.findLast(({ seq }) => seq <= one.read)?.id } : {}),
      may: { post: view.can('discussion/reply'), lock: id !== undefined && !at?.thread.locked && view.can('discussion/lockThread'), unlock: at?.thread.locked !== undefined && view.can('discussion/unlockThread') },
      older() { if (id) talk.older(id) },
      newer() { if (id) talk.newer(id) },
      newest() { if (id) talk.newest(id) },
      placed(first) { if (id) talk.placed(id, first) },
      seen(last) { if (id) talk.seen(id, last) },
      post,
      edit: (one, { words, mentions }) => give('discussion/editPost', { post: one, words, mentions }),
      act: (act, one) => (act === 'delete' ? give('discussion/deletePost', { post: one }) : give('discussion/showPost', { post: one })),
      hide: (one, reason) => give('discussion/hidePost', { post: one, reason }),
      attend: (attention) => give('discussion/setAttention', { thread: id!, attention }),
      lock: (reason) => give('discussion/lockThread', { thread: id!, reason }),
      unlock: () => give('discussion/unlockThread', { thread: id! }),
      async history(one) { const answer = await query('discussion/history', { post: one }); return isRefused(answer) ? [] : answer.wordings },
    }
  })
}
