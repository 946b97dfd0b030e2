// @vitest-environment jsdom
// Authors' lines in the live text: under the words they wrote, wherever those go; what was written since bears none until it is asked again.
import { afterEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Authors } from '@roundtable/shared/papers/authors'
import { ROOT } from '@roundtable/shared/papers/schema'
import { drawAuthors, rangesIn } from '../../client/src/papers/editor/authorship'
import { caret, openTable, press, type, type Peer, type Table } from '../convergence/editors'

const PAPER = [
  { id: 'a', role: 'text' as const, runs: [{ text: 'States report', marks: {} }] },
  { id: 'b', role: 'text' as const, runs: [{ text: 'بيانات موثوقة', marks: {} }] },
]
let table: Table
afterEach(() => table.close())

/** As the log would answer now: who made each character, by client. */
function answered({ doc }: Peer): Authors {
  const authors = new Authors()
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) authors.put(client, 0, clock, client === 1000 ? 'kenya' : client === 1001 ? 'peru' : 'server')
  return authors
}
const lines = new Map([['kenya', { name: 'Kenya', line: 0 }], ['peru', { name: 'Peru', line: 1 }], ['server', { name: 'As it began', line: 2 }]])
const shown = ({ editor }: Peer) => [...editor.view.dom.querySelectorAll<HTMLElement>('.by')].map((one) => `${one.title}: ${one.textContent}`)

it('stand under each author’s words and stay there while both write', () => {
  table = openTable(2, PAPER)
  const [kenya, peru] = table.peers as [Peer, Peer]
  caret(kenya, 0, 6)
  type(kenya, ' and cities')
  table.deliverAll()
  caret(peru, 0, 17)
  type(peru, ' shall')
  table.deliverAll()
  drawAuthors(kenya.editor.view, { authors: answered(kenya), lines })
  expect(shown(kenya)).toEqual(['As it began: States ', 'Kenya: and cities ', 'Peru: shall ', 'As it began: report', 'As it began: بيانات موثوقة'])
  expect(shown(peru)).toEqual([])
  // One's own new words in the middle of another's, then another's from elsewhere: no line yet, and no line moves.
  caret(kenya, 0, 20)
  type(kenya, 'XX')
  expect(shown(kenya).map((one) => one.split(': ')[0])).toEqual(['As it began', 'Kenya', 'Peru', 'Peru', 'As it began', 'As it began'])
  expect(shown(kenya).map((one) => one.split(': ')[1]).join('')).toBe('States and cities shall reportبيانات موثوقة')
  expect(shown(kenya).filter((one) => one.includes('XX'))).toEqual([])
  caret(peru, 0, 0)
  type(peru, 'Both ')
  table.deliverAll()
  expect(shown(kenya).map((one) => one.split(': ')[0])).toEqual(['As it began', 'Kenya', 'Peru', 'Peru', 'As it began', 'As it began'])
  expect(shown(kenya).filter((one) => /XX|Both/.test(one))).toEqual([])
  drawAuthors(kenya.editor.view, { authors: answered(kenya), lines })
  expect(shown(kenya)).toContain('Peru: Both ')
  expect(shown(kenya)).toContain('Kenya: XX')
  // A paragraph that is split is written anew behind the split: whose it is the log knows, not the page.
  press(peru, 'Enter')
  table.deliverAll()
  expect(shown(kenya)).toEqual(['Peru: Both ', 'As it began: بيانات موثوقة'])
  drawAuthors(kenya.editor.view, undefined)
  expect(shown(kenya)).toEqual([])
})

it('are ranges of characters, joined where one author wrote on, with a hole where nobody is known', () => {
  table = openTable(1, PAPER)
  const [kenya] = table.peers as [Peer]
  caret(kenya, 0, 13)
  type(kenya, ' on')
  type(kenya, ' time')
  const [first] = kenya.doc.getXmlFragment(ROOT).toArray() as Y.XmlElement[]
  const authors = new Authors()
  authors.put(1000, 0, 1_000, 'kenya')
  expect(rangesIn(first!, authors)).toEqual([{ from: 13, to: 21, by: 'kenya' }])
})
