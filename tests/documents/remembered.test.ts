// Who was off-line while a paragraph was split, and comes back after the server began anew: his words go where they belong.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import { mergedOf } from '../../server/src/documents/documents.db'
import { Draft } from '../../server/src/documents/draft'
import { Fates } from '../../server/src/documents/moves-memory'
import type { Past } from '../../server/src/documents/moves'
import { Truth } from '../../server/src/documents/text'
import { changed, eventually, Raw, step1, step2, textOf, type, words } from './peers'
import { copy } from './served'
import { openStage, type Stage } from './stage'

const SYSTEM = 9, KENYA = 11, PERU = 22
const who = (person: string) => ({ person, session: 's', name: person })
/** As an editor splits: the right half goes from its text and is written anew behind it. */
const split = (at: number) => (doc: Y.Doc) => {
  const text = textOf(doc)
  const right = text.toString().slice(at)
  text.delete(at, right.length)
  const block = new Y.XmlElement('paragraph')
  block.setAttribute('id', 'split')
  block.setAttribute('role', 'text')
  const half = new Y.XmlText()
  half.insert(0, right)
  block.insert(0, [half])
  doc.getXmlFragment('paper').insert(1, [block])
}
const insert = (at: number, said: string) => (doc: Y.Doc) => { textOf(doc).insert(at, said) }

describe('a draft that begins anew', () => {
  function played() {
    const start = new Y.Doc()
    start.clientID = SYSTEM
    seedPaper(start, [{ id: 'a', role: 'text', runs: [{ text: '0123456789', marks: {} }] }])
    const state = Y.encodeStateAsUpdate(start)
    const owners = new Map([[SYSTEM, 'system']])
    const truth = new Truth(1, [state])
    const draft = new Draft<object>(truth, owners)
    const late = changed(copy(start, PERU), insert(7, 'word'))
    expect(draft.take({ from: {}, who: who('kenya'), n: 1, raw: changed(copy(start, KENYA), split(5)), clients: [], heard: { turn: 0 } }).ok).toBe(true)
    const row = mergedOf({ ...draft.cut()!, seq: 2 })
    truth.apply(2, row)
    draft.landed()
    return { state, owners, row, late, after: truth.all(), memory: JSON.parse(JSON.stringify(draft.memory())) as Past['memory'] }
  }
  function back(updates: Uint8Array[], past: (Past & { state?: Uint8Array }) | undefined, late: Uint8Array, owners: Map<number, string>) {
    const truth = new Truth(2, updates)
    const draft = new Draft<object>(truth, owners, 1_000, past)
    expect(draft.take({ from: {}, who: who('peru'), n: 1, raw: late, clients: [], heard: { turn: -1 } }).ok).toBe(true)
    truth.apply(3, mergedOf({ ...draft.cut()!, seq: 3 }))
    return words(truth.copy())
  }

  it('upon a snapshot remembers what is kept beside it', () => {
    const { after, memory, late, owners } = played()
    expect(back([after], { state: after, memory, rows: [] }, late, owners)).toBe('01234\n56word789')
  })
  it('upon the rows behind a snapshot finds it out from them', () => {
    const { state, row, late, owners } = played()
    expect(back([state, row], { state, memory: [], rows: [[row]] }, late, owners)).toBe('01234\n56word789')
  })
  it('without either it could not know', () => {
    const { after, late, owners } = played()
    expect(back([after], undefined, late, owners)).not.toBe('01234\n56word789')
  })
  it('keeps the newest of much, within its bounds', () => {
    const fates = new Fates()
    for (let n = 0; n < 3_000; n++) fates.put({ client: KENYA, clock: n * 40, len: 20, words: 'x'.repeat(20), made: n, to: { client: PERU, clock: n * 40 } })
    const kept = fates.kept()
    expect(kept.length).toBe(1_000)
    expect(kept.at(-1)!.made).toBe(2_999)
    expect(kept[0]!.made).toBe(2_000)
  })
})

describe('through the whole server', () => {
  let stage: Stage
  beforeAll(async () => { stage = await openStage() }, 60_000)
  afterAll(() => stage.close())

  it.each(['with its rows behind', 'with a snapshot of all'])('%s', async (how) => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' }, [{ id: 'a', role: 'text', runs: [{ text: '0123456789', marks: {} }] }])
    const [kenya, peru] = await Promise.all(['kenya', 'peru'].map((person) => new Raw(stage.url, document, person).joined()))
    peru!.close()
    const offline = peru!.doc
    insert(7, 'word')(offline)
    kenya!.write(split(5))
    await kenya!.until(() => kenya!.acked === 1, 'ack')
    if (how === 'with a snapshot of all') {
      for (let n = 2; n <= 25; n++) { kenya!.write(type('.', 1)); await kenya!.until(() => kenya!.acked === n, 'ack') }
      kenya!.close()
      await eventually(async () => await stage.prisma.documentSnapshot.findUnique({ where: { document } }) !== null, 'a snapshot', 15_000)
    } else kenya!.close()
    await stage.reopen()
    const again = new Raw(stage.url, document, 'peru')
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(offline))
    await again.opened()
    again.say(step1(again.doc))
    await again.until(() => again.heard.some(({ type }) => type === 'answer') && again.heard.some(({ type }) => type === 'vector'), 'joined')
    again.say(step2(Y.encodeStateAsUpdate(again.doc, again.of('vector').at(-1)!.bytes)))
    await again.until(() => again.acked === 1, 'ack')
    expect((await stage.stored(document)).replaceAll('.', '')).toBe('01234\n56word789')
    again.close()
  }, 30_000)
})
