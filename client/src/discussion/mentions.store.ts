// Posts that mention me and that I have not read: asked when I come, and again when a post of a table that is followed may be one.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { PostRead } from '@roundtable/shared/discussion/discussion.contract'
import type { AnswerOf } from '@roundtable/shared/wire/contracts'
import { useAccounts } from '../accounts/accounts.store'
import { isRefused, Unreachable } from '../wire/answer'
import { query } from '../wire/http'

export type Mentioned = AnswerOf<'discussion/mentions'>['mentions'][number]

export const useMentions = defineStore('mentions', () => {
  const accounts = useAccounts()
  const mine = shallowRef<readonly Mentioned[]>([])
  let asking: Promise<void> | undefined

  async function ask(): Promise<void> {
    try {
      const answer = accounts.person ? await query('discussion/mentions', {}) : undefined
      mine.value = answer && !isRefused(answer) ? answer.mentions : []
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
    }
  }
  const refresh = (): void => { asking ??= ask().finally(() => { asking = undefined }) }

  watch(() => accounts.person?.id, refresh, { immediate: true })
  // Read on another device meanwhile.
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') refresh() })

  /** Is it I, by seat or by office, that this post means? */
  function heard(post: PostRead, body: string): void {
    if (post.by?.person === accounts.person?.id) return
    if (accounts.actorIn(body).memberships.some(({ seat, role }) => (seat !== undefined && post.mentions.includes(seat)) || post.mentions.includes(role))) refresh()
  }
  const read = (thread: string, seq: number): void => { mine.value = mine.value.filter((one) => one.thread.id !== thread || one.post.seq > seq) }
  return { mine: computed(() => mine.value), heard, read, refresh }
})
