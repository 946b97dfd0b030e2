// A paper becomes an outcome: numbers, figures as their value or in words, footnotes in order, nothing left to resolve.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileOutcome, figureText, problemsOf } from '@roundtable/shared/papers/compile'
import type { Figure, Figures } from '@roundtable/shared/papers/compile'
import { beside, lostWords, placeOf } from '@roundtable/shared/papers/lost'
import { PLACE } from '@roundtable/shared/papers/schema'
import type { Block, Paper, Run } from '@roundtable/shared/papers/schema'
import { ar } from '@roundtable/shared/words/ar'
import { en } from '@roundtable/shared/words/en'
import { sayIn } from '@roundtable/shared/words/words'

const say = sayIn('en', en)
const figure = (id: string, more: Partial<Figure> = {}): Figure => ({ id, edition: 2024, iso3: 'KEN', indicator: 'egdi', status: 'recorded', value: '0.6314', source: 'Source: UN DESA, 2024', ...more })
const words = (text: string): Run => ({ text, marks: {} })
const cite = (id: string): Run => ({ text: PLACE, marks: { citation: { id } } })
const note = (id: string): Run => ({ text: PLACE, marks: { note: { id } } })
const block = (id: string, runs: Run[], more: Partial<Block> = {}): Block => ({ id, role: 'operative', runs, ...more })
const compiled = (paper: Paper, figures: Figures = {}) => compileOutcome({ title: 'T', language: 'en', paper, figures, say })
const flat = (paper: Paper, figures: Figures = {}) => {
  const { paragraphs, footnotes } = compiled(paper, figures)
  return { text: paragraphs.map(({ number, runs }) => `${number ?? '-'} ${runs.map((run) => (run.type === 'text' ? run.text : `^${run.number}`)).join('')}`), notes: footnotes.map(({ number, paragraphs: all }) => `${number} ${all.map((runs) => runs.map((run) => run.text).join('')).join(' // ')}`) }
}

describe('figures', () => {
  test('a figure is its value and a footnote that says which, and from where', () => {
    expect(flat([block('a', [words('Kenya, at '), cite('c'), words(', rose;')])], { c: figure('c') })).toEqual({
      text: ['OP1 Kenya, at 0.6314^1, rose;'],
      notes: ['1 E-Government Development Index (EGDI), Kenya, 2024 edition. Source: UN DESA, 2024.'],
    })
  })
  test('the same figure twice is one footnote; the same source is not written twice', () => {
    const figures = { c: figure('c'), d: figure('d'), e: figure('e', { iso3: 'RWA', value: '0.5799' }), f: figure('f', { edition: 2012, source: 'Source: UN DESA, 2012' }) }
    const { text, notes } = flat([block('a', [cite('c'), words(' '), cite('e')]), block('b', [cite('d'), words(' '), cite('f')])], figures)
    expect(text).toEqual(['OP1 0.6314^1 0.5799^2', 'OP2 0.6314^1 0.6314^3'])
    expect(notes[1]).toBe('2 E-Government Development Index (EGDI), Rwanda, 2024 edition. Source as in footnote 1.')
    expect(notes[2]).toMatch(/Source: UN DESA, 2012\.$/)
    expect(compiled([block('a', [cite('c'), cite('d')])], figures).footnotes[0]!.figures).toEqual(['c', 'd'])
  })
  test.each([['unranked', 'not ranked'], ['not-member', 'not a Member State'], ['unknown', 'no figure recorded']] as const)('%s is a word, also beside a value', (status, word) => {
    expect(figureText(figure('c', { status, value: '0' }), say)).toBe(word)
  })
  test('a recorded zero stays zero; recorded without a value, or unknown to the paper, is no zero', () => {
    expect(figureText(figure('c', { value: '0' }), say)).toBe('0')
    expect(figureText(figure('c', { value: undefined }), say)).toBe('no figure recorded')
    expect(flat([block('a', [cite('nobody'), words('!')])])).toEqual({ text: ['OP1 [unknown figure]!'], notes: [] })
    expect(flat([block('a', [cite('constructor')])])).toEqual({ text: ['OP1 [unknown figure]'], notes: [] })
  })
  test('in Arabic the footnote is Arabic', () => {
    const { footnotes } = compileOutcome({ title: 'ت', language: 'ar', paper: [block('a', [cite('c')])], figures: { c: figure('c') }, say: sayIn('ar', ar) })
    expect(footnotes[0]!.paragraphs[0]![0]!.text).toContain('كينيا')
  })
})

