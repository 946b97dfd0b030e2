// Several real editors on one paper, with the wire between them held in the hand: what one writes waits until it is delivered.
import { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import * as Y from 'yjs'
import { Awareness } from 'y-protocols/awareness'
import type { Figures } from '@roundtable/shared/papers/compile'
import { readPaper, ROOT, seedPaper } from '@roundtable/shared/papers/schema'
import type { Paper } from '@roundtable/shared/papers/schema'
import { en } from '@roundtable/shared/words/en'
import { sayIn } from '@roundtable/shared/words/words'
import { paperEditor, paperExtensions } from '../../client/src/papers/editor/extensions'
import type { PaperOptions } from '../../client/src/papers/editor/extensions'

// jsdom draws nothing, so it measures nothing.
const nowhere = { x: 0, y: 0, width: 0, height: 0, top: 0, right: 0, bottom: 0, left: 0, toJSON: () => ({}) }
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => nowhere
Element.prototype.getClientRects = () => [] as unknown as DOMRectList
document.elementFromPoint = () => null

export const say = sayIn('en', en)
export const figures: Figures = Object.fromEntries(['c1', 'c2', 'c3'].map((id, index) => [id, { id, edition: 2024, iso3: 'KEN', indicator: 'egdi' as const, status: 'recorded' as const, value: `0.${index + 1}000`, source: 'Source: UN DESA, 2024' }]))

/** Whose editor is written in. */
export interface Hand { editor: Editor }
export interface Peer extends Hand { doc: Y.Doc; waiting: Uint8Array[]; mended: unknown[] }
export interface Table { peers: Peer[]; deliver(peer: Peer, most?: number): void; deliverAll(): void; close(): void }

export function openTable(count: number, paper: Paper, options: Partial<PaperOptions> = {}): Table {
  const first = new Y.Doc()
  seedPaper(first, paper)
  const state = Y.encodeStateAsUpdate(first)
  const peers: Peer[] = Array.from({ length: count }, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = 1000 + index
    Y.applyUpdate(doc, state)
    const mended: unknown[] = []
    let n = 0
    const editor = new Editor({
      ...paperEditor,
      element: document.body.appendChild(document.createElement('div')),
      extensions: paperExtensions({ doc, outside: { figures: () => figures, say }, fresh: () => `p${index}-${(n += 1)}`, awareness: new Awareness(doc), me: { name: `P${index}` }, ...options, guards: { mended: (error) => mended.push(error), ...options.guards } }),
    })
    return { doc, editor, waiting: [], mended }
  })
  for (const peer of peers) {
    peer.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') for (const other of peers) if (other !== peer) other.waiting.push(update)
    })
  }
  const deliver = (peer: Peer, most = Infinity) => {
    for (let n = 0; n < most && peer.waiting.length > 0; n += 1) Y.applyUpdate(peer.doc, peer.waiting.shift()!, 'wire')
  }
  return {
    peers, deliver,
    // A delivery may bring a peer to write (Yjs tidies formatting), so until nobody has anything left.
    deliverAll() { while (peers.some((peer) => peer.waiting.length > 0)) for (const peer of peers) deliver(peer) },
    close() { for (const { editor, doc } of peers) { editor.destroy(); doc.destroy() } },
  }
}

export const paperIn = (peer: Peer): Paper => readPaper(peer.doc.getXmlFragment(ROOT))
/** What a reader sees: the words of each paragraph, places as the ids of their marks. */
export const shown = (peer: Peer): string[] => paperIn(peer).map(({ runs }) => runs.map(({ text, marks }) => (marks.citation ? `[${marks.citation.id}]` : marks.note ? `(${marks.note.id})` : text)).join(''))
export const inEditor = (peer: Peer): string[] => peer.editor.state.doc.children.map((node) => node.textContent)

/** Puts the caret at an offset of the nth paragraph. */
export function caret(peer: Hand, paragraph: number, from: number, to = from): void {
  const { state, view } = peer.editor
  let start = 1
  for (let n = 0; n < paragraph; n += 1) start += state.doc.child(n).nodeSize
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, start + from, start + to)))
}
export const type = (peer: Hand, text: string): void => peer.editor.view.dispatch(peer.editor.state.tr.insertText(text))
export const press = (peer: Hand, key: string, more: KeyboardEventInit = {}): boolean =>
  Boolean(peer.editor.view.someProp('handleKeyDown', (handle) => handle(peer.editor.view, new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))))
