// What can be done to a paper's text, as ProseMirror commands: toolbar, keys and menus all call these.
import type { Command, EditorState, Transaction } from '@tiptap/pm/state'
import { TextSelection } from '@tiptap/pm/state'
import { BLOCK, linkOf, PLACE } from '@roundtable/shared/papers/schema'
import type { Level, Role } from '@roundtable/shared/papers/schema'
import { attributesOf } from './nodes'
import type { BlockAttributes } from './nodes'

/** A style of the menu: a role, for a heading with its rank. */
export interface BlockStyle { role: Exclude<Role, 'note'>; level: Level | null }
export const STYLES = [
  { role: 'text', level: null }, { role: 'heading', level: '1' }, { role: 'heading', level: '2' }, { role: 'heading', level: '3' },
  { role: 'preambular', level: null }, { role: 'operative', level: null },
] as const satisfies readonly BlockStyle[]

/** Changes attributes of the selected blocks, never their nodes: anchors and others' typing stay whole. The texts of notes stay notes. */
function change(state: EditorState, to: (now: BlockAttributes) => Partial<BlockAttributes> | undefined): Transaction {
  const transaction = state.tr
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node, at) => {
    const now = attributesOf(node)
    if (node.type.name !== BLOCK || now.role === 'note') return
    for (const [name, value] of Object.entries(to(now) ?? {})) if (node.attrs[name] !== value) transaction.setNodeAttribute(at, name, value)
  })
  return transaction
}
const command = (work: (state: EditorState) => Transaction): Command => (state, dispatch) => {
  const transaction = work(state)
  if (!transaction.docChanged) return false
  dispatch?.(transaction.scrollIntoView())
  return true
}

export const setStyle = ({ role, level }: BlockStyle): Command => command((state) => change(state, () => ({ role, level })))

/** A sub-item deeper or higher; of a heading, its rank. */
export const shift = (by: 1 | -1): Command => command((state) => change(state, ({ role, level }) => {
  const depth = Number(level ?? 0) + by
  return depth > 3 || depth < (role === 'heading' ? 1 : 0) ? undefined : { level: depth === 0 ? null : (String(depth) as Level) }
}))

export const styleOf = (state: EditorState): BlockAttributes => attributesOf(state.selection.$head.parent)

/** Links the selection; over nothing, writes the address as its own words. An empty address takes the link away. */
export const setLink = (address: string): Command => command((state) => {
  const type = state.schema.marks.link!
  const { from, to } = linkRange(state)
  const href = linkOf(address)
  if (address.trim() === '') return state.tr.removeMark(from, to, type)
  if (!href) return state.tr
  if (from === to) return state.tr.replaceSelectionWith(state.schema.text(href, [type.create({ href })]), false)
  return state.tr.addMark(from, to, type.create({ href }))
})
export const hrefAt = (state: EditorState): string => {
  const { from } = linkRange(state)
  const href: unknown = state.doc.nodeAt(from)?.marks.find((mark) => mark.type.name === 'link')?.attrs.href
  return typeof href === 'string' ? href : ''
}
/** The selection, or the whole link that the caret is in. */
function linkRange(state: EditorState): { from: number; to: number } {
  const { $from, from, to, empty } = state.selection
  const mark = empty ? $from.marks().find((one) => one.type.name === 'link') : undefined
  if (!mark) return { from, to }
  const start = $from.start()
  let [first, last] = [from, to]
  $from.parent.forEach((text, offset) => {
    if (mark.isInSet(text.marks) && start + offset <= from && start + offset + text.nodeSize >= from) [first, last] = [start + offset, start + offset + text.nodeSize]
  })
  return { from: first, to: last }
}

/** One character with the mark, in place of `over` or of the selection; the caret behind it. */
const insertPlace = (kind: 'citation' | 'note') => (id: string, over?: { from: number; to: number }): Command => command((state) => {
  const { from, to } = over ?? state.selection
  const place = state.schema.text(PLACE, [state.schema.marks[kind]!.create({ id })])
  const transaction = state.tr.replaceRangeWith(from, to, place)
  return transaction.setSelection(TextSelection.create(transaction.doc, from + 1)).setStoredMarks([])
})
export const insertCitation = insertPlace('citation')

/** Where writing goes on: the end of the last paragraph that is no note. */
export const toTextEnd: Command = (state, dispatch) => {
  let end: number | undefined
  state.doc.forEach((node, at) => { if (attributesOf(node).role !== 'note') end = at + node.nodeSize - 1 })
  if (end === undefined) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, end)).scrollIntoView())
  return true
}

/** A reference at the caret and, at the paper's end, the block for its words, where the caret goes. A note has no notes. */
export const insertNote = (id: string, over?: { from: number; to: number }): Command => (state, dispatch) => {
  if (styleOf(state).role === 'note') return false
  return insertPlace('note')(id, over)(state, (transaction) => {
    const at = transaction.doc.content.size
    transaction.insert(at, state.schema.nodes[BLOCK]!.create({ role: 'note', for: id }))
    dispatch?.(transaction.setSelection(TextSelection.create(transaction.doc, at + 1)).scrollIntoView())
  })
}
