// What is for me in the threads and not read yet: asked when I come, and again when the server says that something is.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { AnswerOf } from '@roundtable/shared/wire/contracts'
import { useAccounts } from '../accounts/accounts.store'
import { isRefused, Unreachable } from '../wire/answer'
import { lineBack, personally } from '../wire/connection'
import { query } from '../wire/http'

export type Mentioned = AnswerOf<'discussion/mentions'>['mentions'][number]

export const useMentions = defineStore('mentions', () => {
  const accounts = useAccounts()
  const mine = shallowRef<readonly Mentioned[]>([])
  let asking: Promise<void> | undefined
  let again = false

  async function ask(): Promise<void> {
    try {
      const answer = accounts.person ? await query('discussion/mentions', {}) : undefined
      mine.value = answer && !isRefused(answer) ? answer.mentions : []
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
    }
  }
  /** What came while it was asked may not be in the answer. */
  function refresh(): void {
    again = asking !== undefined
    asking ??= ask().finally(() => { asking = undefined; if (again) refresh() })
  }

  watch(() => accounts.person?.id, refresh, { immediate: true })
  // Without a line, what came meanwhile is asked when the page is seen again.
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') refresh() })
  lineBack.add(refresh)
  personally.add((told) => {
    if (told.is === 'news' || told.is === 'attention') refresh()
    else read(told.thread, told.seq)
  })

  /** Read so far: what was hidden or locked there was seen as well. */
  function read(thread: string, seq: number): void { mine.value = mine.value.filter((one) => one.thread.id !== thread || one.post.seq > seq) }
  /** I have posts there that were hidden or locked, and have not looked. */
  const moderated = (thread: string): boolean => mine.value.some((one) => one.thread.id === thread && (one.why === 'hidden' || one.why === 'locked'))
  return { mine: computed(() => mine.value), read, moderated, refresh }
})
