// What the binding between Yjs and the editor gets wrong, mended: the caret, an error in the middle of a change, a paragraph without a text.
import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { Selection, Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

type Mapping = Parameters<typeof relativePositionToAbsolutePosition>[3]
interface Relative { anchor: Y.RelativePosition | null; head: Y.RelativePosition | null; type?: string }
/** The parts of y-tiptap's binding that are used here; its own types hide them. */
export interface Binding {
  doc: Y.Doc
  type: Y.XmlFragment
  mapping: Mapping
  beforeTransactionSelection: Relative | null
  beforeAllTransactions: () => void
  _observeFunction: (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => void
  _prosemirrorChanged: (doc: unknown) => void
  _forceRerender: () => void
}
interface SyncState { binding: Binding; isChangeOrigin: boolean; isUndoRedoOperation: boolean }

export const syncStateOf = (state: EditorView['state']): SyncState | undefined => ySyncPluginKey.getState(state) as SyncState | undefined
export const cameFromDocument = (transaction: Transaction): boolean => Boolean((transaction.getMeta(ySyncPluginKey) as Partial<SyncState> | undefined)?.isChangeOrigin)
export const isUndo = (transaction: Transaction): boolean => Boolean((transaction.getMeta(ySyncPluginKey) as Partial<SyncState> | undefined)?.isUndoRedoOperation)

/**
 * A remote change in the caret's paragraph makes y-tiptap distrust the position that Yjs gives, since the paragraph's words differ, and
 * put the caret at its old offset. Where the character that the caret hangs on is alive, Yjs is right.
 */
function caretOf(binding: Binding, transaction: Transaction): Selection | undefined {
  const before = binding.beforeTransactionSelection
  if (!before || before.type === 'all' || before.type === 'node') return undefined
  const at = (relative: Y.RelativePosition | null): number | undefined => {
    if (!relative || !isAlive(relative, binding.doc)) return undefined
    const position = relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping)
    return position === null || position > transaction.doc.content.size ? undefined : position
  }
  const anchor = at(before.anchor)
  const head = at(before.head)
  if (anchor === undefined && head === undefined) return undefined
  const { doc, selection } = transaction
  return TextSelection.between(doc.resolve(anchor ?? selection.anchor), doc.resolve(head ?? selection.head))
}

function isAlive({ item, type }: Y.RelativePosition, doc: Y.Doc): boolean {
  const id = item ?? type
  return id !== null && id.clock < Y.getState(doc.store, id.client) && !Y.getItem(doc.store, id).deleted
}

/** Two people who begin in an empty paragraph would each bring a text for it, and one of them would be typed anew: whoever makes it brings the text along. */
function bringTexts({ type, doc }: Binding): void {
  for (const block of type.toArray()) {
    if (block instanceof Y.XmlElement && block.length === 0 && block._item?.id.client === doc.clientID) block.insert(0, [new Y.XmlText()])
  }
}

/** An error while a change is drawn leaves an old picture, and its next key would write that picture over the others' words: draw anew at once. */
function guard(view: EditorView, failed: (error: unknown) => void): () => void {
  const binding = syncStateOf(view.state)?.binding
  if (!binding) return () => {}
  let gone = false
  const mend = (error: unknown) => {
    if (gone) return
    failed(error)
    binding.beforeTransactionSelection = null
    binding._forceRerender()
  }
  const observe = binding._observeFunction
  const push = binding._prosemirrorChanged.bind(binding)
  const remember = binding.beforeAllTransactions

  binding.type.unobserveDeep(observe)
  binding._observeFunction = (events, transaction) => { try { observe(events, transaction) } catch (error) { mend(error) } }
  binding.type.observeDeep(binding._observeFunction)
  binding._prosemirrorChanged = (doc) => {
    try { binding.doc.transact(() => { push(doc); bringTexts(binding) }, ySyncPluginKey) } catch (error) { queueMicrotask(() => mend(error)) }
  }
  binding.doc.off('beforeAllTransactions', remember)
  binding.beforeAllTransactions = () => { try { remember() } catch { binding.beforeTransactionSelection = null } }
  binding.doc.on('beforeAllTransactions', binding.beforeAllTransactions)
  return () => { gone = true }
}

export interface GuardOptions {
  /** told of an error that was mended */
  mended: (error: unknown) => void
  /** which guards are up: only a test takes one down */
  caret: boolean
  errors: boolean
}

export const PaperGuards = Extension.create<GuardOptions>({
  name: 'paperGuards',
  // Its view must come after that of the binding (1000) and before whatever could throw.
  priority: 990,
  addOptions: () => ({ mended: () => {}, caret: true, errors: true }),
  addProseMirrorPlugins() {
    const { options, editor } = this
    return [new Plugin({
      // Who may only read changes nothing, whatever an extension or a drop tries.
      filterTransaction: (transaction) => !transaction.docChanged || cameFromDocument(transaction) || editor.isEditable,
      appendTransaction(transactions, _before, state) {
        const last = transactions.findLast(cameFromDocument)
        const binding = syncStateOf(state)?.binding
        if (!options.caret || !last || isUndo(last) || !binding) return null
        const selection = caretOf(binding, state.tr)
        return selection && !selection.eq(state.selection) ? state.tr.setSelection(selection).setMeta('addToHistory', false) : null
      },
      view: (view) => ({ destroy: options.errors ? guard(view, options.mended) : () => {} }),
    })]
  },
})
