// After each change of one's own the text is put in order again: every block its own id, marks over places only, no stray place.
import { Extension } from '@tiptap/core'
import type { Node as DocumentNode } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import { cleanText, PLACE, repairIds } from '@roundtable/shared/papers/schema'
import { cameFromDocument } from './guards'
import { idOf } from './marks'

const inOrder = new WeakSet<DocumentNode>()

/** Marks and characters of one paragraph, from its end to its start so that positions hold. */
function repairText(transaction: Transaction, node: DocumentNode, start: number): void {
  if (inOrder.has(node)) return
  const texts: { text: DocumentNode; at: number }[] = []
  node.forEach((text, offset) => texts.push({ text, at: start + 1 + offset }))
  let changed = false
  for (const { text, at } of texts.reverse()) {
    const mark = text.marks.find((one) => one.type.name === 'citation' || one.type.name === 'note')
    const words = text.text ?? ''
    for (let i = words.length - 1; i >= 0; i -= 1) {
      if (words[i] !== PLACE || (mark && idOf(mark))) continue
      transaction.delete(at + i, at + i + 1)
      changed = true
    }
    if (mark) for (const { index, 0: piece } of words.matchAll(/[^\uFFFC]+/g)) {
      transaction.removeMark(at + index, at + index + piece.length, mark.type)
      changed = true
    }
    if (!mark && cleanText(words) !== words && !words.includes(PLACE)) {
      transaction.insertText(cleanText(words), at, at + words.length)
      changed = true
    }
  }
  if (!changed) inOrder.add(node)
}

/** `fresh` makes an id for a block. */
export const PaperRepair = Extension.create<{ fresh: () => string }>({
  name: 'paperRepair',
  addOptions: () => ({ fresh: () => { throw new Error('no source of ids') } }),
  addProseMirrorPlugins() {
    const { fresh } = this.options
    return [new Plugin({
      // What comes from others is theirs, or the server's, to repair: two clients would give two ids.
      appendTransaction(transactions, _before, state) {
        if (!transactions.some((one) => one.docChanged) || transactions.some(cameFromDocument)) return null
        const transaction = state.tr
        const starts: { node: DocumentNode; at: number }[] = []
        state.doc.forEach((node, at) => starts.push({ node, at }))
        for (const [index, id] of repairIds(starts.map(({ node }) => node.attrs.id as unknown), fresh)) {
          transaction.setNodeAttribute(starts[index]!.at, 'id', id)
        }
        for (const { node, at } of starts.reverse()) repairText(transaction, node, at)
        return transaction.docChanged ? transaction : null
      },
    })]
  },
})
