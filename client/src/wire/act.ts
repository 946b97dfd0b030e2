// One act of a person: what was typed is checked with the contract, sent under one key until it is answered, and its state is there to be seen.
import { computed, nextTick, onScopeDispose, ref, shallowRef } from 'vue'
import type { AnswerOf, CommandName, InputOf } from '@roundtable/shared/wire/contracts'
import { isRefused, type Refused } from './answer'
import { command, newKey } from './http'
import { keptKeys } from './kept'
import { wrongsOf, type Wrongs } from './wrongs'

/** `slow`: longer than a second; `retrying`: the line failed, the same act is tried again. */
export type ActState = 'idle' | 'sending' | 'slow' | 'retrying'
const SLOW = 1000

export function useAct<N extends CommandName>(name: N) {
  const state = ref<ActState>('idle')
  const refused = shallowRef<Refused>()
  const wrongs = shallowRef<Wrongs>({})
  let stop = new AbortController()
  onScopeDispose(() => stop.abort())

  /** The answer; undefined when it was not sent, was refused, or nobody waits for it any more. */
  async function run(input: InputOf<N>): Promise<AnswerOf<N> | undefined> {
    if (state.value !== 'idle') return undefined
    refused.value = undefined
    state.value = 'sending'
    wrongs.value = await wrongsOf(name, input)
    if (Object.keys(wrongs.value).length > 0) {
      state.value = 'idle'
      await nextTick()
      document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      return undefined
    }
    const text = JSON.stringify(input)
    // The same intent after a reload is the same intent: the server does it once.
    const key = keptKeys.of(name, text) ?? newKey()
    keptKeys.keep(name, text, key)
    const slow = setTimeout(() => { if (state.value === 'sending') state.value = 'slow' }, SLOW)
    stop = new AbortController()
    try {
      const answer = await command(name, input, key, { signal: stop.signal, trouble: () => { state.value = 'retrying' } })
      keptKeys.drop(name)
      if (!isRefused(answer)) return answer
      refused.value = answer
      return undefined
    } catch (error) {
      if (stop.signal.aborted) return undefined
      throw error
    } finally {
      clearTimeout(slow)
      state.value = 'idle'
    }
  }

  return {
    run, state, refused, wrongs,
    busy: computed(() => state.value !== 'idle'),
    stop: () => stop.abort(),
    clear() {
      refused.value = undefined
      wrongs.value = {}
    },
  }
}
export type Act = Pick<ReturnType<typeof useAct>, 'state' | 'refused' | 'stop'>
