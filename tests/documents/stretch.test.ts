// Words that are deleted in a long paragraph: found in their order, with what stands before them, and nothing is read that lies elsewhere.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import { Moves } from '../../server/src/documents/moves'
import { itemAt } from '../../server/src/documents/moves-text'
import { changed, textOf } from './peers'
import { copy } from './served'

const LETTERS = 0x4E00
/** A paragraph of letters that are there once, written in pieces, some of them bold, some deleted again. */
function written(pick: (below: number) => number, pieces: number): Y.Doc {
  const doc = new Y.Doc()
  seedPaper(doc, [{ id: 'a', role: 'text', runs: [{ text: '.', marks: {} }] }])
  let letter = LETTERS
  const text = textOf(doc)
  for (let piece = 0; piece < pieces; piece++) {
    text.insert(pick(text.length + 1), String.fromCharCode(letter++, letter++, letter++), pick(4) ? {} : { bold: {} })
    if (pick(5) === 0) text.delete(pick(text.length), 1)
  }
  return doc
}
const lettersOf = (doc: Y.Doc): string => textOf(doc).toDelta().map(({ insert }: { insert: string }) => insert).join('')
const noted = (doc: Y.Doc, update: Uint8Array, moves = new Moves()) => moves.note(Y.decodeUpdate(update), doc, { turn: Infinity })

describe('[Y5] words that go', () => {
  it('stand in the order of the paragraph, behind the letter that stays before them', () => {
    fc.assert(fc.property(fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (numbers, deletions) => {
      let at = 0
      const pick = (below: number) => numbers[at++ % numbers.length]! % below
      const doc = written(pick, 30)
      const before = lettersOf(doc)
      const update = changed(copy(doc, 7), (mine) => {
        const text = textOf(mine)
        for (let n = 0; n < deletions; n++) text.delete(pick(text.length - 4), 1 + pick(4))
      })
      const { runs } = noted(doc, update)
      const after = copy(doc, 8)
      Y.applyUpdate(after, update)
      const stays = new Set(lettersOf(after))
      const first = [...before].findIndex((letter) => !stays.has(letter))
      expect(runs.map(({ gone }) => gone.map(({ words }) => words).join(''))).toEqual([[...before].filter((letter) => !stays.has(letter)).join('')])
      const left = runs[0]!.left
      const item = left && itemAt(doc, left.id)
      expect(item && (item.content as Y.ContentString).str[left.id.clock - item.id.clock]).toBe(before[first - 1])
    }), { numRuns: 200 })
  })

  it('are found without reading the rest of the paragraph, and so is what comes with them', () => {
    let state = 1
    const doc = written((below) => (state = (state * 48_271) % 2_147_483_647) % below, 400)
    const text = textOf(doc)
    const update = changed(copy(doc, 7), (mine) => { textOf(mine).delete(600, 2); textOf(mine).insert(600, 'new') })
    const middle = lettersOf(doc)[600]!
    const items: Y.Item[] = []
    for (let item = text._start; item; item = item.right) items.push(item)
    const at = items.findIndex(({ content }) => content instanceof Y.ContentString && content.str.includes(middle))
    // Who goes so far steps on these.
    for (const item of [...items.slice(0, at - 20), ...items.slice(at + 20)]) {
      for (const side of ['left', 'right'] as const) {
        Object.defineProperty(item, side, { get() { throw new Error('read far away') }, set() { throw new Error('written far away') }, configurable: true })
      }
    }
    const moves = new Moves()
    const found = noted(doc, update, moves)
    Y.applyUpdate(doc, update)
    moves.learn(found, doc)
    expect(found.runs.map(({ gone }) => gone.map(({ words }) => words).join('').length)).toEqual([2])
    expect(found.brought.map(({ words }) => words)).toEqual(['new'])
    expect(moves.fates.size).toBeGreaterThan(0)
    expect(() => text.toDelta() as unknown).toThrow('far away')
  })
})
