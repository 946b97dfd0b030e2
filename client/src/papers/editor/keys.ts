// Enter, Backspace and the shortcuts. Tab is left alone: it leads out of the text, and to the figures in it.
import { Extension } from '@tiptap/core'
import { baseKeymap, chainCommands, deleteSelection, splitBlockAs, toggleMark } from '@tiptap/pm/commands'
import { keymap } from '@tiptap/pm/keymap'
import type { Command } from '@tiptap/pm/state'
import { setStyle, shift, STYLES, styleOf } from './commands'
import { attributesOf } from './nodes'

/** The right half of a split is a new block: its id comes from the repair. After a heading comes text. */
const split: Command = splitBlockAs((node, atEnd) => {
  const { role, level, for: of } = attributesOf(node)
  return { type: node.type, attrs: role === 'heading' && atEnd ? { id: null, role: 'text', level: null, for: null } : { id: null, role, level, for: of } }
})

/** In an empty sub-item or heading, Enter leads back to a plain paragraph. */
const leave: Command = (state, dispatch) => {
  const { role, level } = styleOf(state)
  if (!state.selection.empty || state.selection.$head.parent.content.size > 0) return false
  if (role === 'heading') return setStyle(STYLES[0])(state, dispatch)
  return level !== null && role !== 'note' ? shift(-1)(state, dispatch) : false
}

const backward: Command = (state, dispatch) => {
  const { $head, empty } = state.selection
  if (!empty || $head.parentOffset > 0) return false
  const { role, level } = attributesOf($head.parent)
  if (level !== null && role !== 'heading' && role !== 'note') return shift(-1)(state, dispatch)
  const before = $head.before() > 0 ? state.doc.resolve($head.before()).nodeBefore : null
  return Boolean(before && before.content.size > 0 && keepApart(attributesOf(before).role, role))
}
const forward: Command = (state) => {
  const { $head, empty } = state.selection
  const after = $head.parentOffset < $head.parent.content.size ? null : state.doc.resolve($head.after()).nodeAfter
  return Boolean(empty && after && after.content.size > 0 && keepApart(styleOf(state).role, attributesOf(after).role))
}
/** The words of a note never run into the text by one key too many. */
const keepApart = (before: string, after: string): boolean => (before === 'note') !== (after === 'note')

export const PaperKeys = Extension.create<{ link: () => void }>({
  name: 'paperKeys',
  priority: 200,
  addOptions: () => ({ link: () => {} }),
  addProseMirrorPlugins() {
    const { link } = this.options
    const { bold, italic } = this.editor.schema.marks
    const enter = chainCommands(leave, split)
    return [
      keymap({
        'Enter': enter, 'Shift-Enter': enter, 'Mod-Enter': enter,
        'Backspace': chainCommands(deleteSelection, backward), 'Delete': chainCommands(deleteSelection, forward),
        'Mod-b': toggleMark(bold!), 'Mod-i': toggleMark(italic!), 'Mod-k': () => { link(); return true },
        'Mod-]': shift(1), 'Mod-[': shift(-1),
        ...Object.fromEntries(STYLES.map((style, index) => [`Mod-Alt-${index}`, setStyle(style)])),
      }),
      keymap(baseKeymap),
    ]
  },
})
