// A log replayed, row by row: whose each character is when the server mends, when words are written anew where they stood, and at the edges of a meeting without names.
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { SERVER, UNNAMED } from '@roundtable/shared/papers/authors'
import { ROOT } from '@roundtable/shared/papers/schema'
import { SYSTEM } from '../../server/src/documents/admission'
import { HELD_UP, Replay, type Unnamed } from '../../server/src/documents/replay'
import { changed, textOf, type } from '../documents/peers'

const KENYA = { person: 'ama', seat: 'kenya' }, CIVIL = { person: 'bo', seat: 'civil' }, MENDS = { person: SYSTEM, seat: null }
type Step = [at: number, ...parts: [by: { person: string; seat: string | null }, change: (doc: Y.Doc) => void][]]

/** An empty paragraph, made by the server, and what was then done to it. */
function log(...steps: Step[]): [at: number, parts: { person: string; seat: string | null; bytes: number }[], updates: Uint8Array][] {
  const doc = new Y.Doc()
  const begin: Step = [0, [MENDS, () => { const block = new Y.XmlElement('paragraph'); doc.getXmlFragment(ROOT).insert(0, [block]); block.insert(0, [new Y.XmlText()]) }]]
  return [begin, ...steps].map(([at, ...parts]) => {
    const said = parts.map(([by, change]) => ({ by, update: changed(doc, change) }))
    return [at, said.map(({ by, update }) => ({ ...by, bytes: update.byteLength })), Buffer.concat(said.map(({ update }) => update))]
  })
}
function replayed(rows: ReturnType<typeof log>, unnamed: Unnamed[] = []): string[] {
  const replay = new Replay(unnamed)
  for (const row of rows) replay.row(...row)
  return replay.end().paragraphs.flatMap(({ runs }) => runs.map(({ by, text }) => `${by}: ${text}`))
}

it('what the server writes to mend an update is of the author of that update; what it writes by itself is its own', () => {
  expect(replayed(log([1, [KENYA, type('A treaty')], [MENDS, type(', mended')]]))).toEqual(['kenya: A treaty, mended'])
  expect(replayed(log([1, [KENYA, type('A treaty')], [CIVIL, type(' of all')], [MENDS, type(', mended')]]))).toEqual(['kenya: A treaty', 'civil:  of all, mended'])
  expect(replayed(log([1, [KENYA, type('A treaty')]], [2, [MENDS, type(', begun')]]))).toEqual(['kenya: A treaty', `${SERVER}: , begun`])
})

it('who takes words out and writes them anew in the same paragraph is their author', () => {
  const again = (doc: Y.Doc) => { const text = textOf(doc); text.delete(2, 6); text.insert(2, 'treaty') }
  expect(replayed(log([1, [KENYA, type('A treaty')]], [2, [CIVIL, again]]))).toEqual(['kenya: A ', 'civil: treaty'])
})

it('while names are not said both ends are included, and what a line may still hold back when it is over', () => {
  const over = 20 + HELD_UP
  const rows = log(...[9, 10, 20, over, over + 1].map((at, index): Step => [at, [KENYA, type(`${index}. `)]]))
  expect(replayed(rows, [{ since: 10, until: 20 }])).toEqual(['kenya: 0. ', `${UNNAMED}: 1. 2. 3. `, 'kenya: 4. '])
  expect(replayed(rows, [{ since: 20 }])).toEqual(['kenya: 0. 1. ', `${UNNAMED}: 2. 3. 4. `])
})

it('a log in which a row is missing says nothing', () => {
  const rows = log([1, [KENYA, type('One. ')]], [2, [KENYA, type('Two. ')]], [3, [KENYA, type('Three. ')]])
  expect(() => replayed([rows[0]!, rows[1]!, rows[3]!])).toThrow('the log has a gap')
})
