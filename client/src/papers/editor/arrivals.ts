// What others have just changed: a line at the paragraph's start edge, who and when, until one has been there or passed it.
import { Extension } from '@tiptap/core'
import type { Node as DocumentNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { cameFromDocument, isUndo, syncStateOf } from './guards'
import { attributesOf } from './nodes'

export type Arrivals = ReadonlyMap<string, string>
export interface ArrivalOptions {
  /** false until the text that was there has been read: it is no news */
  watching: () => boolean
  /** "Kenya, 11:42" of the clients that wrote */
  by: (clients: number[]) => string
  arrived: (blocks: string[], clients: number[]) => void
}

const arrivalsKey = new PluginKey<Arrivals>('paper arrivals')
/** Takes the mark off a block: its reader has seen it. */
export const seen = (view: EditorView, block: string): void => {
  if (arrivalsKey.getState(view.state)?.has(block)) view.dispatch(view.state.tr.setMeta(arrivalsKey, { seen: block }).setMeta('addToHistory', false))
}

const byId = (doc: DocumentNode) => new Map(doc.children.flatMap((node) => { const { id } = attributesOf(node); return id ? [[id, node] as const] : [] }))
function changedBlocks(before: DocumentNode, after: DocumentNode): string[] {
  const old = byId(before)
  return [...byId(after)].filter(([id, node]) => { const was = old.get(id); return was !== node && !(was && was.eq(node)) }).map(([id]) => id)
}

export const PaperArrivals = Extension.create<ArrivalOptions>({
  name: 'paperArrivals',
  addOptions: () => ({ watching: () => false, by: () => '', arrived: () => {} }),
  addProseMirrorPlugins() {
    const { watching, by, arrived } = this.options
    let writers: number[] = []
    /** a change of others is under way; what is drawn without one is no news */
    let isNews = false
    return [new Plugin<Arrivals>({
      key: arrivalsKey,
      state: {
        init: () => new Map(),
        apply(transaction, arrivals, before, after) {
          const { seen: passed } = (transaction.getMeta(arrivalsKey) ?? {}) as { seen?: string }
          const here = transaction.selectionSet && !cameFromDocument(transaction) ? attributesOf(after.selection.$head.parent).id : null
          const next = new Map(arrivals)
          if (passed) next.delete(passed)
          if (here) next.delete(here)
          const news = isNews && cameFromDocument(transaction) && watching()
          if (transaction.docChanged) isNews = false
          if (transaction.docChanged && (news || !cameFromDocument(transaction)) && !isUndo(transaction)) {
            const changed = changedBlocks(before.doc, after.doc)
            for (const id of changed) if (news) next.set(id, by(writers)); else next.delete(id)
            if (changed.length > 0 && news) queueMicrotask(() => arrived(changed, writers))
          }
          return next.size === arrivals.size && [...next].every(([id, who]) => arrivals.get(id) === who) ? arrivals : next
        },
      },
      props: {
        decorations(state) {
          const arrivals = arrivalsKey.getState(state)
          if (!arrivals?.size) return null
          const drawings: Decoration[] = []
          state.doc.forEach((node, at) => {
            const who = arrivals.get(attributesOf(node).id ?? '')
            if (who !== undefined) drawings.push(Decoration.node(at, at + node.nodeSize, { 'class': 'is-new', 'data-by': who }))
          })
          return DecorationSet.create(state.doc, drawings)
        },
      },
      view(view) {
        const doc = syncStateOf(view.state)?.binding.doc
        // Who wrote is known to Yjs alone; deletions say nothing of their author.
        const note = (transaction: Y.Transaction) => {
          isNews = !transaction.local
          if (isNews) writers = [...transaction.afterState].filter(([client, clock]) => (transaction.beforeState.get(client) ?? 0) < clock).map(([client]) => client)
        }
        doc?.on('beforeObserverCalls', note)
        return { destroy: () => doc?.off('beforeObserverCalls', note) }
      },
    })]
  },
})
