// Pages as people have them: the client's own live document with the real editor on it, and a line to the server that is in the test's hand.
import { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { watch } from 'vue'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { STYLES, insertCitation, insertNote, setLink, setStyle, shift } from '../../client/src/papers/editor/commands'
import { paperEditor, paperExtensions } from '../../client/src/papers/editor/extensions'
import { openDocument, type LiveDocument } from '../../client/src/wire/document'
import { caret, figures, press, say, type, type Hand } from './editors'

export interface Page extends Hand {
  name: string
  live: LiveDocument
  /** errors that the editor's guards mended */
  mended: unknown[]
  cut(): void
  back(): void
  /** how often a server has asked it for what it has */
  asked(): number
  /** whether the last row that it was told stands, as a server has answered each time */
  stood(): boolean[]
  /** the line says the last change once more */
  twice(): void
  /** stored, all of it, and on a whole line */
  settled(): boolean
  close(): void
}

// Each page listens for the end of the process.
process.setMaxListeners(100)

const isChange = (bytes: unknown): bytes is Uint8Array => bytes instanceof Uint8Array && bytes[0] === 0 && bytes[1] === 2
const editorOn = (doc: Y.Doc, fresh: () => string, mended: (error: unknown) => void, live?: LiveDocument): Editor => new Editor({
  ...paperEditor,
  element: document.body.appendChild(document.createElement('div')),
  extensions: paperExtensions({ doc, outside: { figures: () => figures, say }, fresh, guards: { mended }, ...(live ? { awareness: live.awareness.value, me: { name: 'me' } } : {}) }),
})

/** What an editor shows of a text. */
export function shownOf(doc: Y.Doc): unknown {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const editor = editorOn(copy, () => { throw new Error('a text with its ids in order needs none') }, () => undefined)
  const json = editor.getJSON()
  editor.destroy()
  return json
}

/** `name` begins the ids of what is made here; `headers` say who it is. */
export function openPage(server: string, document: string, name: string, headers: Record<string, string> = { cookie: `token=${name}` }): Page {
  let down = false
  let ids = 0
  let asked = 0
  const stood: boolean[] = []
  let again: () => void = () => undefined
  const sockets = new Set<WebSocket>()
  class Wire extends WebSocket {
    constructor(address: string | URL) {
      super(down ? 'ws://127.0.0.1:1' : address, { headers })
      sockets.add(this)
      this.on('error', () => undefined).on('close', () => { sockets.delete(this) }).on('message', (data) => { const [type, kind, value] = new Uint8Array(data as ArrayBuffer); if (type === 0 && kind === 0) asked += 1; if (type === 9 && kind === 7) stood.push(value === 1) })
    }
    override send(bytes: Uint8Array): void {
      if (isChange(bytes)) again = () => { if (this.readyState === WebSocket.OPEN) super.send(bytes) }
      super.send(bytes)
    }
  }
  const live = openDocument(document, { server, Socket: Wire as unknown as typeof globalThis.WebSocket })
  const mended: unknown[] = []
  const page: Page = {
    name, live, mended, editor: undefined as unknown as Editor,
    cut() { down = true; for (const socket of sockets) socket.terminate() },
    back() { down = false; live.tryNow() },
    asked: () => asked,
    stood: () => stood,
    twice: () => { again() },
    settled: () => live.synced.value && live.connection.value.state === 'live' && live.saved.value.state === 'saved',
    close() { stop(); page.editor.destroy(); live.close() },
  }
  // As the page does it: after words were refused the text is another.
  const stop = watch(live.doc, (doc) => {
    (page.editor as Editor | undefined)?.destroy()
    page.editor = editorOn(doc, () => `${name}-${(ids += 1)}`, (error) => mended.push(error), live)
  }, { immediate: true, flush: 'sync' })
  return page
}

export type Random = (below: number) => number
export function randomFrom(seed: number): Random {
  let at = seed >>> 0
  return (below) => {
    at = (at + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(at ^ (at >>> 15), at | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const PASTED = ['<p>Pasted <b>bold</b> words</p>', '<h2>A heading</h2><p>one</p><p>two <a href="https://un.org/e">linked</a></p>', '<ul><li>first</li><li>second</li></ul>', 'plain words', '<p>نص <i>منسوخ</i></p>']
function paste({ editor: { view } }: Hand, html: string): void {
  const data = { getData: (kind: string) => (kind === 'text/html' ? html : html.replaceAll(/<[^>]*>/g, ' ')) }
  view.someProp('handlePaste', (handle) => handle(view, Object.assign(new Event('paste'), { clipboardData: data }) as unknown as ClipboardEvent, view.state.selection.content()))
}

/** One thing that a person does in an editor, anywhere in the text. */
export function anything(hand: Hand, random: Random, n: number): void {
  const { editor } = hand
  const { doc } = editor.state
  if (random(10) < 7) {
    const paragraph = random(doc.childCount)
    const { size } = doc.child(paragraph).content
    const from = random(4) ? random(size + 1) : 0
    caret(hand, paragraph, from, random(5) ? from : from + random(size - from + 1))
  }
  const run = (command: ReturnType<typeof shift>) => void command(editor.state, editor.view.dispatch)
  switch (random(18)) {
    case 0: case 1: case 2: case 3: case 4: return type(hand, ['a', ' ', `word${n} `, 'نص ', '文'][random(5)]!)
    case 5: case 6: return void press(hand, 'Enter')
    case 7: case 8: return void (press(hand, 'Backspace') || editor.commands.deleteRange({ from: Math.max(1, editor.state.selection.from - 1), to: editor.state.selection.to }))
    case 9: return void press(hand, ['b', 'i'][random(2)]!, { ctrlKey: true })
    case 10: return run(setStyle(STYLES[random(STYLES.length)]!))
    case 11: return run(random(2) ? insertCitation(`c${1 + random(3)}`) : insertNote(`n${random(3)}`))
    case 12: return run(shift(random(2) ? 1 : -1))
    case 13: return void editor.commands.undo()
    case 14: return void (random(2) ? editor.commands.redo() : editor.commands.undo())
    case 15: return paste(hand, PASTED[random(PASTED.length)]!)
    case 16: return run(setLink(random(3) ? 'https://un.org/a' : ''))
    default: {
      // Several paragraphs, or all.
      const { size } = editor.state.doc.content
      const [a, b] = random(12) ? [1 + random(size - 1), 1 + random(size - 1)] : [1, size - 1]
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.between(editor.state.doc.resolve(Math.min(a, b)), editor.state.doc.resolve(Math.max(a, b)))))
      return void (random(2) ? editor.commands.deleteSelection() : type(hand, 'anew'))
    }
  }
}
