// The numbers of a paper: counted while it is drafted, kept once it is circulated.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberIn, printedNumberIn } from '@roundtable/shared/papers/numberIn'
import { numbersOf } from '@roundtable/shared/papers/numbering'
import type { Numbers } from '@roundtable/shared/papers/numbering'
import type { Block, Level, Paper, Role } from '@roundtable/shared/papers/schema'

const one = (id: string, role: Role = 'text', level?: Level, text = 'words'): Block => ({ id, role, ...(level ? { level } : {}), runs: text ? [{ text, marks: {} }] : [] })
const row = (paper: Paper, frozen?: Numbers) => { const numbers = numbersOf(paper, frozen); return paper.map(({ id }) => numbers[id] ?? '-').join(' | ') }

describe('while drafted', () => {
  test('text counts on across headings; headings, notes and empty blocks have no number', () => {
    expect(row([one('h', 'heading', '1'), one('a'), one('e', 'text', undefined, ''), one('g', 'heading', '2'), one('b'), one('n', 'note'), one('c')])).toBe('- | 1 | - | - | 2 | - | 3')
  })
  test('a draft outcome has PP and OP', () => {
    expect(row([one('a', 'preambular'), one('b', 'preambular'), one('c', 'operative'), one('d', 'operative')])).toBe('PP1 | PP2 | OP1 | OP2')
  })
  test('sub-items begin anew under each paragraph, and below each sub-item', () => {
    expect(row([one('a', 'operative'), one('b', 'operative', '1'), one('c', 'operative', '2'), one('d', 'operative', '2'), one('e', 'operative', '1'), one('f', 'operative', '2'), one('g', 'operative', '3'), one('h', 'operative'), one('i', 'operative', '1')]))
      .toBe('OP1 | (a) | (i) | (ii) | (b) | (i) | a) | OP2 | (a)')
  })
  test('the twenty-seventh sub-item is (aa)', () => {
    const paper = [one('a'), ...Array.from({ length: 28 }, (_, n) => one(`s${n}`, 'text', '1'))]
    expect(numbersOf(paper)['s25']).toBe('(z)')
    expect(numbersOf(paper)['s26']).toBe('(aa)')
  })
})

describe('once circulated', () => {
  const paper = [one('a', 'preambular'), one('b', 'preambular'), one('c', 'operative'), one('d', 'operative'), one('s', 'operative', '1'), one('t', 'operative', '1'), one('e', 'operative')]
  const frozen = numbersOf(paper)

  test('nothing inserted, nothing changed', () => expect(numbersOf(paper, frozen)).toEqual(frozen))
  test('inserted ones are bis, ter after the number before them', () => {
    expect(row([one('a', 'preambular'), one('x', 'preambular'), one('y', 'preambular'), one('b', 'preambular')], frozen)).toBe('PP1 | PP1 bis | PP1 ter | PP2')
  })
  test('before the first it is 0, at the end bis', () => {
    expect(row([one('x', 'operative'), one('y', 'operative'), one('c', 'operative'), one('d', 'operative'), one('e', 'operative'), one('z', 'operative')], frozen)).toBe('OP0 | OP0 bis | OP1 | OP2 | OP3 | OP3 bis')
  })
  test('sub-items likewise, and anew under a new paragraph', () => {
    expect(row([one('d', 'operative'), one('s', 'operative', '1'), one('x', 'operative', '1'), one('t', 'operative', '1'), one('n', 'operative'), one('m', 'operative', '1')], frozen)).toBe('OP2 | (a) | (a) bis | (b) | OP2 bis | (a)')
  })
  test('the number of a paragraph taken out is not given again', () => {
    expect(row([one('c', 'operative'), one('e', 'operative'), one('x', 'operative')], { ...frozen })).toBe('OP1 | OP3 | OP3 bis')
    expect(row([one('x', 'operative')], frozen)).toBe('OP4')
  })
  test('a number stays with its paragraph wherever it stands and whatever it becomes', () => {
    expect(row([one('e', 'operative'), one('c', 'preambular'), one('d', 'operative', undefined, '')], frozen)).toBe('OP3 | OP1 | OP2')
  })
  test('a second freezing keeps bis, and what comes later takes the next free word', () => {
    const second = numbersOf([one('a', 'preambular'), one('x', 'preambular'), one('b', 'preambular')], frozen)
    expect(row([one('a', 'preambular'), one('y', 'preambular'), one('x', 'preambular'), one('z', 'preambular'), one('b', 'preambular')], second)).toBe('PP1 | PP1 ter | PP1 bis | PP1 quater | PP2')
  })
  test('a row that had no number yet is counted as in a draft', () => {
    expect(row([one('a', 'preambular'), one('p'), one('q')], frozen)).toBe('PP1 | 1 | 2')
  })
})

