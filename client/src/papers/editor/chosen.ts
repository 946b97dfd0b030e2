// What of a paper is to be discussed: the words selected within one paragraph, else the paragraph at the caret as a whole. Pure.
import type { Node as DocumentNode } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { QUOTED_MOST } from '@roundtable/shared/discussion/words'
import type { Figures } from '@roundtable/shared/papers/compile'
import { blockOf } from './reading'

/** `from` and `to` count characters in the paragraph's text; both are missing for the whole of it. */
export interface Chosen { block: string; words: string; from?: number; to?: number }

/** A figure stands in the text as one hidden character; what is quoted says its value. */
function wordsOf(node: DocumentNode, from: number, to: number, figures: Figures, unknown: string): string {
  let at = 0
  let words = ''
  for (const { text, marks: { citation, note } } of blockOf(node).runs) {
    const piece = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += text.length
    if (piece === '' || note) continue
    words += citation ? (figures[citation.id]?.value ?? unknown) : piece
  }
  return words.replace(/\s+/gu, ' ').trim()
}

export function chosenIn({ doc, selection }: Pick<EditorState, 'doc' | 'selection'>, figures: Figures, unknown: string): Chosen | undefined {
  const { $from, $to } = selection
  const node = $from.depth > 0 ? $from.node(1) : undefined
  if (!node) return undefined
  const { id: block, role } = blockOf(node)
  if (!block || role === 'note' || node.content.size === 0) return undefined
  const size = node.textContent.length
  // Over several paragraphs the first is meant; `doc` only says that the places are of this very text.
  const same = $to.depth > 0 && $to.node(1) === node && doc.content.size > 0
  const [from, to] = same && !selection.empty ? [$from.parentOffset, $to.parentOffset] : [0, size]
  const words = wordsOf(node, from, to, figures, unknown)
  if (words === '') return undefined
  const short = words.length > QUOTED_MOST ? `${words.slice(0, QUOTED_MOST - 1).replace(/[\uD800-\uDBFF]$/u, '')}…` : words
  return from === 0 && to === size ? { block, words: short } : { block, words: short, from, to }
}
