// Real editors and the server's own draft between them, every wire in the hand: what is said waits, lines are cut and come back.
import * as Y from 'yjs'
import { repairPaper, ROOT } from '@roundtable/shared/papers/schema'
import type { Paper } from '@roundtable/shared/papers/schema'
import { mergedOf } from '../../server/src/documents/documents.db'
import { Draft } from '../../server/src/documents/draft'
import { Hearing } from '../../server/src/documents/hearing'
import { Truth } from '../../server/src/documents/text'
import { openTable, type Peer } from './editors'

type Said = { kind: 'holds' | 'whole'; bytes: Uint8Array } | { kind: 'change'; bytes: Uint8Array; edit: Edit } | { kind: 'has'; turn: number }
type Told = { kind: 'ask' | 'answer' | 'change'; bytes: Uint8Array } | { kind: 'turn'; turn: number } | { kind: 'stored'; edit: Edit }
/** What was written, and up to which turn its author had heard of moved words. */
interface Edit { bytes: Uint8Array; turn: number }
export interface Line { peer: Peer; up: Said[]; down: Told[]; cut: boolean; synced: boolean; hearing: Hearing; n: number; turn: number; unsaved: Set<Edit>; said: Map<number, Edit> }

export function openHouse(count: number, paper: Paper) {
  const table = openTable(count, paper)
  const start = Y.encodeStateAsUpdate(table.peers[0]!.doc)
  const truth = new Truth(1, [start])
  const draft = new Draft<Line>(truth, new Map([...Y.parseUpdateMeta(start).to.keys()].map((client) => [client, 'system'])))
  const refused: string[] = []
  let mended = 0
  const lines = table.peers.map((peer): Line => ({ peer, up: [], down: [], cut: false, synced: true, hearing: new Hearing(), n: 0, turn: 0, unsaved: new Set(), said: new Map() }))
  for (const line of lines) {
    line.hearing.has(0)
    line.peer.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === 'wire') return
      const edit = { bytes, turn: line.turn }
      line.unsaved.add(edit)
      if (!line.cut) line.up.push({ kind: 'change', bytes, edit })
    })
  }

  const house = {
    lines, draft, truth, refused,
    /** The server hears so much of what a line has said, and stores it. */
    hear(line: Line, most = Infinity): void {
      for (let n = 0; n < most && line.up.length > 0; n++) {
        const said = line.up.shift()!
        if (said.kind === 'holds') {
          line.hearing.holds(said.bytes)
          line.synced = true
          line.down.push({ kind: 'ask', bytes: truth.vector() }, { kind: 'answer', bytes: truth.since(said.bytes) }, { kind: 'turn', turn: draft.moves.turn })
        } else if (said.kind === 'has') line.hearing.has(said.turn)
        else {
          const who = { person: `person-${line.peer.doc.clientID}`, session: 's', name: 'n' }
          if (said.kind === 'change') line.said.set(line.n + 1, said.edit)
          const verdict = draft.take({ from: line, who, n: ++line.n, raw: said.bytes, clients: [], heard: line.hearing.heard(said.kind === 'whole', () => truth.vector()) })
          if (!verdict.ok) refused.push(verdict.rule)
        }
      }
    },
    store(): void {
      draft.mend((doc) => { repairPaper(doc.getXmlFragment(ROOT), () => `server-${(mended += 1)}`) })
      const cut = draft.cut()
      if (cut) {
        const authors = new Set(draft.flying.filter(({ fresh }) => fresh).map(({ from }) => from))
        const row = { ...cut, seq: truth.seq + 1 }
        truth.apply(row.seq, mergedOf(row))
        for (const line of lines) if (line.synced && (authors.size > 1 || !authors.has(line))) line.down.push({ kind: 'change', bytes: mergedOf(row) }, { kind: 'turn', turn: draft.moves.turn })
      }
      for (const { from, n } of draft.landed()) {
        const edit = from?.said.get(n)
        if (from && edit) { from.down.push({ kind: 'stored', edit }); from.said.delete(n) }
      }
    },
    /** A line is told so much of what waits for it. */
    tell(line: Line, most = Infinity): void {
      for (let n = 0; n < most && line.down.length > 0; n++) {
        const told = line.down.shift()!
        if (told.kind === 'turn') { line.turn = told.turn; line.up.push({ kind: 'has', turn: told.turn }) }
        else if (told.kind === 'stored') line.unsaved.delete(told.edit)
        else if (told.kind === 'ask') {
          for (const edit of line.unsaved) line.up.push({ kind: 'has', turn: edit.turn }, { kind: 'change', bytes: edit.bytes, edit })
          line.up.push({ kind: 'whole', bytes: new Uint8Array([0, 0]) })
        }
        else Y.applyUpdate(line.peer.doc, told.bytes, 'wire')
      }
    },
    cut(line: Line): void {
      line.cut = true
      line.synced = false
      line.up = []
      line.said.clear()
      line.down = []
    },
    back(line: Line): void {
      if (!line.cut) return
      line.cut = false
      line.hearing = new Hearing()
      line.up.push({ kind: 'holds', bytes: Y.encodeStateVector(line.peer.doc) })
    },
    /** Everybody hears everything. */
    settle(): void {
      for (const line of lines) house.back(line)
      while (draft.waiting.length > 0 || lines.some(({ up, down }) => up.length + down.length > 0)) {
        for (const line of lines) { house.hear(line); house.store() }
        for (const line of lines) house.tell(line)
      }
    },
    /** The server's paragraphs. */
    text: (): string[] => textOf(truth.copy()),
    close: () => { table.close() },
  }
  return house
}
export type House = ReturnType<typeof openHouse>
export const textOf = (doc: Y.Doc): string[] => doc.getXmlFragment(ROOT).toArray().map((block) => (block as Y.XmlElement).toArray().map((text) => (text as Y.XmlText).toDelta().map(({ insert }: { insert: string }) => insert).join('')).join('|'))