test('numbers are never given twice in one row, and frozen ones never change', () => {
  const block = fc.record({ id: fc.stringMatching(/^[a-z]{1,3}$/), role: fc.constantFrom<Role>('text', 'heading', 'preambular', 'operative', 'note'), sub: fc.boolean(), empty: fc.boolean() })
  const papers = fc.uniqueArray(block, { selector: (each) => each.id, maxLength: 25 }).map((blocks) => blocks.map(({ id, role, sub, empty }) => one(id, role, sub ? '1' : undefined, empty ? '' : 'w')))
  fc.assert(fc.property(papers, fc.uniqueArray(fc.nat(24), { maxLength: 12 }), papers, (paper, gone, more) => {
    const frozen = numbersOf(paper)
    const kept = paper.filter((_, index) => !gone.includes(index))
    const later = [...kept.slice(0, 3), ...more.filter((each) => !paper.some((old) => old.id === each.id)), ...kept.slice(3)]
    const numbers = numbersOf(later, frozen)
    for (const each of later) if (frozen[each.id]) expect(numbers[each.id]).toBe(frozen[each.id])
    const whole = later.filter((each) => !each.level && numbers[each.id]).map((each) => numbers[each.id])
    expect(new Set(whole).size).toBe(whole.length)
  }))
})

test('a number is written as documents of its language write it; the record has one form', () => {
  const shown = (['PP3 bis', 'OP2', '4', 'OP2 quater'] as const).map((number) => numberIn('ar', number))
  expect(shown).toEqual(['ديباجة 3 مكررا', 'منطوق 2', '4', 'منطوق 2 مكررا ثالثا'])
  expect([numberIn('ar', '(c)', '1'), numberIn('ar', '(iv)', '2'), numberIn('ar', 'b) bis', '3'), numberIn('ar', '(i)', '1')]).toEqual(['(ج)', '(4)', 'ب) مكررا', '(ط)'])
  expect(numberIn('en', 'OP2 bis')).toBe('OP2 bis')
  for (const language of ['fr', 'es', 'ru'] as const) {
    expect([numberIn(language, 'OP2 bis'), numberIn(language, '(a)', '1'), numberIn(language, '(a) ter', '1'), numberIn(language, '(iv)', '2'), numberIn(language, 'b)', '3')]).toEqual(['OP2 bis', 'a)', 'a) ter', 'iv)', 'b.'])
  }
  expect([numberIn('zh', 'OP2 bis'), numberIn('zh', '2 duodecies'), numberIn('zh', '2 13'), numberIn('zh', '(a)', '1'), numberIn('zh', '(iv)', '2'), numberIn('zh', '(xxi)', '2'), numberIn('zh', '(0)', '2')]).toEqual(['OP2之二', '2之十二', '2之十三', '(a)', '(四)', '(二十一)', '(0)'])
  expect([printedNumberIn('en', 'OP2 bis'), printedNumberIn('fr', 'OP2 bis'), printedNumberIn('zh', 'OP2 bis'), printedNumberIn('ar', 'OP2 bis'), printedNumberIn('ru', '(a)', '1')]).toEqual(['2 bis.', '2 bis.', '2之二.', '2 مكررا -', 'a)'])
})
