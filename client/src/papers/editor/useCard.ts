// The card of the figure that is pointed at or focused: beside its line where there is room, below it where there is none.
import { computed, onBeforeUnmount, ref, shallowRef, useId } from 'vue'
import type { Ref } from 'vue'

/** `start` and `top`: from the sheet's corner where a line begins, in pixels; `turned`: lines begin at the page's other side. */
interface Card { id: string; from: HTMLElement; inMargin: boolean; turned: boolean; start: number; top: number; domId: string }

/** The card's width in the margin and below a line, and the space around it. */
const WIDTH = 232
const BELOW = 320
const GAP = 20
const PATIENCE = 200

export function useCard(root: Readonly<Ref<HTMLElement | null>>, host: Readonly<Ref<HTMLElement | null>>) {
  const domId = useId()
  const card = shallowRef<Card>()
  const kept = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function close(event?: Event) {
    clearTimeout(timer)
    if (event instanceof KeyboardEvent) return void (card.value = undefined)
    timer = setTimeout(() => {
      const focused = document.activeElement
      if (card.value && focused && (card.value.from === focused || document.getElementById(domId)?.contains(focused))) return
      card.value?.from.removeAttribute('aria-describedby')
      card.value = undefined
      kept.value = false
    }, PATIENCE)
  }

  function open(event: Event) {
    const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-citation], [data-note]') : null
    if (!from || !root.value || !host.value?.contains(from)) return
    clearTimeout(timer)
    const note = from.dataset.note
    if (note) return void (event.type === 'click' && leadToNote(note))
    if (card.value?.from === from || !from.dataset.citation) return
    const sheet = root.value.getBoundingClientRect()
    const line = from.getBoundingClientRect()
    const text = (from.closest('.t') ?? from).getBoundingClientRect()
    const direction = getComputedStyle(host.value).direction
    const rtl = direction === 'rtl'
    const turned = direction !== getComputedStyle(root.value).direction
    const startOf = (box: DOMRect) => (rtl ? sheet.right - box.right : box.left - sheet.left)
    const textEnd = startOf(text) + text.width
    const inMargin = sheet.width - textEnd >= WIDTH + GAP + 8
    const start = inMargin ? textEnd + GAP : Math.max(8, Math.min(startOf(line), sheet.width - BELOW - 8))
    card.value?.from.removeAttribute('aria-describedby')
    from.setAttribute('aria-describedby', domId)
    card.value = { id: from.dataset.citation, from, inMargin, turned, start, top: (inMargin ? line.top - 10 : line.bottom + 6) - sheet.top, domId }
  }

  /** The first block of a note, where its words stand; its references carry the same id. */
  function leadToNote(note: string) {
    const block = host.value?.querySelector<HTMLElement>(`[data-for="${CSS.escape(note)}"]`)
    block?.scrollIntoView({ block: 'center' })
    const selection = getSelection()
    if (block && selection) selection.collapse(block.querySelector('.t'), 0)
  }

  /** Enter on a figure goes into its card; a pointer that reaches the card keeps it. */
  function keep(event?: Event) {
    clearTimeout(timer)
    kept.value = true
    if (event instanceof KeyboardEvent && card.value && card.value.from === event.target) {
      event.preventDefault()
      event.stopPropagation()
      document.getElementById(domId)?.querySelector<HTMLElement>('button')?.focus()
    }
  }

  onBeforeUnmount(() => clearTimeout(timer))
  const place = computed(() => (card.value ? { [card.value.turned ? 'insetInlineEnd' : 'insetInlineStart']: `${card.value.start}px`, insetBlockStart: `${card.value.top}px` } : {}))
  return { card, place, open, close, keep }
}
