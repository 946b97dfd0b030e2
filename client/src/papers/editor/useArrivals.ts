// Others' changes as news: who and when for the margin, and at most one sentence in five seconds for those who listen.
import type { EditorView } from '@tiptap/pm/view'
import { onBeforeUnmount, ref } from 'vue'
import type { Awareness } from 'y-protocols/awareness'
import type { Numbers } from '@roundtable/shared/papers/numbering'
import { paired } from '@roundtable/shared/words/joins'
import { useFormat, useSay } from '../../words'
import { seen } from './arrivals'
import type { ArrivalOptions } from './arrivals'
import { presentFrom } from './carets'

const BETWEEN = 5_000

export function useArrivals(awareness: () => Awareness | undefined, watching: () => boolean, margin: () => Numbers, view: () => EditorView | undefined) {
  const say = useSay()
  const { formatList, formatTime } = useFormat()
  const announcement = ref('')
  const waiting = new Map<string, string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let sentence: string | undefined

  const nameOf = (client: number): string | undefined => {
    const who = presentFrom(client, awareness()?.getStates().get(client)?.user)
    return who && (who.delegation || who.name)
  }
  const namesOf = (clients: number[]): string => formatList([...new Set(clients.map(nameOf).filter((name) => name !== undefined))]) || say('papers.editor.someone')

  function tell() {
    timer = undefined
    const [only] = waiting
    if (sentence) announcement.value = sentence
    else if (waiting.size === 1 && only) {
      const number = margin()[only[0]]
      announcement.value = number ? say('papers.editor.changed', { who: only[1], where: number }) : say('papers.editor.changed.one', { who: only[1] })
    } else if (waiting.size > 1) announcement.value = say('papers.editor.changed.many', { count: waiting.size })
    else return
    sentence = undefined
    waiting.clear()
    timer = setTimeout(tell, BETWEEN)
  }
  const soon = () => { timer ??= setTimeout(tell, 1_000) }

  const options: ArrivalOptions = {
    watching,
    by: (clients) => paired(say, namesOf(clients), formatTime(new Date())),
    arrived: (blocks, clients) => { for (const block of blocks) waiting.set(block, namesOf(clients)); soon() },
  }
  /** What one has scrolled past one has seen. The sheet may scroll by itself, hence the capture. */
  function scrolled() {
    const now = view()
    for (const block of now?.dom.querySelectorAll<HTMLElement>('.is-new[data-id]') ?? []) if (now && block.getBoundingClientRect().bottom < 0) seen(now, block.dataset.id!)
  }
  document.addEventListener('scroll', scrolled, { capture: true, passive: true })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    document.removeEventListener('scroll', scrolled, { capture: true })
  })
  return { announcement, options, announce: (words: string) => { sentence = words; soon() } }
}
