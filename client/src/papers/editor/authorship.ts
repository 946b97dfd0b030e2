// Who wrote what, drawn under the words: as the server answered, character by character. What was written since bears no line until it is asked again.
import { Extension } from '@tiptap/core'
import type { Node as DocumentNode } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { lettersOf, type Authors } from '@roundtable/shared/papers/authors'
import { BLOCK } from '@roundtable/shared/papers/schema'
import { cameFromDocument, syncStateOf } from './guards'

/** `lines`: how each author is called, and the line under its words. */
export interface Authored { authors: Authors; lines: ReadonlyMap<string, { name: string; line: number }> }
interface Drawn { of: Authored | undefined; drawings: DecorationSet }

const authorshipKey = new PluginKey<Drawn>('paper authorship')
/** With nothing, the lines go. */
export const drawAuthors = (view: EditorView, of: Authored | undefined): void => view.dispatch(view.state.tr.setMeta(authorshipKey, { of }).setMeta('addToHistory', false))

/** From (counted in) to (counted out) within a paragraph, and whose it is. */
export function rangesIn(element: Y.XmlElement, authors: Authors): { from: number; to: number; by: string }[] {
  const ranges: { from: number; to: number; by: string }[] = []
  let at = 0
  for (const { text, client, clock } of element.toArray().flatMap((child) => (child instanceof Y.XmlText ? lettersOf(child) : []))) {
    for (const piece of authors.cut(client, clock, text.length)) {
      const from = at + piece.clock - clock
      const last = ranges.at(-1)
      if (piece.by === undefined) continue
      if (last?.by === piece.by && last.to === from) last.to += piece.len; else ranges.push({ from, to: from + piece.len, by: piece.by })
    }
    at += text.length
  }
  return ranges
}

const line = (from: number, to: number, said: { name: string; line: number }) => Decoration.inline(from, to, { 'class': 'by', 'data-line': String(said.line), 'title': said.name }, { said })

/** Lines after one's own change: what one writes within another's words is not another's. */
function moved(drawings: DecorationSet, { mapping, doc }: Transaction): DecorationSet {
  let next = drawings.map(mapping, doc)
  mapping.maps.forEach((step, index) => {
    const rest = mapping.slice(index + 1)
    step.forEach((_from, _to, begins, ends) => {
      const [from, to] = [rest.map(begins, -1), rest.map(ends, 1)]
      for (const one of to > from ? next.find(from, to) : []) {
        if (one.from >= to || one.to <= from) continue
        const { said } = one.spec as { said: { name: string; line: number } }
        next = next.remove([one]).add(doc, [...(one.from < from ? [line(one.from, from, said)] : []), ...(one.to > to ? [line(to, one.to, said)] : [])])
      }
    })
  })
  return next
}

function draw(doc: DocumentNode, fragment: Y.XmlFragment | undefined, of: Authored | undefined): DecorationSet {
  const blocks = of && fragment ? fragment.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === BLOCK) : []
  // Mid-change the two may differ for a moment: the next change draws it.
  if (!of || blocks.length !== doc.childCount) return DecorationSet.empty
  const drawings: Decoration[] = []
  doc.forEach((node, start, index) => {
    for (const { from, to, by } of rangesIn(blocks[index]!, of.authors)) {
      const said = of.lines.get(by)
      if (said && to <= node.content.size) drawings.push(line(start + 1 + from, start + 1 + to, said))
    }
  })
  return DecorationSet.create(doc, drawings)
}

export const PaperAuthorship = Extension.create({
  name: 'paperAuthorship',
  addProseMirrorPlugins() {
    return [new Plugin<Drawn>({
      key: authorshipKey,
      state: {
        init: () => ({ of: undefined, drawings: DecorationSet.empty }),
        apply(transaction, drawn, _before, state) {
          const told = transaction.getMeta(authorshipKey) as { of: Authored | undefined } | undefined
          if (!told && (!drawn.of || !transaction.docChanged)) return drawn
          const of = told ? told.of : drawn.of
          // One's own keystroke is in the editor before it is in the document.
          if (!told && !cameFromDocument(transaction)) return { of, drawings: moved(drawn.drawings, transaction) }
          return { of, drawings: draw(transaction.doc, syncStateOf(state)?.binding.type, of) }
        },
      },
      props: { decorations: (state) => authorshipKey.getState(state)?.drawings },
    })]
  },
})
