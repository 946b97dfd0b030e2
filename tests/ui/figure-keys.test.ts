// A figure in the text that has the focus is a button: no key pressed on it is typed at the caret, which may stand elsewhere.
import { afterEach, expect, test } from 'vitest'
import { sayIn } from '@roundtable/shared/words/words'
import { ar } from '@roundtable/shared/words/ar'
import { PLACE, type Paper } from '@roundtable/shared/papers/schema'
import { caret, figures, openTable, paperIn, say, type Table } from '../convergence/editors'

const PAPER: Paper = [
  { id: 'a', role: 'text', runs: [{ text: 'The caret stands here', marks: {} }] },
  { id: 'b', role: 'text', runs: [{ text: 'Kenya, at ', marks: {} }, { text: PLACE, marks: { citation: { id: 'c1' } } }] },
]
let table: Table | undefined
afterEach(() => { table?.close(); table = undefined })

test.each(['Enter', 'Backspace', 'Delete', 'a'])('%s on a focused figure leaves the text as it is', (key) => {
  table = openTable(1, PAPER)
  const peer = table.peers[0]!
  caret(peer, 0, 4)
  const before = paperIn(peer)
  const figure = peer.editor.view.dom.querySelector<HTMLElement>('.cite')!
  figure.focus()
  const pressed = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  figure.dispatchEvent(pressed)
  expect(paperIn(peer)).toEqual(before)
  expect(pressed.defaultPrevented).toBe(true)
})

test('a word that stands for a figure is in the language of the text, not of the reader', () => {
  const none = { ...figures, c1: { id: 'c1', edition: 2010, iso3: 'SSD', indicator: 'egdi' as const, status: 'not-member' as const, source: 'Source: UN DESA, 2010' } }
  table = openTable(1, PAPER, { outside: { figures: () => none, say: sayIn('ar', ar), sayInText: say } })
  expect(table.peers[0]!.editor.view.dom.querySelector('.cite')!.textContent).toBe(say('papers.figure.word.not-member'))
})
