// The numbers in the margin: drawn beside the text, never in it.
import { Extension } from '@tiptap/core'
import type { Node as DocumentNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type { Language } from '@roundtable/shared/base/languages'
import { numberIn } from '@roundtable/shared/papers/numberIn'
import { numbersOf } from '@roundtable/shared/papers/numbering'
import type { Numbers } from '@roundtable/shared/papers/numbering'
import { blockOf, notesInOrder, paperOf } from './reading'

export const numbersKey = new PluginKey<DecorationSet>('paper numbers')
export const redrawNumbers = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(numbersKey, 'redraw').setMeta('addToHistory', false))

/** Id of a block to what stands in its margin: its number, or that of its note. */
export function marginOf(doc: DocumentNode, frozen: Numbers | undefined, language: Language): Numbers {
  const paper = paperOf(doc)
  const numbers = numbersOf(paper, frozen)
  for (const { id, level } of paper) if (numbers[id]) numbers[id] = numberIn(language, numbers[id], level)
  const notes = notesInOrder(doc)
  const shown = new Set<string>()
  doc.forEach((node) => {
    const { id, for: note } = blockOf(node)
    if (!note || shown.has(note)) return
    shown.add(note)
    const number = notes.indexOf(note) + 1
    numbers[id] = number > 0 ? String(number) : '*'
  })
  return numbers
}

function draw(doc: DocumentNode, { frozen, begin, language }: NumberOptions): DecorationSet {
  const numbers = marginOf(doc, frozen(), language())
  const drawings: Decoration[] = []
  if (doc.childCount === 1 && doc.firstChild?.content.size === 0) drawings.push(Decoration.node(0, doc.content.size, { 'data-begin': begin() }))
  doc.forEach((node, start) => {
    const number = numbers[blockOf(node).id]
    if (number) drawings.push(Decoration.node(start, start + node.nodeSize, { 'data-number': number }))
  })
  return DecorationSet.create(doc, drawings)
}

export interface NumberOptions {
  frozen: () => Numbers | undefined
  /** the paper's */
  language: () => Language
  /** what stands in an empty paper */
  begin: () => string
}

export const PaperNumbers = Extension.create<NumberOptions>({
  name: 'paperNumbers',
  addOptions: () => ({ frozen: () => undefined, language: () => 'en', begin: () => '' }),
  addProseMirrorPlugins() {
    const { options } = this
    return [new Plugin<DecorationSet>({
      key: numbersKey,
      state: {
        init: (_config, state) => draw(state.doc, options),
        apply: (transaction, drawn) => (transaction.docChanged || transaction.getMeta(numbersKey) ? draw(transaction.doc, options) : drawn),
      },
      props: { decorations: (state) => numbersKey.getState(state) },
    })]
  },
})
