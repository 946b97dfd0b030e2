// What is said politely to those who listen to the page: at most one sentence in five seconds, the newest of those that waited.
import { readonly, ref } from 'vue'

const EVERY = 5000
const current = ref('')
export const announced = readonly(current)
let next: string | undefined
let resting = false

export function announce(sentence: string): void {
  if (resting) { next = sentence; return }
  current.value = sentence
  resting = true
  setTimeout(() => {
    resting = false
    const waited = next
    next = undefined
    if (waited !== undefined) announce(waited)
  }, EVERY)
}
