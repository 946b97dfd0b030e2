// A question that gives one command: busy until it is answered, then done; refused, the sentence stands there and what was typed stays.
import { ref } from 'vue'
import type { Told } from './thread'

export function useGiving(done: () => void) {
  const busy = ref(false)
  const refused = ref<string>()
  async function ask(question: () => Promise<Told>): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      const told = await question()
      refused.value = told.done ? undefined : told.sentence
      if (told.done) done()
    } finally {
      busy.value = false
    }
  }
  return { busy, refused, ask }
}
