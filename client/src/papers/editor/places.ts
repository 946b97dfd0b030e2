// Draws what stands at a place: the figure of a citation, the number of a note. Drawn, not written: typing around it can't change it.
import { Extension } from '@tiptap/core'
import type { Mark, Node as DocumentNode } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type { Figures } from '@roundtable/shared/papers/compile'
import { PLACE } from '@roundtable/shared/papers/schema'
import type { Marks } from '@roundtable/shared/papers/schema'
import type { Say } from '@roundtable/shared/words/words'
import { figureIn, figureShown } from '../figures'
import { notesInOrder, placesIn } from './reading'

/** What the editor is told from outside, asked for anew at each drawing. */
export interface Outside { /** undefined until they have come */ figures: () => Figures | undefined; say: Say; /** in the language of the paper: a word that stands for a figure is part of its text */ sayInText?: Say }

export const placesKey = new PluginKey<DecorationSet>('paper places')
/** Call it when the figures or the words have changed. */
export const redrawPlaces = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(placesKey, 'redraw').setMeta('addToHistory', false))

export interface Drawn { text: string; kind: 'citation' | 'note'; id: string; missing: boolean; label?: string }

export function drawnAt(marks: Marks, notes: readonly string[], { figures, say, sayInText = say }: Outside): Drawn | undefined {
  if (marks.citation) {
    const { id } = marks.citation
    return { kind: 'citation', id, text: figureShown(figures(), id, sayInText), missing: figures() !== undefined && !figureIn(figures(), id), ...(figures() ? {} : { label: say('papers.figure.coming') }) }
  }
  if (!marks.note) return undefined
  const number = notes.indexOf(marks.note.id) + 1
  return { kind: 'note', id: marks.note.id, text: number > 0 ? String(number) : '*', missing: false, label: say('papers.editor.note.mark', { number }) }
}

function element({ kind, id, text, missing, label }: Drawn): HTMLElement {
  const shown = document.createElement(kind === 'note' ? 'sup' : 'span')
  shown.className = kind === 'note' ? 'noteref' : missing ? 'cite is-missing' : 'cite'
  shown.contentEditable = 'false'
  shown.tabIndex = 0
  shown.setAttribute('role', 'button')
  shown.setAttribute(kind === 'note' ? 'data-note' : 'data-citation', id)
  if (label) shown.setAttribute('aria-label', label)
  if (kind === 'citation') shown.setAttribute('aria-haspopup', 'dialog')
  shown.textContent = text
  return shown
}

function draw(doc: DocumentNode, outside: Outside): DecorationSet {
  const notes = notesInOrder(doc)
  const drawings: Decoration[] = []
  doc.forEach((node, start) => {
    for (const { offset, marks } of placesIn(node)) {
      const drawn = drawnAt(marks, notes, outside)
      if (!drawn) continue
      const kept = node.nodeAt(offset)?.marks.filter((mark: Mark) => mark.type.name === 'bold' || mark.type.name === 'italic') ?? []
      const key = [drawn.kind, drawn.id, drawn.text, drawn.missing, ...kept.map((mark) => mark.type.name)].join('\n')
      // Behind its character and before the caret: so both sides of it are places where one can type.
      drawings.push(Decoration.widget(start + offset + 2, () => element(drawn), { key, side: -1, marks: kept, ignoreSelection: true }))
    }
  })
  return DecorationSet.create(doc, drawings)
}

const placeBefore = (state: EditorState) => state.selection.empty && state.selection.$from.nodeBefore?.text?.endsWith(PLACE)
const placeAfter = (state: EditorState) => state.selection.empty && state.selection.$from.nodeAfter?.text?.startsWith(PLACE)

function move(view: EditorView, by: -1 | 1): true {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, view.state.selection.head + by)).scrollIntoView())
  return true
}
function remove(view: EditorView, by: -1 | 1): true {
  const { head } = view.state.selection
  view.dispatch(view.state.tr.delete(Math.min(head, head + by), Math.max(head, head + by)).scrollIntoView())
  return true
}

/** The browser does not see the hidden character: beside a drawing, the keys that would cross or take it are ours. Phones have no keys, hence `beforeInput`. */
function key(view: EditorView, event: KeyboardEvent): boolean {
  const shown = event.target instanceof Element && event.target !== view.dom ? event.target.closest<HTMLElement>('.cite, .noteref') : null
  if (shown) return keyOn(view, shown, event)
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  const arrow = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
  if (arrow !== 0) {
    const { node } = view.domAtPos(view.state.selection.head)
    const around = node instanceof Element ? node : node.parentElement
    const by = around && getComputedStyle(around).direction === 'rtl' ? -arrow : arrow
    return by < 0 ? Boolean(placeBefore(view.state)) && move(view, -1) : Boolean(placeAfter(view.state)) && move(view, 1)
  }
  if (!view.editable) return false
  if (event.key === 'Backspace') return Boolean(placeBefore(view.state)) && remove(view, -1)
  return event.key === 'Delete' && Boolean(placeAfter(view.state)) && remove(view, 1)
}

/** A focused drawing is a button in the text: an arrow leads back to the caret beside it, no other key is typed into the text behind it. */
function keyOn(view: EditorView, shown: HTMLElement, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab' || event.key === 'Escape') return false
  if (event.key.startsWith('Arrow')) {
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, view.posAtDOM(shown, 0))))
    view.focus()
  }
  return true
}

function beforeInput(view: EditorView, event: InputEvent): boolean {
  const { state } = view
  if (!view.editable || view.composing || event.isComposing || !(placeBefore(state) || placeAfter(state))) return false
  if (event.inputType === 'insertText' && event.data) view.dispatch(state.tr.insertText(event.data).scrollIntoView())
  else if (event.inputType === 'deleteContentBackward' && placeBefore(state)) remove(view, -1)
  else if (event.inputType === 'deleteContentForward' && placeAfter(state)) remove(view, 1)
  else return false
  event.preventDefault()
  return true
}

/** A press on a drawing sets the caret at the side that was pressed. */
function press(view: EditorView, event: MouseEvent): boolean {
  const shown = event.target instanceof Element ? event.target.closest<HTMLElement>('.cite, .noteref') : null
  if (!shown || !view.editable || !view.dom.contains(shown) || event.button !== 0) return false
  const { left, width } = shown.getBoundingClientRect()
  const second = event.clientX > left + width / 2
  const isAfter = getComputedStyle(shown.parentElement ?? shown).direction === 'rtl' ? !second : second
  const after = view.posAtDOM(shown, 0)
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, isAfter ? after : after - 1)))
  // The press would focus the drawing, and what is typed next would go nowhere.
  event.preventDefault()
  view.focus()
  return true
}

export const PaperPlaces = Extension.create<{ outside: Outside }>({
  name: 'paperPlaces',
  // Before the keys of the text: Enter or Backspace on a focused figure must not reach the caret that stands elsewhere.
  priority: 300,
  addProseMirrorPlugins() {
    const { outside } = this.options
    return [new Plugin<DecorationSet>({
      key: placesKey,
      state: {
        init: (_config, state) => draw(state.doc, outside),
        apply: (transaction, drawn) => (transaction.docChanged || transaction.getMeta(placesKey) ? draw(transaction.doc, outside) : drawn),
      },
      props: {
        decorations: (state) => placesKey.getState(state),
        handleKeyDown: key,
        handleDOMEvents: { beforeinput: beforeInput, mousedown: press },
      },
    })]
  },
})