describe('notes', () => {
  const n = (id: string, of: string, runs: Run[]) => block(id, runs, { role: 'note', for: of })
  test('notes and figures are numbered together, in the order in which the text comes to them', () => {
    expect(flat([block('a', [words('x'), note('n2'), cite('c'), note('n1'), note('n2')]), n('p', 'n1', [words('first')]), n('q', 'n2', [words('second')]), n('r', 'n2', [words('goes on')])], { c: figure('c') })).toEqual({
      text: ['OP1 x^10.6314^2^3^1'],
      notes: ['1 second // goes on', expect.stringContaining('Kenya'), '3 first'],
    })
  })
  test('a figure in a note says at once what it is; a note in a note is left out', () => {
    expect(flat([block('a', [words('x'), note('n')]), n('p', 'n', [words('See '), cite('c'), note('n')])], { c: figure('c') }).notes)
      .toEqual(['1 See 0.6314 (E-Government Development Index (EGDI), Kenya, 2024 edition)'])
  })
  test('what is amiss is told and not printed', () => {
    const paper = [block('a', [words('x'), note('gone'), cite('c')]), n('p', 'lonely', [words('nobody asks')])]
    expect(flat(paper)).toEqual({ text: ['OP1 x[unknown figure]'], notes: [] })
    expect(problemsOf(paper, {})).toEqual([{ type: 'note-without-text', id: 'gone' }, { type: 'unknown-figure', id: 'c' }, { type: 'note-without-reference', id: 'lonely' }])
  })
})

test('empty paragraphs and blanks at the ends are left out; bold, italic and links stay', () => {
  const { paragraphs } = compiled([block('e', [words('  ')]), block('a', [{ text: ' Decides', marks: { italic: true } }, { text: ' to ', marks: {} }, { text: 'read ', marks: { bold: true, link: { href: 'https://un.org' } } }])])
  expect(paragraphs).toEqual([{ id: 'a', role: 'operative', number: 'OP1', runs: [{ type: 'text', text: 'Decides', italic: true }, { type: 'text', text: ' to ' }, { type: 'text', text: 'read', bold: true, href: 'https://un.org' }] }])
})

test('whatever the paper, no place is left, and every footnote mark has its footnote, from 1 without a gap', () => {
  const run = fc.oneof(fc.string().map((text) => words(text.replaceAll(PLACE, ''))), fc.constantFrom('c', 'd', 'x').map(cite), fc.constantFrom('n', 'm', 'x').map(note))
  const blocks = fc.array(fc.record({ id: fc.stringMatching(/^[a-z]{4}$/), role: fc.constantFrom('text' as const, 'heading' as const, 'note' as const), runs: fc.array(run, { maxLength: 5 }), for: fc.constantFrom('n', 'm') }))
  fc.assert(fc.property(blocks, (paper) => {
    const content = compiled(paper, { c: figure('c'), d: figure('d', { iso3: 'RWA' }) })
    expect(JSON.stringify(content)).not.toContain(PLACE)
    const marks = content.paragraphs.flatMap(({ runs }) => runs.flatMap((each) => (each.type === 'footnote' ? [each.number] : [])))
    const firsts = marks.filter((number, index) => marks.indexOf(number) === index)
    expect(firsts).toEqual(content.footnotes.map(({ number }) => number))
    expect(firsts).toEqual(firsts.map((_, index) => index + 1))
  }))
})

describe('words that were not stored', () => {
  const text = (...paragraphs: string[]): Paper => paragraphs.map((each, index) => block(`b${index}`, [words(each)]))
  test('a typed word, a changed word, a new paragraph', () => {
    expect(lostWords(text('one two four', 'x'), text('one two three four', 'x'))).toEqual([{ block: 'b0', words: 'three' }])
    expect(lostWords(text('the regional level'), text('the regionally agreed level'))).toEqual([{ block: 'b0', words: 'regionally agreed' }])
    expect(lostWords(text('one'), text('one', 'two new'))).toEqual([{ block: 'b1', words: 'two new' }])
  })
  test('splitting, joining and taking out lose no words', () => {
    expect(lostWords(text('one two three'), text('one two', 'three'))).toEqual([])
    expect(lostWords(text('one two', 'three'), text('one two three'))).toEqual([])
    expect(lostWords(text('one two three'), text('one three'))).toEqual([])
  })
  test('beside what stands now, what the other has not is marked on both sides', () => {
    const { mine, stands } = beside('one two gold three', 'one silver two three')
    expect([mine, stands].map((pieces) => pieces.map(({ text: said }) => said).join(''))).toEqual(['one two gold three', 'one silver two three'])
    expect([mine, stands].map((pieces) => pieces.flatMap(({ text: said, differs }) => (differs ? [said.trim()] : [])))).toEqual([['gold'], ['silver']])
    expect(beside('same', 'same').mine).toEqual([{ text: 'same', differs: false }])
  })
  test('written in again behind what stood before them, wherever that stands now', () => {
    expect(placeOf('gold', 'one two gold three', 'Long one two three')).toBe('Long one two'.length)
    // What stood before is partly gone: the nearest of it counts.
    expect(placeOf('gold', 'one two gold three', 'other two three')).toBe('other two'.length)
    expect(placeOf('gold', 'gold three', 'three')).toBe(0)
    expect(placeOf('gold', 'one gold', 'nothing of it')).toBe('nothing of it'.length)
  })
  test('nothing typed, nothing lost; what was typed into an empty paper is all of it', () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 5 }), (all) => {
      expect(lostWords(text(...all), text(...all))).toEqual([])
      expect(lostWords([], text(...all)).map((each) => each.words.replace(/\s+/g, ' ')).join(' ')).toBe(all.map((each) => each.trim().replace(/\s+/g, ' ')).filter((each) => each).join(' '))
    }))
  })
})
