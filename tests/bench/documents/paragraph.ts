// What a deletion costs in a paragraph of a hundred thousand characters that many have written in, against one of a thousand; and a real paper of one paragraph, edit by edit.
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import { Draft } from '../../../server/src/documents/draft'
import { Truth } from '../../../server/src/documents/text'
import { fixed, type Result } from './report'
import { count, SEED } from './settings'
import { openTrace } from './trace'
import { seeded } from './typing'

const SMALL = 1_000
const LARGE = count(100_000, 10_000)
const KEYS = count(1_000, 100)
const AUTHOR = 7

const draftOf = (doc: Y.Doc) => {
  const state = Y.encodeStateAsUpdate(doc)
  const truth = new Truth(1, [state])
  return { truth, draft: new Draft<object>(truth, new Map([...doc.store.clients.keys()].map((client) => [client, 'author']))) }
}
const CONNECTION = {}
/** As a connection says it; stored at once. */
function say({ truth, draft }: ReturnType<typeof draftOf>, raw: Uint8Array, n: number): void {
  const verdict = draft.take({ from: CONNECTION, who: { person: 'author', session: 's', name: 'Author' }, n, raw, clients: [], heard: { turn: Infinity } })
  if (!verdict.ok) throw new Error(`refused: ${verdict.rule}`)
  const cut = draft.cut()
  if (cut) truth.apply(truth.seq + 1, cut.updates)
  draft.landed()
}

/** Milliseconds of each of a thousand letters taken away, anywhere in a paragraph that was written in pieces. */
function deletions(length: number): number {
  const random = seeded(SEED)
  const doc = new Y.Doc()
  seedPaper(doc, [{ id: 'a', role: 'text', runs: [{ text: '.', marks: {} }] }])
  const text = (doc.getXmlFragment('paper').get(0) as Y.XmlElement).get(0) as Y.XmlText
  while (text.length < length) text.insert(Math.floor(random() * text.length), 'words')
  const room = draftOf(doc)
  doc.clientID = AUTHOR
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => { updates.push(update) })
  for (let key = 0; key < KEYS; key += 1) text.delete(Math.floor(random() * text.length), 1)
  const begun = performance.now()
  updates.forEach((update, index) => { say(room, update, index + 1) })
  return (performance.now() - begun) / KEYS
}

export function measure(): Promise<Result> {
  deletions(SMALL)
  const [small, large] = [deletions(SMALL), deletions(LARGE)]
  const trace = openTrace()
  const [first = new Uint8Array(), ...rest] = trace.updates
  const start = new Y.Doc()
  Y.applyUpdate(start, first)
  const room = draftOf(start)
  const begun = performance.now()
  for (const [index, update] of rest.entries()) say(room, update, index + 1)
  const whole = (performance.now() - begun) / 1_000
  return Promise.resolve({
    rows: [
      { figure: `a letter deleted in a paragraph of ${LARGE.toLocaleString('en')} characters against one of ${SMALL.toLocaleString('en')}, CPU of checking and applying`, goal: 'at most 3', measured: `${fixed(large, 3)} / ${fixed(small, 3)} ms`, ratio: large / small, met: large / small <= 3 },
      { figure: `${trace.what}, ${trace.edits.toLocaleString('en')} edits in one paragraph, checked and applied`, goal: 'told', measured: `${fixed(whole, 1)} s, ${fixed((whole * 1e6) / trace.edits, 0)} µs an edit`, met: undefined },
    ],
    tables: [],
  })
}
