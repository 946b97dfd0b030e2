// PAP-9 to PAP-12: differences word by word, what is put back, who wrote what, and sittings.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { authoredPaper, Authors } from '@roundtable/shared/papers/authors'
import { BOUNDS, differenceOf, sideOf, wordsIn } from '@roundtable/shared/papers/difference'
import { restorePaper } from '@roundtable/shared/papers/restore'
import { cleanText, joinRuns, PLACE, readPaper, ROOT, seedPaper, type Block, type Marks, type Paper } from '@roundtable/shared/papers/schema'
import { SILENCE, sittingsOf, type Stretch } from '@roundtable/shared/papers/sittings'

const LANGUAGES = ['en', 'ar', 'zh', 'ru', 'fr', 'es'] as const
const text = (id: string, ...words: string[]): Block => ({ id, role: 'text', runs: words.length === 0 ? [] : joinRuns(words.map((each) => ({ text: each, marks: {} }))) })
const shown = (before: Paper, after: Paper, language = 'en') => differenceOf(before, after, language).map(({ pieces }) => pieces.map(({ is, runs }) => `${is === 'added' ? '+' : is === 'removed' ? '-' : '='}${runs.map((run) => run.text).join('')}`).join('|'))

// Two versions of one text: paragraphs left out, brought in, moved, and words changed in them, in several scripts.
const word = fc.constantFrom('States', 'shall', 'should', ' ', ' ', ', ', 'digital', 'الدول', 'الأعضاء', '各国', '应当', '公共服务', 'государства', 'l’État', '👩‍👩‍👧', PLACE)
const marks: fc.Arbitrary<Marks> = fc.record({ bold: fc.constant(true as const), italic: fc.constant(true as const), link: fc.constant({ href: 'https://un.org/' }) }, { requiredKeys: [] })
const run = fc.oneof({ weight: 5, arbitrary: fc.tuple(fc.array(word, { minLength: 1, maxLength: 8 }), marks).map(([words, marked]) => ({ text: cleanText(words.join('')).replaceAll(PLACE, '') || 'x', marks: marked })) }, { weight: 1, arbitrary: fc.constantFrom('n1', 'n2').map((id) => ({ text: PLACE, marks: { note: { id } } })) })
const block = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), role: fc.constantFrom('text' as const, 'operative' as const, 'heading' as const), runs: fc.array(run, { maxLength: 5 }).map(joinRuns) })
const version: fc.Arbitrary<Paper> = fc.uniqueArray(block, { maxLength: 6, selector: ({ id }) => id })
const normal = (paper: Paper): Paper => JSON.parse(JSON.stringify(paper.map((each) => ({ ...each, runs: joinRuns(each.runs) })))) as Paper

describe('the difference of two versions', () => {
  test('gives both of them back, is the same each time, and says of equal ones that nothing differs', () => {
    fc.assert(fc.property(version, version, fc.constantFrom(...LANGUAGES), (before, after, language) => {
      const difference = differenceOf(before, after, language)
      expect(normal(sideOf(difference, 'before'))).toEqual(normal(before))
      expect(normal(sideOf(difference, 'after'))).toEqual(normal(after))
      expect(differenceOf(before, after, language)).toEqual(difference)
      expect(differenceOf(after, after, language).every(({ is }) => is === 'same')).toBe(true)
    }), { numRuns: 150 })
  })

  test('is told word by word, blanks between changed words with them', () => {
    expect(shown([text('a', 'States shall provide digital services.')], [text('a', 'States should provide public digital services.')])).toEqual(['=States |-shall|+should|= provide |+public |=digital services.'])
    expect(shown([text('a', 'one two three four')], [text('a', 'one 2 3 four')])).toEqual(['=one |-two three|+2 3|= four'])
  })

  test('Chinese words are words though no blank parts them; Arabic words are whole', () => {
    expect(shown([text('a', '各国应当提供公共服务')], [text('a', '各国必须提供公共服务')], 'zh')).toEqual(['=各国|-应当|+必须|=提供公共服务'])
    expect(shown([text('a', 'تلتزم الدول بالشفافية')], [text('a', 'تلتزم الحكومات بالشفافية')], 'ar')).toEqual(['=تلتزم |-الدول|+الحكومات|= بالشفافية'])
    expect(wordsIn([{ text: '公共服务', marks: {} }], 'zh').map((each) => each.text)).toEqual(['公共', '服务'])
  })

  test('a word that became bold is a change; a paragraph that became another kind too', () => {
    expect(shown([text('a', 'agreed')], [{ id: 'a', role: 'text', runs: [{ text: 'agreed', marks: { bold: true } }] }])).toEqual(['-agreed|+agreed'])
    expect(differenceOf([text('a', 'agreed')], [{ ...text('a', 'agreed'), role: 'operative' }], 'en')).toMatchObject([{ is: 'changed', pieces: [{ is: 'same' }] }])
  })

  test('a paragraph that was moved says so at both places', () => {
    expect(differenceOf([text('a', 'one'), text('b', 'two'), text('c', 'three')], [text('b', 'two'), text('c', 'three'), text('a', 'one')], 'en').filter(({ is }) => is !== 'same')).toMatchObject([{ id: 'a', is: 'removed', moved: true }, { id: 'a', is: 'added', moved: true }])
  })

  test('beyond the bound a paragraph is taken out and put in whole', () => {
    const many = (each: string) => Array.from({ length: BOUNDS.words }, (_, index) => `${each}${index}`).join(' and ')
    expect(differenceOf([text('a', many('x'))], [text('a', many('y'))], 'en')[0]!.pieces.map(({ is }) => is)).toEqual(['removed', 'added'])
    expect(shown([text('a', many('x'))], [text('a', `${many('x')} end`)])[0]).toMatch(/^=.*\|\+ end$/)
  })
})

