// The text ahead of the truth: what it takes is stored as it was said, nothing added; what is dropped takes along only what stood on it.
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { repairPaper, seedPaper } from '@roundtable/shared/papers/schema'
import { mergedOf, partsOf } from '../../server/src/documents/documents.db'
import { Draft } from '../../server/src/documents/draft'
import { LIMITS } from '../../server/src/documents/limits'
import { Truth } from '../../server/src/documents/text'
import { changed, textOf, type, words } from './peers'

function opened() {
  const doc = new Y.Doc()
  seedPaper(doc, [{ id: 'a', role: 'text', runs: [{ text: 'Recalling its mandate', marks: {} }] }])
  const truth = new Truth(1, [Y.encodeStateAsUpdate(doc)])
  return { truth, draft: new Draft<string>(truth, new Map([[doc.clientID, 'system']])) }
}
const take = (draft: Draft<string>, from: string, raw: Uint8Array) => draft.take({ from, who: { person: from, session: `s-${from}`, name: from }, n: 1, raw, clients: [] })

it('formatting that Yjs would tidy up on arrival is stored as it was said', () => {
  const { truth, draft } = opened()
  const [kenya, peru] = [truth.copy(), truth.copy()]
  const said = [changed(kenya, (doc) => { textOf(doc).format(0, 12, { bold: {} }) }), changed(peru, (doc) => { textOf(doc).format(0, 12, { bold: {} }) })]
  take(draft, 'kenya', said[0]!)
  take(draft, 'peru', said[1]!)
  const cut = draft.cut()!
  expect(partsOf({ seq: 2, ...cut }).map((bytes) => Y.decodeUpdate(bytes).ds.clients.size)).toEqual([0, 0])
  truth.apply(2, mergedOf({ seq: 2, ...cut }))
  expect(Y.decodeUpdate(truth.all()).ds.clients.size).toBe(0)
})

it('the parts of a row stand in the order in which they were said, one for each turn of an author', () => {
  const { truth, draft } = opened()
  const [kenya, peru] = [truth.copy(), truth.copy()]
  for (const [who, doc, word] of [['kenya', kenya, 'a'], ['kenya', kenya, 'b'], ['peru', peru, 'c'], ['kenya', kenya, 'd']] as const) take(draft, who, changed(doc, type(word)))
  const cut = draft.cut()!
  expect(cut.parts.map(({ person }) => person)).toEqual(['kenya', 'peru', 'kenya'])
  expect(cut.clients).toEqual([{ client: kenya.clientID, person: 'kenya' }, { client: peru.clientID, person: 'peru' }])
  for (const bytes of partsOf({ seq: 2, ...cut })) Y.applyUpdate(truth.copy(), bytes)
})

it('two paragraphs of one id are told apart on the system\'s account', () => {
  const { truth, draft } = opened()
  let n = 0
  const mend = (doc: Y.Doc) => { repairPaper(doc.getXmlFragment('paper'), () => `new-${(n += 1)}`) }
  draft.mend(mend)
  expect(draft.cut()).toBeUndefined()
  const kenya = truth.copy()
  take(draft, 'kenya', changed(kenya, (doc) => {
    const block = new Y.XmlElement('paragraph')
    block.setAttribute('id', 'a')
    doc.getXmlFragment('paper').insert(1, [block])
  }))
  draft.mend(mend)
  const cut = draft.cut()!
  expect(cut.parts.map(({ person }) => person)).toEqual(['kenya', 'system'])
  truth.apply(2, mergedOf({ seq: 2, ...cut }))
  expect(truth.copy().getXmlFragment('paper').toArray().map((block) => (block as Y.XmlElement).getAttribute('id'))).toEqual(['a', 'new-1'])
})

it('what lost its right is dropped with what stands on it; others\' words stay', () => {
  const { truth, draft } = opened()
  const [kenya, peru] = [truth.copy(), truth.copy()]
  take(draft, 'kenya', changed(kenya, type(' KENYA')))
  take(draft, 'peru', changed(peru, type(' PERU')))
  // Nobody was told Kenya's words; should somebody stand on them all the same, they fall too.
  Y.applyUpdate(peru, Y.encodeStateAsUpdate(kenya))
  take(draft, 'peru', changed(peru, type('!')))
  const dropped = draft.rebuild(({ from }) => from !== 'kenya')
  expect(dropped.map(({ from }) => from)).toContain('kenya')
  truth.apply(2, mergedOf({ seq: 2, ...draft.cut()! }))
  expect(words(truth.copy())).toContain('PERU')
  expect(words(truth.copy())).not.toContain('KENYA')
})

it('what is too large is refused, until something was deleted', () => {
  const { truth, draft } = opened()
  const kenya = truth.copy()
  const fill = changed(kenya, type('x'.repeat(LIMITS.document - 100_000)))
  truth.apply(2, fill)
  draft.learn(fill, [{ client: kenya.clientID, person: 'kenya' }])
  expect(take(draft, 'kenya', changed(kenya, type('y'.repeat(200_000))))).toMatchObject({ ok: false, refused: 'too-large' })
  const again = truth.copy()
  const shorter = changed(again, (doc) => { textOf(doc).delete(0, 1_000_000) })
  expect(take(draft, 'kenya', shorter).ok).toBe(true)
  truth.apply(3, mergedOf({ seq: 3, ...draft.cut()! }))
  draft.landed()
  expect(take(draft, 'kenya', changed(again, type('y'.repeat(200_000)))).ok).toBe(true)
})
