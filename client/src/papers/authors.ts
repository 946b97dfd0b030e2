// Authors of a text as its screens show them: by delegation, each with a line of its own.
import { computed } from 'vue'
import { isSeat } from '@roundtable/shared/papers/authors'
import { useNames } from '../bodies/names'
import { useSay } from '../words'
import type { PaperView } from './papers.store'

/** How an author is called, and the line that stands under its words: the same on the whole screen. */
export function useAuthors(of: () => PaperView | undefined, authors: () => readonly string[]) {
  const say = useSay()
  const { nameOfSeat, kindOfSeat, shapeOf } = useNames()
  const seatOf = (author: string) => (isSeat(author) ? of()?.view.seat(author) : undefined)
  const nameOf = (author: string): string => {
    const seat = seatOf(author)
    return seat ? nameOfSeat(seat) : say(author === 'unnamed' ? 'papers.history.author.unnamed' : author === 'server' ? 'papers.history.author.server' : 'papers.history.author.office')
  }
  const listed = computed(() => authors().map((author, index) => { const seat = seatOf(author); return { author, name: nameOf(author), line: index % 8, ...(seat ? { kind: kindOfSeat(seat), shape: shapeOf(seat) } : {}) } }))
  return { nameOf, listed }
}
