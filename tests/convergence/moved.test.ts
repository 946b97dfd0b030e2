// @vitest-environment jsdom
// What two people do at once to one paragraph, by splitting, joining and typing: every word stands once, where both meant it.
import { afterEach, describe, expect, test } from 'vitest'
import type { Paper } from '@roundtable/shared/papers/schema'
import { caret, inEditor, press, type } from './editors'
import { openHouse, type House, type Line } from './house'

const paper = (...texts: string[]): Paper => texts.map((text, index) => ({ id: `b${index}`, role: 'text', runs: text ? [{ text, marks: {} }] : [] }))
let house: House | undefined
afterEach(() => { house?.close(); house = undefined })

const split = (at: number, paragraph = 0) => ({ peer }: Line) => { caret(peer, paragraph, at); press(peer, 'Enter') }
const joinUp = (paragraph: number) => ({ peer }: Line) => { caret(peer, paragraph, 0); press(peer, 'Backspace') }
const joinDown = (paragraph: number) => ({ peer }: Line) => { caret(peer, paragraph, peer.editor.state.doc.child(paragraph).content.size); press(peer, 'Delete') }
const typed = (words: string, at: number, paragraph = 0) => ({ peer }: Line) => { caret(peer, paragraph, at); for (const letter of words) type(peer, letter) }
const both = (...works: ((line: Line) => void)[]) => (line: Line) => { for (const work of works) work(line) }

/** The first acts, then the second without knowing of it; the server hears them in this order. */
function atOnce(start: string[], first: (line: Line) => void, second: (line: Line) => void, { swapped = false, offline = false } = {}): string[] {
  house = openHouse(2, paper(...start))
  const [one, two] = swapped ? [house.lines[1]!, house.lines[0]!] : [house.lines[0]!, house.lines[1]!]
  if (offline) house.cut(two)
  first(one)
  second(two)
  house.hear(one)
  house.store()
  house.hear(two)
  house.settle()
  const text = house.text()
  expect(house.refused).toEqual([])
  for (const { peer } of house.lines) expect(inEditor(peer)).toEqual(text)
  return text
}
/** Whichever of them has the lower number, comes first, or was off-line. */
function ways(start: string[], a: (line: Line) => void, b: (line: Line) => void): string[][] {
  return [false, true].flatMap((swapped) => [false, true].flatMap((offline) => [[a, b], [b, a]].map(([first, second]) => {
    const text = atOnce(start, first!, second!, { swapped, offline })
    house!.close()
    house = undefined
    return text
  })))
}
const always = (start: string[], a: (line: Line) => void, b: (line: Line) => void, ...ends: string[][]) => { for (const text of ways(start, a, b)) expect(ends).toContainEqual(text) }

describe('two who split a paragraph', () => {
  test('at different places make three', () => always(['0123456789', 'z'], split(5), split(8), ['01234', '567', '89', 'z']))
  test('at one place make two', () => always(['0123456789', 'z'], split(5), split(5), ['01234', '56789', 'z']))
  test('at its start and in it', () => always(['0123456789'], split(0), split(5), ['', '01234', '56789']))
  test('and type on in what they split off', () => always(['0123456789 tail', 'z'], both(split(5), typed('foo ', 0, 1)), both(split(8), typed('bar ', 0, 1)), ['01234', 'foo 567', 'bar 89 tail', 'z']))
  test('at one place, and type on', () => always(['0123456789', 'z'], both(split(5), typed('foo ', 0, 1)), both(split(5), typed('bar ', 0, 1)), ['01234', 'foo bar 56789', 'z'], ['01234', 'bar foo 56789', 'z']))
  test('and type at both ends of it', () => always(['0123456789', 'z'], both(split(5), typed(' end', 5, 1)), both(split(8), typed(' left', 8, 0)), ['01234', '567 left', '89 end', 'z']))
  test('twice each', () => always(['one two three four five six', 'z'], both(split(4), split(10, 1)), both(split(8), split(11, 1)), ['one ', 'two ', 'three ', 'four ', 'five six', 'z']))
})

describe('two who join', () => {
  test('the same two paragraphs have one text', () => always(['first ', 'second ', 'third'], joinUp(1), joinUp(1), ['first second ', 'third']))
  test('by both keys', () => always(['first ', 'second ', 'third'], joinUp(1), joinDown(0), ['first second ', 'third']))
  test('three in a row', () => always(['first ', 'second ', 'third'], joinUp(1), joinUp(2), ['first second third']))
})

describe('one who splits', () => {
  test('and one who types in the right half', () => always(['0123456789', 'z'], split(5), typed('word', 7), ['01234', '56word789', 'z']))
  test('and one who types at the end', () => always(['0123456789', 'z'], split(5), typed(' word', 10), ['01234', '56789 word', 'z']))
  test('and one who types in the left half', () => always(['0123456789', 'z'], split(5), typed('word', 2), ['01word234', '56789', 'z']))
  test('types at the end of the left half, and nobody carries that away', () => always(['0123456789', 'z'], both(split(5), typed('!', 5, 0)), typed('word', 7), ['01234!', '56word789', 'z']))
  test('and one who joins the paragraph to that before', () => always(['first ', '0123456789', 'z'], split(5, 1), joinUp(1), ['first 01234', '56789', 'z']))
  test('and one who joins the next to it', () => always(['0123456789 ', 'next', 'z'], split(5), joinUp(1), ['01234', '56789 next', 'z']))
  test('and one who deletes a word on the right', () => always(['01234 word 56789', 'z'], split(5), ({ peer }) => { caret(peer, 0, 6, 11); peer.editor.commands.deleteSelection() }, ['01234', ' 56789', 'z']))
})

describe('one who joins', () => {
  test('and one who types in what is joined', () => always(['first ', 'second', 'z'], joinUp(1), typed('word', 3, 1), ['first secwordond', 'z']))
  test('and one who types at its start', () => always(['first ', 'second', 'z'], joinUp(1), typed('word ', 0, 1), ['first word second', 'z']))
  test('and one who types at its end', () => always(['first ', 'second', 'z'], joinUp(1), typed(' word', 6, 1), ['first second word', 'z']))
  test('and one who types at the end of the paragraph before', () => always(['first', ' second', 'z'], joinUp(1), typed(' word', 5, 0), ['first word second', 'z'], ['first second word', 'z']))
  test('an empty paragraph, in which one types', () => always(['first', '', 'z'], joinUp(1), typed('word', 0, 1), ['first', 'word', 'z']))
})

test('two who begin in one empty paragraph: both their words stay', () => always(['first', '', 'z'], typed('one', 0, 1), typed('two', 0, 1), ['first', 'onetwo', 'z'], ['first', 'twoone', 'z']))
test('one who begins in a paragraph that is split while it is empty', () => always(['', 'z'], typed('one', 0), split(0), ['', 'one', 'z'], ['one', '', 'z']))

test('a paragraph is deleted while one types in it: the words stay', () => {
  always(['first', 'second', 'z'], ({ peer }) => { caret(peer, 1, 0, 6); peer.editor.commands.deleteSelection(); press(peer, 'Backspace') }, typed('WORT', 3, 1), ['first', 'WORT', 'z'])
})
