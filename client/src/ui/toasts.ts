// What is told in passing: a sentence at the foot of the screen, with at most one act, gone after a while.
import { ref } from 'vue'

export interface Toast { id: number; says: string; act?: { label: string; run: () => void } }
export const toasts = ref<Toast[]>([])
let last = 0

export function tell(says: string, act?: Toast['act']): void {
  toasts.value.push(act ? { id: ++last, says, act } : { id: ++last, says })
}

export function untell(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}
