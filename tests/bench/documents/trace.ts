// The paper of 260,000 edits: a real trace when one is named (`--trace=FILE`, in the form of josephg/editing-traces), else one made up by a seed, as large and as jumpy.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import { count, option, SEED } from './settings'
import { seeded } from './typing'

/** [position, deleted, inserted] */
type Patch = [number, number, string]
/** The trace of automerge-paper has 259,778 edits, of which 77,463 delete one character. */
const EDITS = count(259_778, 26_000)
const PER_UPDATE = 100

function real(file: string): Patch[] {
  const bytes = readFileSync(file)
  const { txns } = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as { txns: { patches: Patch[] }[] }
  return txns.flatMap(({ patches }) => patches).slice(0, EDITS)
}

/** Runs of typing, slips taken back at once, and jumps to somewhere else, as many as the real one has. */
function madeUp(): Patch[] {
  const random = seeded(SEED)
  const patches: Patch[] = []
  let length = 0, caret = 0
  while (patches.length < EDITS) {
    caret = random() < 0.4 ? length : Math.min(length, Math.max(0, caret + Math.floor((random() - 0.5) * 2_000)))
    for (let run = 1 + Math.floor(-Math.log(1 - random()) * 18); run > 0; run -= 1) { patches.push([caret++, 0, 'etaoin shrdlu'[Math.floor(random() * 13)]!]); length += 1 }
    for (let slips = random() < 0.6 ? Math.floor(-Math.log(1 - random()) * 13.8) : 0; slips > 0 && caret > 0; slips -= 1) { patches.push([--caret, 1, '']); length -= 1 }
  }
  return patches.slice(0, EDITS)
}

export interface Trace { what: string; updates: Uint8Array[]; length: number; state: number; doc: Y.Doc; edits: number }

/** As updates of a hundred edits each, in one paragraph. */
export function openTrace(): Trace {
  const file = option('trace')
  const patches = file ? real(file) : madeUp()
  const doc = new Y.Doc()
  doc.clientID = 77
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => { updates.push(update) })
  seedPaper(doc, [{ id: 'paper', role: 'text', runs: [{ text: '.', marks: {} }] }])
  const text = (doc.getXmlFragment('paper').get(0) as Y.XmlElement).get(0) as Y.XmlText
  for (let first = 0; first < patches.length; first += PER_UPDATE) doc.transact(() => {
    for (const [position, deleted, inserted] of patches.slice(first, first + PER_UPDATE)) {
      if (deleted > 0) text.delete(position, deleted)
      if (inserted) text.insert(position, inserted)
    }
  })
  return { what: file ? `the trace of ${file.split('/').at(-1)}` : `a trace made by seed ${SEED} (no --trace=FILE was given)`, updates, length: text.length, state: Y.encodeStateAsUpdate(doc).byteLength, doc, edits: patches.length }
}

export const lengthOf = (doc: Y.Doc): number => ((doc.getXmlFragment('paper').get(0) as Y.XmlElement | undefined)?.get(0) as Y.XmlText | undefined)?.length ?? 0
