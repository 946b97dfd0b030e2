// The marks that are our own: links of three protocols, and the two that stand over a place. Typing at an edge extends none of them.
import { Mark } from '@tiptap/core'
import type { Mark as ModelMark } from '@tiptap/pm/model'
import { isBlockId, linkOf } from '@roundtable/shared/papers/schema'

export const PaperLink = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null, rendered: false } }),
  // A link of another protocol, however it came in, is shown as words.
  renderHTML({ mark }) {
    const href = linkOf(mark.attrs.href)
    return href ? ['a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, 0] : ['span', 0]
  },
})

const overPlace = (name: 'citation' | 'note') => Mark.create({
  name,
  inclusive: false,
  excludes: 'citation note',
  addAttributes: () => ({ id: { default: null, rendered: false } }),
  // The place itself is not shown: places.ts draws the figure, or the note's number, behind it.
  renderHTML: () => ['span', { class: 'place' }, 0],
})

export const CitationMark = overPlace('citation')
export const NoteMark = overPlace('note')

/** The id that a mark over a place carries, if it is one. */
export const idOf = (mark: ModelMark): string | undefined => (isBlockId(mark.attrs.id) ? mark.attrs.id : undefined)
