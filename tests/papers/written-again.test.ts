// Words that were refused are written in again where they belong now; where their paragraph is gone they are not.
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import { lostPieces, standing, writeAgain } from '../../client/src/wire/lost'

function paper(text: string): Y.Doc {
  const doc = new Y.Doc()
  seedPaper(doc, [{ id: 'a', role: 'text', runs: [{ text, marks: {} }] }])
  return doc
}
const read = (doc: Y.Doc) => standing(doc, ['a']).get('a')

it('behind the words before them, with blanks around', () => {
  const [piece] = lostPieces([{ id: 'a', role: 'text', runs: [{ text: 'Bridges and roads', marks: {} }] }], paper('Bridges of steel and roads'), undefined)
  expect(piece).toMatchObject({ block: 'a', words: 'of steel', mine: 'Bridges of steel and roads' })
  const now = paper('Long Bridges and roads')
  expect(writeAgain(now, piece!)).toBe(true)
  expect(read(now)).toBe('Long Bridges of steel and roads')
})

it('nowhere, when their paragraph is gone', () => {
  const now = paper('Bridges')
  now.getXmlFragment('paper').delete(0, 1)
  expect(writeAgain(now, { block: 'a', words: 'of steel', mine: 'Bridges of steel' })).toBe(false)
  expect(read(now)).toBeUndefined()
})