describe('putting a version back (PAP-12)', () => {
  const seeded = (paper: Paper) => { const doc = new Y.Doc(); seedPaper(doc, paper); return doc }
  const reads = (doc: Y.Doc) => normal(readPaper(doc.getXmlFragment(ROOT)))

  test('gives its text, from any text; a second time changes nothing', () => {
    fc.assert(fc.property(version, version, fc.constantFrom(...LANGUAGES), (now, wanted, language) => {
      const doc = seeded(now)
      const target = reads(seeded(wanted))
      const differs = restorePaper(doc, target, language)
      expect(reads(doc)).toEqual(target)
      expect(differs).toBe(JSON.stringify(target) !== JSON.stringify(reads(seeded(now))))
      const before = Y.encodeStateVector(doc)
      expect(restorePaper(doc, target, language)).toBe(false)
      expect(Y.encodeStateVector(doc)).toEqual(before)
    }), { numRuns: 150 })
  })

  test('leaves alone what stayed: only what differs is written anew', () => {
    const doc = seeded([text('a', 'States should provide public services.'), text('b', 'Agreed.')])
    const mine = doc.clientID
    doc.clientID = 7
    restorePaper(doc, [text('a', 'States shall provide public services.'), text('b', 'Agreed.')], 'en')
    const authors = new Authors()
    authors.put(mine, 0, 1_000, 'kenya')
    authors.put(7, 0, 1_000, 'chair')
    expect(authoredPaper(doc.getXmlFragment(ROOT), authors).map(({ runs }) => runs.map((each) => `${each.by}: ${each.text}`))).toEqual([['kenya: States ', 'chair: shall', 'kenya:  provide public services.'], ['kenya: Agreed.']])
  })

  test('a paragraph that holds two texts, or letters that nobody reads, is written whole', () => {
    const doc = seeded([text('a', 'one two')])
    const element = doc.getXmlFragment(ROOT).get(0) as Y.XmlElement
    element.insert(1, [new Y.XmlText(' three')])
    restorePaper(doc, [text('a', 'one 2')], 'en')
    expect(reads(doc)).toEqual([text('a', 'one 2')])
    ;(element.get(0) as Y.XmlText).insert(3, '\u0007')
    restorePaper(doc, [text('a', 'one 3')], 'en')
    expect(reads(doc)).toEqual([text('a', 'one 3')])
  })
})

describe('who wrote what (PAP-9)', () => {
  test('ranges hold the first that was said of each character, whatever the order, and come back as they were sent', () => {
    const range = fc.tuple(fc.constantFrom(1, 2), fc.nat(30), fc.integer({ min: 1, max: 8 }), fc.constantFrom('kenya', 'peru', 'chair'))
    fc.assert(fc.property(fc.array(range, { maxLength: 12 }), (ranges) => {
      const authors = new Authors()
      const plain = new Map<string, string>()
      for (const [client, clock, len, by] of ranges) {
        authors.put(client, clock, len, by)
        for (let at = clock; at < clock + len; at++) if (!plain.has(`${client} ${at}`)) plain.set(`${client} ${at}`, by)
      }
      for (const each of [authors, Authors.of(authors.said())]) {
        for (const client of [1, 2]) {
          const cut = each.cut(client, 0, 50)
          expect(cut.flatMap(({ len, by }) => Array.from({ length: len }, () => by))).toEqual(Array.from({ length: 50 }, (_, at) => plain.get(`${client} ${at}`)))
        }
      }
    }))
  })
})

describe('sittings (PAP-10)', () => {
  const at = (minute: number, author: string, more: Partial<Stretch> = {}): Stretch => ({ from: minute, to: minute, began: minute * 60_000, ended: minute * 60_000, author, changes: 1, ...more })

  test('half an hour of silence parts them; who changed most stands first', () => {
    expect(SILENCE).toBe(30 * 60_000)
    expect(sittingsOf([at(1, 'kenya'), at(2, 'peru'), at(32, 'peru'), at(63, 'kenya')])).toEqual([
      { from: 1, to: 32, began: 60_000, ended: 32 * 60_000, by: [{ author: 'peru', changes: 2 }, { author: 'kenya', changes: 1 }] },
      { from: 63, to: 63, began: 63 * 60_000, ended: 63 * 60_000, by: [{ author: 'kenya', changes: 1 }] },
    ])
  })

  test('a meeting that was open is one sitting, through silence, and parts what stood before and after it', () => {
    expect(sittingsOf([at(1, 'kenya'), at(2, 'kenya', { meeting: 'm' }), at(90, 'peru', { meeting: 'm' }), at(91, 'peru')]).map(({ from, to, meeting }) => [from, to, meeting])).toEqual([[1, 1, undefined], [2, 90, 'm'], [91, 91, undefined]])
  })

  test('the order in which the log is read makes no difference', () => {
    const stretches = fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.constantFrom('kenya', 'peru')).map(([minute, author]) => at(minute, author)), { maxLength: 20 })
    fc.assert(fc.property(stretches, (all) => { expect(sittingsOf([...all].reverse())).toEqual(sittingsOf(all)) }))
  })
})
