// One paper as the record has it: its body's view, and what I may do with it.
import { defineStore } from 'pinia'
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Citation, Paper } from '@roundtable/shared/papers/papers.rules'
import { isOpen } from '@roundtable/shared/papers/papers.rules'
import type { Action } from '@roundtable/shared/permissions/who-may'
import { useBodies, type BodyView } from '../bodies/bodies.store'
import { isRefused, type Refused } from '../wire/answer'
import { queryOnce } from '../wire/had'

export interface PaperView {
  view: BodyView
  paper: ComputedRef<Paper | undefined>
  citations: ComputedRef<Citation[]>
  /** the citations have come */
  cited: ComputedRef<boolean>
  open: ComputedRef<boolean>
  can(action: Action, onInstruction?: boolean): boolean
}
export type Opened = { is: 'opening' } | { is: 'refused'; refused: Refused } | { is: 'open'; of: PaperView }

export const usePapers = defineStore('papers', () => {
  const bodies = useBodies()
  /** Which body a paper is of: known from views that are open, else asked. */
  const bodyOf = new Map<string, string>()

  function viewOf(id: string, body: string): PaperView {
    bodyOf.set(id, body)
    const view = bodies.open(body)
    const paper = computed(() => view.papers.value.find((one) => one.id === id))
    return {
      view, paper,
      citations: view.part('citation', id),
      cited: view.come('citation', id),
      open: computed(() => paper.value !== undefined && isOpen(paper.value)),
      can: (action, onInstruction = false) => view.can(action, { drafters: paper.value?.drafters ?? [] }, onInstruction),
    }
  }

  function open(id: string): ShallowRef<Opened> {
    const known = bodyOf.get(id)
    const opened = shallowRef<Opened>(known ? { is: 'open', of: viewOf(id, known) } : { is: 'opening' })
    if (!known) {
      void queryOnce('papers/read', { paper: id }, ({ body }) => body, (answer) => {
        const at = opened.value
        if (isRefused(answer)) opened.value = { is: 'refused', refused: answer }
        else if (at.is !== 'open') opened.value = { is: 'open', of: viewOf(id, answer.body) }
      })
    }
    return opened
  }

  /** From a table that is open already the paper opens at once. */
  const knows = (paper: string, body: string): void => void bodyOf.set(paper, body)
  return { open, knows }
})
