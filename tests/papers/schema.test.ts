// The paper's schema: what is read, whatever a document holds; what is written; ids that are repaired.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BLOCK, cleanText, linkOf, LIMITS, PLACE, readPaper, repairIds, repairPaper, ROOT, seedPaper } from '@roundtable/shared/papers/schema'
import type { Block, Marks, Paper } from '@roundtable/shared/papers/schema'

const docOf = (write: (fragment: Y.XmlFragment) => void) => {
  const doc = new Y.Doc()
  doc.transact(() => write(doc.getXmlFragment(ROOT)))
  return doc
}
const block = (attributes: Record<string, unknown>, ...parts: { insert: unknown; attributes?: Record<string, unknown> }[]) => {
  const element = new Y.XmlElement(BLOCK)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value as string)
  const text = new Y.XmlText()
  text.applyDelta(parts)
  element.insert(0, [text])
  return element
}
const read = (...elements: (Y.XmlElement | Y.XmlText)[]) => readPaper(docOf((fragment) => fragment.insert(0, elements)).getXmlFragment(ROOT))

const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/)
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => cleanText(text).replaceAll(PLACE, '')).filter((text) => text !== '')
const plain: fc.Arbitrary<Marks> = fc.record({ bold: fc.constant(true as const), italic: fc.constant(true as const), link: fc.constantFrom({ href: 'https://un.org/' }, { href: 'mailto:a@b.org' }) }, { requiredKeys: [] })
const run = fc.oneof({ weight: 3, arbitrary: fc.record({ text: words, marks: plain }) }, { weight: 1, arbitrary: fc.record({ text: fc.constant(PLACE), marks: fc.oneof(fc.record({ citation: fc.record({ id }) }), fc.record({ note: fc.record({ id }) })) }) })
const paragraph: fc.Arbitrary<Block> = fc.record({ id, role: fc.constantFrom('text' as const, 'heading' as const, 'preambular' as const, 'operative' as const), level: fc.option(fc.constantFrom('1' as const, '2' as const, '3' as const), { nil: undefined }), runs: fc.array(run, { maxLength: 6 }) })
const paper: fc.Arbitrary<Paper> = fc.array(paragraph, { maxLength: 8 })
const joined = (blocks: Paper): Paper => readPaper((() => { const doc = new Y.Doc(); seedPaper(doc, blocks); return doc.getXmlFragment(ROOT) })())
const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('reading', () => {
  test('a seeded paper reads as it was written, and a second seeding of it reads the same', () => {
    fc.assert(fc.property(paper, (blocks) => {
      const once = joined(blocks)
      expect(once.map((one) => one.runs.map((each) => each.text).join(''))).toEqual(blocks.map((one) => one.runs.map((each) => each.text).join('')))
      expect(once.map(({ role, level }) => ({ role, level }))).toEqual(blocks.map(({ role, level }) => ({ role, level })))
      expect(withoutUndefined(joined(once))).toEqual(withoutUndefined(once))
    }))
  })

  test('a seeded paragraph has one text, also an empty one; a second seeding of one document is a bug', () => {
    const doc = new Y.Doc()
    seedPaper(doc, [{ id: 'a', role: 'text', runs: [] }])
    expect((doc.getXmlFragment(ROOT).get(0) as Y.XmlElement).toArray().map((child) => child instanceof Y.XmlText)).toEqual([true])
    expect(() => seedPaper(doc, [])).toThrow()
  })

  test('reading writes nothing', () => {
    const doc = docOf((fragment) => fragment.insert(0, [block({ id: 'UPPER', role: 'emperor' }, { insert: `x${PLACE}`, attributes: { comic: {} } }), new Y.XmlElement('table')]))
    const before = Y.encodeStateAsUpdate(doc)
    readPaper(doc.getXmlFragment(ROOT))
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  test('what the schema does not know is left out', () => {
    expect(read(
      new Y.XmlElement('script'), new Y.XmlText('loose'),
      block({ id: '<b>', role: 'emperor', level: '9', onclick: 'x', for: 'n' }, { insert: 'words' }, { insert: { image: 'x' } }, { insert: ' red', attributes: { color: 'red', bold: {} } }),
    )).toEqual([{ id: '', role: 'text', runs: [{ text: 'words', marks: {} }, { text: ' red', marks: { bold: true } }] }])
  })

  test('a place without an id is dropped, words under a citation lose it, two places are two', () => {
    const cited = { citation: { id: 'c-1' } }
    expect(read(block({ id: 'a' }, { insert: PLACE }, { insert: `ab${PLACE}${PLACE}cd`, attributes: cited }, { insert: PLACE, attributes: { citation: { id: 'NO' } } }))[0]!.runs)
      .toEqual([{ text: 'ab', marks: {} }, { text: PLACE, marks: cited }, { text: PLACE, marks: cited }, { text: 'cd', marks: {} }])
  })

  test('two texts in one block are read as one', () => {
    const element = block({ id: 'a' }, { insert: 'one ' })
    const second = new Y.XmlText('two')
    element.insert(1, [second])
    expect(read(element)[0]!.runs).toEqual([{ text: 'one two', marks: {} }])
  })

  test('bidi overrides, control characters and half characters do not come through; direction marks do', () => {
    expect(cleanText('a\u202Eb\u2066c\u0000d\uD800e\nf\u200Fg')).toBe('abcde f\u200Fg')
    expect(cleanText('a\uFFFEb\uFFFFc')).toBe('abc')
  })
})

describe('links', () => {
  test.each(['https://un.org/a?b=c#d', 'http://un.org', 'mailto:a@b.org', 'HTTPS://UN.ORG'])('%s stands', (href) => expect(linkOf(href)).toBe(href))
  test.each(['javascript:alert(1)', 'JaVaScript:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:x', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', '//un.org', '/papers', '#a', '', 'http', 'https://a\u202Eb', `https://${'a'.repeat(LIMITS.link)}`, null, { href: 'https://x' }])('%j does not', (href) => expect(linkOf(href)).toBeUndefined())
  test('no address that gets through is of another protocol to a browser', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => `javascript:${text}`), fc.webUrl()), (href) => {
      const link = linkOf(href)
      if (link !== undefined && URL.canParse(link)) expect(['http:', 'https:', 'mailto:']).toContain(new URL(link).protocol)
    }))
  })
})

