// What of a paper is discussed: chosen words with the figures in them, a paragraph as a whole; beside the text a mark says where there is discussion.
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { PLACE, type Paper } from '@roundtable/shared/papers/schema'
import { TextSelection } from '@tiptap/pm/state'
import type { Found } from '../../client/src/discussion/thread'
import ThreadSearch from '../../client/src/discussion/ThreadSearch.vue'
import { QUOTED_MOST } from '@roundtable/shared/discussion/words'
import { chosenIn } from '../../client/src/papers/editor/chosen'
import { speak } from '../../client/src/words'
import { figures, openTable, type Peer, type Table } from '../convergence/editors'
import { settled, show } from './show'

const PAPER: Paper = [
  { id: 'a', role: 'text', runs: [{ text: 'Requests that the agenda be made public ', marks: {} }, { text: 'fourteen', marks: { bold: true } }, { text: ' days ahead', marks: {} }] },
  { id: 'b', role: 'text', runs: [{ text: 'Kenya, at ', marks: {} }, { text: PLACE, marks: { citation: { id: 'c1' } } }, { text: ', leads', marks: {} }, { text: PLACE, marks: { note: { id: 'n1' } } }] },
  { id: 'n', role: 'note', for: 'n1', runs: [{ text: 'A note', marks: {} }] },
  { id: 'l', role: 'text', runs: [{ text: 'long '.repeat(400), marks: {} }] },
]
let table: Table | undefined
beforeAll(() => speak('en'))
afterEach(() => { table?.close(); table = undefined })

/** Chooses from a character of one paragraph to a character of another. */
function choose(peer: Peer, [first, from]: [number, number], [last, to]: [number, number] = [first, from]) {
  const { state, dispatch } = peer.editor.view
  const at = (index: number, offset: number) => { let start = 1; for (let one = 0; one < index; one += 1) start += state.doc.child(one).nodeSize; return start + offset }
  dispatch(state.tr.setSelection(TextSelection.create(state.doc, at(first, from), at(last, to))))
  return chosenIn(peer.editor.state, figures, '?')
}

test('words of one paragraph are quoted with their place; a figure says its value, a note’s number is left out', () => {
  table = openTable(1, PAPER)
  const peer = table.peers[0]!
  expect(choose(peer, [0, 40], [0, 53])).toEqual({ block: 'a', words: 'fourteen days', from: 40, to: 53 })
  expect(choose(peer, [1, 0])).toEqual({ block: 'b', words: `Kenya, at ${figures.c1!.value}, leads` })
})

test('a caret or a choice over several paragraphs means the first as a whole; a note is not discussed; what is long is cut', () => {
  table = openTable(1, PAPER)
  const peer = table.peers[0]!
  expect(choose(peer, [0, 3], [1, 4])).toMatchObject({ block: 'a', words: 'Requests that the agenda be made public fourteen days ahead' })
  expect(choose(peer, [0, 3], [1, 4])).not.toHaveProperty('from')
  expect(choose(peer, [2, 1])).toBeUndefined()
  const long = choose(peer, [3, 0])!
  expect([long.words.length, long.words.endsWith('…')]).toEqual([QUOTED_MOST, true])
})

test('an answer to an earlier question does not take the place of a later one', async () => {
  const answers: ((found: Found) => void)[] = []
  const place = await show(ThreadSearch, { look: vi.fn(() => new Promise<Found>((answer) => { answers.push(answer) })) })
  const field = place.querySelector('input')!
  const ask = async (words: string) => { field.value = words; field.dispatchEvent(new Event('input')); await settled(); place.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true })); await settled() }
  await ask('balanced')
  await ask('equal')
  answers[1]!({ hits: [] })
  await settled()
  answers[0]!({ hits: [{ id: '1', at: '2026-11-25T11:31:00Z', by: { name: 'Kenya', kind: '' }, words: 'balanced seats', where: 'Item 4', to: '/' }] })
  await settled()
  expect(place.textContent).toContain('No post that you may read holds “equal”.')
  expect(place.textContent).not.toContain('balanced seats')
})
