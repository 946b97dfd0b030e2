// The rules of the gate, one by one, on bytes that no editor writes: each would pass every other rule.
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { LIMITS } from '../../server/src/documents/limits'
import { applyQuietly, leavesPending } from '../../server/src/documents/text'
import { anything, element, forge, gc, item, mark, removed, typed, words, type Id, type Struct } from './forge'
import { textOf, type } from './peers'
import { by, copy, KENYA, PERU, ruleOf, served, state, verdict } from './served'

const blockOf = (doc: Y.Doc, index = 0) => doc.getXmlFragment('paper').get(index) as Y.XmlElement
const idOf = (type: Y.AbstractType<never> | Y.XmlElement | Y.XmlText): Id => [type._item!.id.client, type._item!.id.clock]
/** Kenya's next struct, alone. */
const kenya = (doc: Y.Doc, ...structs: Struct[]) => forge([[KENYA, state(doc, KENYA), ...structs]])
/** A further paragraph, empty. */
function withEmpty(): Y.Doc {
  const doc = served()
  doc.getXmlFragment('paper').insert(1, [new Y.XmlElement('paragraph')])
  return doc
}
const attributeItem = (doc: Y.Doc, name: string): Id => { const { id } = blockOf(doc)._map.get(name)!; return [id.client, id.clock] }

describe('[Y4] structs', () => {
  it('of no length', () => {
    const doc = served()
    expect(ruleOf(kenya(doc, gc(0)), doc)).toBe('bytes')
    expect(ruleOf(kenya(doc, item(words(''), { left: idOf(textOf(doc)) })), doc)).toBe('bytes')
    expect(ruleOf(forge([], [[PERU, 0, 0]]), doc)).toBe('bytes')
  })
  it('of a client id above 32 bits', () => { expect(ruleOf(forge([[2 ** 32, 0, gc(1)]]))).toBe('bytes') })
  it('so long that clocks would lose their precision', () => { expect(ruleOf(forge([[501, 0, gc(LIMITS.clock + 1)]]))).toBe('bytes') })
  it('that name an unknown right neighbour or an unknown parent', () => {
    const doc = served()
    expect(ruleOf(kenya(doc, item(words('x'), { right: [777, 5] })), doc)).toBe('pending')
    expect(ruleOf(kenya(doc, item(words('x'), { parent: [777, 5] })), doc)).toBe('pending')
  })
  it('that stand each behind the other', () => {
    expect(ruleOf(forge([[501, 0, item(words('a'), { left: [502, 0] })], [502, 0, item(words('b'), { left: [501, 0] })]]))).toBe('schema')
  })
})

describe('[Y3] client ids', () => {
  it('of more earlier tabs than one person has', () => {
    const tabs = (count: number) => forge(Array.from({ length: count }, (_, index): [number, number, Struct] => [1_000 + index, 0, gc(1)]))
    expect(ruleOf(tabs(LIMITS.newClients))).toBe('ok')
    expect(ruleOf(tabs(LIMITS.newClients + 1))).toBe('owner')
  })
  it('of others, in what is held already, are no offence: a whole text said again passes', () => {
    const doc = served()
    expect(verdict(Y.encodeStateAsUpdate(doc), doc)).toMatchObject({ ok: true, clients: [], blocks: false })
  })
})

