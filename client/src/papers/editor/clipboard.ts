// In: only what the schema has words for. Out: a figure as its value, so that what is copied reads right anywhere.
import { Extension } from '@tiptap/core'
import { DOMSerializer, Fragment, Slice } from '@tiptap/pm/model'
import type { Node as DocumentNode, Schema } from '@tiptap/pm/model'
import { Plugin, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { blocksFromPasted, blocksFromText } from '@roundtable/shared/papers/paste'
import type { Known, PastedBlock, PastedNode } from '@roundtable/shared/papers/paste'
import { BLOCK, linkOf, PLACE } from '@roundtable/shared/papers/schema'
import type { Run } from '@roundtable/shared/papers/schema'
import { attributesOf } from './nodes'
import { idOf } from './marks'
import { drawnAt } from './places'
import type { Outside } from './places'
import { marksAt, notesInOrder, placesIn } from './reading'

const HTML_MOST = 4_000_000
const DEEPEST = 700
/** One change of the document stays well below what the server takes in one message. */
const AT_ONCE = 50_000

/** The tree of a page that was parsed without running, loading or showing anything. */
export function treeOf(html: string): PastedNode {
  const read = (node: Node, depth: number): PastedNode[] => {
    if (node instanceof Text) return [node.data]
    if (!(node instanceof Element) || depth > DEEPEST) return []
    return [{ name: node.localName, attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])), children: [...node.childNodes].flatMap((child) => read(child, depth + 1)) }]
  }
  return read(new DOMParser().parseFromString(html, 'text/html').body, 0)[0] ?? ''
}

const textOf = (schema: Schema, { text, marks }: Run): DocumentNode =>
  schema.text(text, Object.entries(marks).map(([name, value]) => schema.marks[name]!.create(value === true ? null : value)))

function insert(view: EditorView, blocks: PastedBlock[]): void {
  const parts: PastedBlock[][] = []
  let size = Infinity
  for (const block of blocks) {
    const length = block.runs.reduce((sum, run) => sum + run.text.length, 0)
    if (size + length > AT_ONCE) { parts.push([]); size = 0 }
    parts.at(-1)!.push(block)
    size += length
  }
  parts.forEach((part, index) => insertPart(view, part, index === 0))
}

function insertPart(view: EditorView, blocks: PastedBlock[], isFirst: boolean): void {
  const { schema, selection } = view.state
  const here = attributesOf(selection.$from.parent)
  const nodes = blocks.map(({ role, level, runs }) => schema.nodes[BLOCK]!.create(
    here.role === 'note' ? { role: 'note', for: here.for } : { role, level: level ?? null }, runs.map((run) => textOf(schema, run))))
  const isPlain = (block: PastedBlock | undefined) => block?.role === 'text' && block.level === undefined
  // A plain first paragraph goes on where the caret is; so do words that are one plain paragraph.
  const open = isFirst && isPlain(blocks[0]) ? 1 : 0
  const close = isPlain(blocks.at(-1)) && (blocks.length > 1 || open === 1) ? 1 : 0
  view.dispatch(view.state.tr.replaceSelection(new Slice(Fragment.from(nodes), open, close)).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
}

/** Places become what they show; the mark stays, so that a paste into the same paper finds the place again. */
function withValues(slice: Slice, view: EditorView, outside: Outside): Slice {
  const notes = notesInOrder(view.state.doc)
  const shown = (text: DocumentNode): DocumentNode[] => {
    const drawn = drawnAt(marksAt(text), notes, outside)
    if (!drawn || !text.text?.includes(PLACE)) return [text]
    return [...text.text].map(() => text.type.schema.text(drawn.kind === 'note' ? `[${drawn.text}]` : drawn.text, text.marks))
  }
  const inside = (fragment: Fragment): Fragment => Fragment.fromArray(fragment.content.flatMap((node) => (node.isText ? shown(node) : [node.copy(inside(node.content))])))
  return new Slice(inside(slice.content), slice.openStart, slice.openEnd)
}
/** The way back, when words are dragged to another place of the same paper. Blocks get new ids. */
function withPlaces(slice: Slice): Slice {
  const inside = (fragment: Fragment): Fragment => Fragment.fromArray(fragment.content.map((node) => {
    if (!node.isText) return node.type.create({ ...node.attrs, id: null }, inside(node.content))
    return node.marks.some((mark) => (mark.type.name === 'citation' || mark.type.name === 'note') && idOf(mark)) ? node.type.schema.text(PLACE, node.marks) : node
  }))
  return new Slice(inside(slice.content), slice.openStart, slice.openEnd)
}

/** While the figures are on their way, those that the text has already. */
function isFigure({ state }: EditorView, outside: Outside, id: string): boolean {
  const figures = outside.figures()
  return figures ? Object.hasOwn(figures, id) : state.doc.children.some((node) => placesIn(node).some(({ marks }) => marks.citation?.id === id))
}

const serializer = (schema: Schema) => new DOMSerializer({
  ...DOMSerializer.nodesFromSchema(schema),
  [BLOCK]: (node) => {
    const { role, level } = attributesOf(node)
    return [role === 'heading' ? `h${1 + Number(level ?? 1)}` : 'p', { 'data-role': role, ...(level ? { 'data-level': level } : {}) }, 0]
  },
}, {
  bold: () => ['strong', 0],
  italic: () => ['em', 0],
  link: (mark) => { const href = linkOf(mark.attrs.href); return href ? ['a', { href }, 0] : ['span', 0] },
  citation: (mark) => ['span', { 'data-citation': idOf(mark) ?? '' }, 0],
  note: (mark) => ['span', { 'data-note': idOf(mark) ?? '' }, 0],
})

export const PaperClipboard = Extension.create<{ outside: Outside }>({
  name: 'paperClipboard',
  addProseMirrorPlugins() {
    const { outside } = this.options
    const known = (view: EditorView): Known => ({ citation: (id) => isFigure(view, outside, id), note: (id) => notesInOrder(view.state.doc).includes(id) })
    const take = (view: EditorView, data: DataTransfer | null): boolean => {
      if (!data || !view.editable) return false
      const html = data.getData('text/html')
      const found = html && html.length <= HTML_MOST ? blocksFromPasted(treeOf(html), known(view)) : []
      const blocks = found.length > 0 ? found : blocksFromText(data.getData('text/plain'))
      if (blocks.length > 0) insert(view, blocks)
      return true
    }
    return [new Plugin({
      props: {
        transformCopied: (slice, view) => withValues(slice, view, outside),
        transformPasted: withPlaces,
        clipboardSerializer: serializer(this.editor.schema),
        clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n\n'),
        handlePaste: (view, event) => take(view, event.clipboardData),
        handleDrop(view, event, _slice, moved) {
          if (moved || view.dragging) return false
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
          if (at) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))))
          return take(view, event.dataTransfer)
        },
      },
    })]
  },
})
