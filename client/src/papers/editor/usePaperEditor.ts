// The editor of one document: made when its place is there, anew when the document is another, redrawn when what it shows changes.
import { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { onBeforeUnmount, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Figures } from '@roundtable/shared/papers/compile'
import type { Language } from '@roundtable/shared/base/languages'
import type { Numbers } from '@roundtable/shared/papers/numbering'
import { useLanguage, useSay } from '../../words'
import { drawAuthors, type Authored } from './authorship'
import { freshId, paperEditor, paperExtensions } from './extensions'
import type { PaperOptions } from './extensions'
import { redrawNumbers } from './numbers'
import { redrawPlaces } from './places'

interface Shown { doc: Y.Doc; language: Language; awareness?: Awareness; synced: boolean; editable: boolean; figures: Figures | undefined; frozen?: Numbers; authored?: Authored }
type Told = Pick<PaperOptions, 'outside' | 'begin' | 'link' | 'slash' | 'arrivals'> & { mended: () => void }

export function usePaperEditor(host: Readonly<Ref<HTMLElement | null>>, shown: Shown, told: Told) {
  const say = useSay()
  const language = useLanguage()
  const editor = shallowRef<Editor>()
  /** changes with every transaction, for what must follow the caret */
  const state = shallowRef<EditorState>()

  function close() {
    editor.value?.destroy()
    editor.value = undefined
    state.value = undefined
  }
  function open(element: HTMLElement) {
    const { mended, ...rest } = told
    const made = new Editor({
      ...paperEditor,
      element,
      editable: shown.editable,
      extensions: paperExtensions({ ...rest, doc: shown.doc, fresh: freshId, frozen: () => shown.frozen, language: () => shown.language, awareness: shown.awareness, guards: { mended } }),
    })
    made.view.setProps({
      attributes: () => ({
        'class': 'paper-text',
        'role': shown.editable ? 'textbox' : 'document',
        ...(shown.editable ? { 'aria-multiline': 'true' } : {}),
        'aria-label': say(shown.editable ? 'papers.editor.label' : 'papers.editor.label.read'),
        'spellcheck': 'true',
      }),
    })
    made.on('transaction', () => { state.value = made.state })
    editor.value = made
    state.value = made.state
  }

  watch([host, () => shown.doc], ([element]) => { close(); if (element) open(element) }, { flush: 'post' })
  watch(() => shown.editable, (editable) => editor.value?.setEditable(editable))
  // The words of the paper's language may come after its text.
  watch([() => shown.figures, language, () => told.outside.sayInText?.('papers.figure.missing')], () => editor.value && redrawPlaces(editor.value.view))
  watch([() => shown.frozen, () => shown.language, language, () => shown.editable, () => shown.synced], () => editor.value && redrawNumbers(editor.value.view))
  watch([() => shown.authored, editor], ([authored, made]) => { if (made) drawAuthors(made.view, authored) })
  onBeforeUnmount(close)
  return { editor, state }
}