describe('[Y4, Y6] places', () => {
  it('a paragraph under another root', () => {
    const doc = served()
    expect(ruleOf(kenya(doc, item(element('paragraph'), { parent: 'other' })), doc)).toBe('schema')
    expect(ruleOf(kenya(doc, item(element('paragraph'), { parent: 'paper' })), doc)).toBe('ok')
  })
  it('a paragraph under a key of the root', () => {
    const doc = served()
    expect(ruleOf(kenya(doc, item(element('paragraph'), { parent: 'paper', key: 'x' })), doc)).toBe('schema')
  })
  it('a child of a word', () => {
    const doc = served()
    expect(ruleOf(kenya(doc, item(words('x'), { parent: [KENYA, 0] })), doc)).toBe('schema')
  })
  it('words under a key of a text', () => {
    const doc = served()
    expect(ruleOf(kenya(doc, item(words('x'), { parent: idOf(textOf(doc)), key: 'id' })), doc)).toBe('schema')
  })
  it('a child between a child and an attribute of the same paragraph', () => {
    const doc = served()
    expect(ruleOf(kenya(doc, item(removed(1), { left: idOf(textOf(doc)), right: attributeItem(doc, 'id') })), doc)).toBe('schema')
    expect(ruleOf(kenya(doc, item(removed(1), { left: idOf(textOf(doc)) })), doc)).toBe('ok')
  })
  it('a paragraph in an empty paragraph, and a list, a map, a plain text, a fragment', () => {
    const doc = withEmpty()
    const parent = idOf(blockOf(doc, 1))
    for (const content of [element('paragraph'), typed(0), typed(1), typed(2), typed(4), words('x'), anything('x')]) expect(ruleOf(kenya(doc, item(content, { parent })), doc)).toBe('schema')
    expect(ruleOf(kenya(doc, item(typed(6), { parent })), doc)).toBe('ok')
  })
  it('a second text before a living one', () => {
    const doc = served()
    expect(ruleOf(by(doc, (own) => { blockOf(own).insert(0, [new Y.XmlText('x')]) }), doc)).toBe('schema')
  })
})

describe('what comes too late is no offence', () => {
  it('the first words of a paragraph that was removed meanwhile', () => {
    const doc = withEmpty()
    const bytes = by(doc, (own) => { blockOf(own, 1).insert(0, [new Y.XmlText('too late')]) })
    doc.getXmlFragment('paper').delete(1, 1)
    expect(ruleOf(bytes, doc)).toBe('ok')
    applyQuietly(doc, bytes)
    expect(leavesPending(doc)).toBe(false)
  })
  it('a new text where one was removed before', () => {
    const doc = served()
    blockOf(doc).delete(0, 1)
    expect(ruleOf(by(doc, (own) => { blockOf(own).insert(0, [new Y.XmlText('anew')]) }), doc)).toBe('ok')
  })
  it('words whose neighbour was removed and collected', () => {
    const doc = served()
    const tab = copy(doc, KENYA)
    doc.getXmlFragment('paper').delete(0, 1)
    const bytes = Y.encodeStateAsUpdate((type('late')(tab), tab), Y.encodeStateVector(doc))
    expect(ruleOf(bytes, doc)).toBe('ok')
  })
})

describe('[Y6] values', () => {
  const attribute = (value: unknown) => (doc: Y.Doc) => { blockOf(doc).setAttribute('role', value as string) }
  const marked = (name: string, json: string) => { const doc = served(); return ruleOf(kenya(doc, item(mark(name, json), { left: [KENYA, 0] })), doc) }
  it('an attribute up to its length', () => {
    expect(ruleOf(by(served(), attribute('x'.repeat(LIMITS.attributeValue))))).toBe('ok')
    expect(ruleOf(by(served(), attribute('x'.repeat(LIMITS.attributeValue + 1))))).toBe('schema')
  })
  it('a mark up to its length, plain or with fields', () => {
    const link = (length: number) => JSON.stringify({ href: 'x'.repeat(length) })
    expect(marked('bold', JSON.stringify('x'.repeat(LIMITS.markValue)))).toBe('ok')
    expect(marked('bold', JSON.stringify('x'.repeat(LIMITS.markValue + 1)))).toBe('schema')
    expect(marked('link', link(LIMITS.markValue - 11))).toBe('ok')
    expect(marked('link', link(LIMITS.markValue))).toBe('schema')
  })
  it('a mark that is a list', () => { expect(marked('link', '["https://un.org"]')).toBe('schema') })
  it.each(['__proto__', 'constructor', 'prototype'])('a mark with a field %s, be it a plain word', (field) => { expect(marked('link', `{"${field}":"x"}`)).toBe('schema') })
})

it('says when paragraphs or their attributes change, so that ids are looked over', () => {
  const doc = served()
  expect(verdict(by(doc, type('words')), doc)).toMatchObject({ ok: true, blocks: false })
  expect(verdict(by(doc, (own) => { blockOf(own).setAttribute('id', 'b') }), doc)).toMatchObject({ ok: true, blocks: true })
  expect(verdict(kenya(doc, item(element('paragraph'), { parent: 'paper' })), doc)).toMatchObject({ ok: true, blocks: true })
})
