// Which paragraphs of a paper are discussed, with how many posts; and what a choice in the text is as the place of a thread.
import { computed, type ComputedRef } from 'vue'
import type { On } from '@roundtable/shared/discussion/discussion.contract'
import type { BodyView } from '../bodies/bodies.store'
import { useDiscussion } from '../discussion/discussion.store'
import type { Chosen } from './editor/chosen'

export interface DiscussedBlock { block: string; posts: number; unread: number }
export type ParagraphOn = Extract<On, { is: 'paragraph' }>

export function useDiscussed(view: BodyView, paper: () => string): { blocks: ComputedRef<readonly DiscussedBlock[]>; newestOn(block: string): ParagraphOn; chosenOn(chosen: Pick<Chosen, 'block' | 'words' | 'from'>): ParagraphOn } {
  const talk = useDiscussion().talkIn(view.id)
  const threads = computed(() => (talk.list(paper()) ? [...talk.threads.values()].flatMap((one) => (one.thread.on.is === 'paragraph' && one.thread.on.paper === paper() ? [{ ...one, on: one.thread.on }] : [])) : []))
  return {
    blocks: computed(() => [...new Set(threads.value.map(({ on }) => on.block))].map((block) => {
      const here = threads.value.filter(({ on }) => on.block === block)
      return { block, posts: here.reduce((sum, { posts }) => sum + posts, 0), unread: here.reduce((sum, { unread }) => sum + unread, 0) }
    })),
    newestOn: (block) => threads.value.filter(({ on }) => on.block === block).sort((a, b) => b.unread - a.unread)[0]?.on ?? { is: 'paragraph', paper: paper(), block },
    chosenOn: ({ block, words, from }) => ({ is: 'paragraph', paper: paper(), block, ...(from === undefined ? {} : { quote: words }) }),
  }
}

/** Brings a paragraph into view. */
export const leadTo = (block: string): void => document.querySelector(`.para[data-id="${CSS.escape(block)}"]`)?.scrollIntoView({ block: 'center' })
