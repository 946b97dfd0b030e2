// A word after a stroke, "/fig": where it stands and what was typed, for the list of commands that the editor shows below it.
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

export interface Slash { query: string; from: number; to: number }

/** Only at the start of a word, and only while nothing is selected. */
export function slashAt(state: EditorState): Slash | undefined {
  const { $head, empty, head } = state.selection
  if (!empty) return undefined
  const typed = /(?:^|[\s\uFFFC(])\/([\p{L}\p{M}]{0,20})$/u.exec($head.parent.textBetween(0, $head.parentOffset))
  return typed ? { query: typed[1] ?? '', from: head - (typed[1] ?? '').length - 1, to: head } : undefined
}

export interface SlashOptions {
  changed: (slash: Slash | undefined, view: EditorView) => void
  /** answers true when the key was for the list */
  key: (event: KeyboardEvent) => boolean
}

export const PaperSlash = Extension.create<SlashOptions>({
  name: 'paperSlash',
  priority: 900,
  addOptions: () => ({ changed: () => {}, key: () => false }),
  addProseMirrorPlugins() {
    const { changed, key } = this.options
    return [new Plugin({
      key: new PluginKey('paper slash'),
      props: { handleKeyDown: (_view, event) => key(event) },
      view: () => {
        let last = ''
        return {
          update(view) {
            const slash = view.editable && view.hasFocus() ? slashAt(view.state) : undefined
            const now = slash ? `${slash.from} ${slash.query}` : ''
            if (now !== last) changed(slash, view)
            last = now
          },
        }
      },
    })]
  },
})
