// A draft of mine in a thread: kept while it is typed, sent under one key until it is answered, emptied only when it stands in the thread.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import { connection } from '../wire/connection'
import type { Unsent } from '../wire/device'
import { newKey } from '../wire/http'
import { EMPTY, keepDraft, readDraft, type Draft } from './drafts'
import { stillMentioned } from './mentions'
import type { Posting, Told } from './thread'

export function useDraft(person: () => string | undefined, thread: () => string, post: (what: Posting, key: string) => Promise<Told>, about?: () => Unsent) {
  const draft = shallowRef<Draft>(EMPTY)
  const kept = ref(true)
  const sending = ref(false)
  const wrong = ref<string>()
  const offline = computed(() => connection.value.is === 'offline' || connection.value.is === 'reconnecting')
  /** where the words were begun, also when the screen shows another thread meanwhile */
  let place = { person: '', thread: '' }

  const keep = () => { if (place.person) kept.value = keepDraft(place.person, place.thread, draft.value) }
  watch([person, thread], ([who, where]) => {
    place = { person: who ?? '', thread: where }
    draft.value = who ? readDraft(who, where) : EMPTY
    wrong.value = undefined
    // It was under way when the tab closed: the same key, so it stands there once.
    if (draft.value.key) void send()
  }, { immediate: true })

  /** Other words are another intent. */
  function write(change: Partial<Draft>): void {
    const { key: _, ...before } = draft.value
    draft.value = { ...before, ...change, ...(about ? { about: about() } : {}) }
    keep()
  }

  async function send(): Promise<boolean> {
    const { words, mentions, answers } = draft.value
    if (sending.value || words.trim() === '') return false
    const [key, from] = [draft.value.key ?? newKey(), place]
    draft.value = { ...draft.value, key }
    keep()
    sending.value = true
    wrong.value = undefined
    try {
      const told = await post({ words: words.trim(), mentions: stillMentioned(words, mentions).map((one) => one.id), ...(answers ? { answers } : {}) }, key)
      // What was typed on meanwhile stays.
      if (told.done && from === place && draft.value.key === key) draft.value = EMPTY
      else if (told.done && from !== place) keepDraft(from.person, from.thread, EMPTY)
      else if (!told.done) { wrong.value = told.sentence; const { key: _, ...rest } = draft.value; draft.value = rest }
      if (from === place) keep()
      return told.done
    } finally {
      sending.value = false
    }
  }

  /** Another tab of mine wrote here, or posted it. */
  function elsewhere(event: StorageEvent): void {
    if (event.storageArea !== localStorage || sending.value || !place.person) return
    draft.value = readDraft(place.person, place.thread)
  }
  onMounted(() => window.addEventListener('storage', elsewhere))
  onBeforeUnmount(() => window.removeEventListener('storage', elsewhere))
  return { draft, kept, sending, wrong, offline, write, send }
}