describe('ids', () => {
  const counter = () => { let n = 0; return () => `new-${(n += 1)}` }
  test('the first of two keeps its id, so the left half of a split does', () => {
    expect([...repairIds(['a', 'a', undefined, 'B!', 'b'], counter())]).toEqual([[1, 'new-1'], [2, 'new-2'], [3, 'new-3']])
  })
  test('an id has forty characters at most', () => {
    expect([...repairIds(['a'.repeat(40), 'a'.repeat(41)], counter())]).toEqual([[1, 'new-1']])
  })
  test('a fresh id that is taken is not given', () => {
    expect([...repairIds([null, 'new-1'], counter())]).toEqual([[0, 'new-2']])
  })
  test('after repair all ids are there once; those that were right stay; a second repair changes nothing', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.string(), fc.constant(null))), (ids) => {
      const doc = docOf((fragment) => fragment.insert(0, ids.map((one) => block(one === null ? {} : { id: one }))))
      const fragment = doc.getXmlFragment(ROOT)
      const fresh = counter()
      repairPaper(fragment, fresh)
      const after = readPaper(fragment).map((one) => one.id)
      expect(new Set(after).size).toBe(ids.length)
      expect(after).not.toContain('')
      for (const right of ['a', 'b', 'c']) expect(after.indexOf(right)).toBe(ids.indexOf(right))
      expect(repairPaper(fragment, fresh)).toBe(0)
    }))
  })
})
