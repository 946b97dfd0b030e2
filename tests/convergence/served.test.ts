// @vitest-environment jsdom
// Whatever real editors write passes the server's checks, and the log it is stored in makes the same text.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { repairPaper, ROOT } from '@roundtable/shared/papers/schema'
import { insertCitation, insertNote, setStyle, shift, STYLES } from '../../client/src/papers/editor/commands'
import { mergedOf, partsOf, type StoredRow } from '../../server/src/documents/documents.db'
import { Draft } from '../../server/src/documents/draft'
import { leavesPending, Truth } from '../../server/src/documents/text'
import { caret, openTable, press, type, type Peer } from './editors'

const PAPER = [
  { id: 'a', role: 'text' as const, runs: [{ text: 'The first paragraph of this paper', marks: {} }] },
  { id: 'b', role: 'text' as const, runs: [{ text: 'Kenya stood above all', marks: { bold: true as const } }] },
  { id: 'c', role: 'heading' as const, level: '1' as const, runs: [] },
]

function anything({ editor }: Peer, peer: Peer, pick: (below: number) => number): void {
  const { doc } = editor.state
  if (pick(10) < 6) {
    const paragraph = pick(doc.childCount)
    const from = pick(doc.child(paragraph).content.size + 1)
    caret(peer, paragraph, from, pick(5) ? from : doc.child(paragraph).content.size)
  }
  const { dispatch } = editor.view
  switch (pick(12)) {
    case 0: case 1: case 2: return type(peer, ['a', ' ', 'word ', 'نص '][pick(4)]!)
    case 3: return void press(peer, 'Enter')
    case 4: case 5: return void (press(peer, 'Backspace') || editor.commands.deleteRange({ from: Math.max(1, editor.state.selection.from - 1), to: editor.state.selection.to }))
    case 6: return void press(peer, ['b', 'i'][pick(2)]!, { ctrlKey: true })
    case 7: return void setStyle(STYLES[pick(STYLES.length)]!)(editor.state, dispatch)
    case 8: return void (pick(2) ? insertCitation('c1') : insertNote(`n${pick(3)}`))(editor.state, dispatch)
    case 9: return void shift(pick(2) ? 1 : -1)(editor.state, dispatch)
    case 10: return void (pick(3) ? editor.commands.undo() : editor.commands.redo())
    default: return void (pick(4) ? editor.commands.deleteSelection() : editor.commands.selectAll() && type(peer, 'all anew'))
  }
}

test('two to four real editors, what they write, and what is stored of it', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 4 }), fc.array(fc.nat(10_000), { minLength: 400, maxLength: 400 }), (count, numbers) => {
    let at = 0
    const pick = (below: number) => numbers[at++ % numbers.length]! % below
    const table = openTable(count, PAPER)
    try {
      const start = Y.encodeStateAsUpdate(table.peers[0]!.doc)
      const truth = new Truth(1, [start])
      const draft = new Draft<Peer>(truth, new Map([...Y.parseUpdateMeta(start).to.keys()].map((client) => [client, 'system'])))
      const log: StoredRow[] = []
      let mended = 0
      const store = () => {
        draft.mend((doc) => { repairPaper(doc.getXmlFragment(ROOT), () => `server-${(mended += 1)}`) })
        const cut = draft.cut()
        const row = cut && { ...cut, seq: truth.seq + 1 }
        if (row) { truth.apply(row.seq, mergedOf(row)); log.push(row) }
        draft.landed()
      }
      for (const peer of table.peers) {
        const who = { person: `person-${peer.doc.clientID}`, session: 's', name: 'n' }
        peer.doc.on('update', (raw: Uint8Array, origin: unknown) => { if (origin !== 'wire') expect(draft.take({ from: peer, who, n: 1, raw, clients: [] })).toMatchObject({ ok: true }) })
      }
      for (let step = 0; step < 60; step++) {
        const peer = table.peers[pick(count)]!
        anything(peer, peer, pick)
        if (pick(10) < 4) table.deliver(table.peers[pick(count)]!, 1 + pick(4))
        if (pick(4) === 0) store()
      }
      table.deliverAll()
      store()
      const told = truth.copy()
      for (const { doc } of table.peers) Y.applyUpdate(doc, Y.encodeStateAsUpdate(told), 'wire')
      expect(leavesPending(told)).toBe(false)
      expect(log.length).toBeGreaterThan(3)
      for (const { doc } of table.peers) expect(doc.getXmlFragment(ROOT).toJSON()).toBe(told.getXmlFragment(ROOT).toJSON())
      // As a server that was opened anew reads it.
      const again = new Truth(truth.seq, [start, ...log.flatMap(partsOf)])
      // By what they hold, not by their bytes: how Yjs cuts the same letters into items depends on what was applied together.
      const reread = again.copy()
      expect(Y.equalSnapshots(Y.snapshot(reread), Y.snapshot(told))).toBe(true)
      expect(reread.getXmlFragment(ROOT).toJSON()).toBe(told.getXmlFragment(ROOT).toJSON())
      const ids = told.getXmlFragment(ROOT).toArray().map((block) => (block as Y.XmlElement).getAttribute('id'))
      expect(new Set(ids).size).toBe(ids.length)
    } finally {
      table.close()
    }
  }), { numRuns: Number(process.env.SEEDS ?? 12) })
}, 120_000)
