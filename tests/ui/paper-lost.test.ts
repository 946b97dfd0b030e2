// Words that were refused, on the screen: beside what stands in their paragraph now, marked, to be copied, and written in again by who may.
import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readPaper, ROOT, seedPaper, wordsOf } from '@roundtable/shared/papers/schema'
import PaperHere from '../../client/src/papers/PaperHere.vue'
import PaperLost from '../../client/src/papers/PaperLost.vue'
import { speak } from '../../client/src/words'
import { button, settled, show } from './show'

beforeAll(async () => {
  await speak('en')
  Element.prototype.scrollIntoView = () => undefined
})
const LOST = { at: new Date(0), why: 'paper-closed', pieces: [{ block: 'a', number: '2', words: 'of steel', mine: 'Bridges of steel and roads' }] }
function paper(text = 'Long Bridges and roads'): Y.Doc {
  const doc = new Y.Doc()
  seedPaper(doc, [{ id: 'a', role: 'text', runs: [{ text, marks: {} }] }])
  return doc
}
const textIn = (doc: Y.Doc) => (doc.getXmlFragment(ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText
const sides = (place: HTMLElement) => [...place.querySelectorAll('.lost-beside dd')].map((one) => one.textContent)
const marks = (place: HTMLElement) => [...place.querySelectorAll('.lost-beside dd')].map((one) => [...one.querySelectorAll('mark')].map((mark) => mark.textContent.trim()))

test('both texts stand side by side under their paragraph, and what the other has not is marked; what stands now follows the text', async () => {
  const doc = paper()
  const place = await show(PaperLost, { lost: LOST, why: 'The paper is closed.', doc, writing: false })
  expect(place.querySelector('h2')!.textContent).toBe('In paragraph 2')
  expect(sides(place)).toEqual(['Bridges of steel and roads', 'Long Bridges and roads'])
  expect(marks(place)).toEqual([['of steel'], ['Long']])
  textIn(doc).delete(0, 5)
  await settled()
  expect(sides(place)[1]).toBe('Bridges and roads')
  expect([...place.querySelectorAll('button')].map((one) => one.textContent.trim())).not.toContain('Write it in again')
})

test('who may write puts them in again where they belong, once; the others only copy', async () => {
  const doc = paper()
  const place = await show(PaperLost, { lost: LOST, why: 'Some words could not be stored.', doc, writing: true })
  button('Write it in again').click()
  await settled()
  expect(readPaper(doc.getXmlFragment(ROOT)).map(wordsOf)).toEqual(['Long Bridges of steel and roads'])
  expect(place.querySelector('[role=status]')!.textContent).toBe('Written in again.')
  expect([...place.querySelectorAll('button')].map((one) => one.textContent.trim())).toEqual(['Copy the words', 'I do not need them'])
})

test('a paragraph that is gone is said to be gone', async () => {
  const doc = paper()
  doc.getXmlFragment(ROOT).delete(0, 1)
  const place = await show(PaperLost, { lost: LOST, why: 'x', doc, writing: true })
  expect(sides(place)[1]).toBe('That paragraph no longer stands.')
  expect([...place.querySelectorAll('button')].map((one) => one.textContent.trim())).not.toContain('Write it in again')
})

test('of a crowd so many of each delegation are told, by name', async () => {
  const place = await show(PaperHere, { here: [], crowd: [{ delegation: 'Peru', people: 1 }, { delegation: 'Kenya', people: 12 }], drafting: new Set(['Kenya']) })
  expect([...place.querySelectorAll('li')].map((one) => one.textContent.replace(/\s+/g, ' ').trim())).toEqual([expect.stringMatching(/^Kenya.*12 people.*may write/), expect.stringMatching(/^Peru.*1 person.*reads along/)])
  expect(place.textContent).toContain('More than 50 people')
})
