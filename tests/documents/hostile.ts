// What a hostile client sends: the named cases, and mutants of them and of what editors send, the same for the same seed.
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { anything, element, forge, gc, item, mark, removed, skip, typed, words, type Id, type Struct } from './forge'
import { changed, message, presence, step1, step2, textOf, type, update } from './peers'
import { copy, state } from './served'

export interface Frame { name: string; bytes: Uint8Array }

/** `doc`: the text as it is served; `victim`: a client whose words are in it; `own`: a client id of the sender's that has written nothing. */
export interface Target { doc: Y.Doc; victim: number; own: number }

const idOf = (type: Y.XmlElement | Y.XmlText): Id => [type._item!.id.client, type._item!.id.clock]

/** A chain of paragraphs, each in the one before. */
const nested = (own: number, depth: number): Uint8Array => forge([[own, 0, ...Array.from({ length: depth }, (_, index): Struct => item(element('paragraph'), { parent: index === 0 ? 'paper' : [own, index - 1] }))]])

export function named({ doc, victim, own }: Target): Frame[] {
  const next = state(doc, victim)
  const text = textOf(doc)
  const inText: Id = [text._start!.id.client, text._start!.id.clock]
  const attribute = (name: string, value: encoding.AnyEncodable) => item(anything(value), { parent: idOf(doc.getXmlFragment('paper').get(0) as Y.XmlElement), key: name })
  const said: [string, Uint8Array][] = [
    ['a gap of a million under another’s client id', forge([[victim, next, gc(1_000_000)]])],
    ['words under another’s client id', forge([[victim, next, item(words('forged'), { left: inText })]])],
    ['words in place of another’s', forge([[victim, 0, item(words('in place'), { left: inText })]])],
    ['a gap', forge([[own, 0, skip(10)]])],
    ['a gap before words', forge([[own, 0, skip(10), item(words('x'), { left: inText })]])],
    ['words whose neighbour is unknown', forge([[own, 0, item(words('x'), { left: [777, 5] })]])],
    ['much that waits for something unknown', forge([[own, 0, item(words('x'.repeat(200_000)), { left: [777, 5] })]])],
    ['words out of their order', forge([[own, 50, item(words('x'), { left: inText })]])],
    ['deletions of what is unknown', forge([], Array.from({ length: 20_000 }, (_, index): [number, number, number] => [10_000 + index, 0, 1]))],
    ['another kind of root under the text’s name', forge([[own, 0, item(anything('x'), { parent: 'paper', key: 'x' })]])],
    ['a root of its own', forge([[own, 0, item(words('x'), { parent: 'other' })]])],
    ['a list in the text', forge([[own, 0, item(typed(0), { parent: 'paper' })]])],
    ['a document in the text', forge([[own, 0, item({ ref: 9, write: (encoder) => { encoding.writeVarString(encoder, 'guid'); encoding.writeAny(encoder, {}) } }, { parent: 'paper' })]])],
    ['the key __proto__', forge([[own, 0, attribute('__proto__', 'x')]])],
    ['the key constructor', forge([[own, 0, attribute('constructor', 'x')]])],
    ['a mark with __proto__', forge([[own, 0, item(mark('link', '{"__proto__":"x"}'), { left: inText })]])],
    ['a mark that is no JSON', forge([[own, 0, item(mark('link', '{'), { left: inText })]])],
    ['twelve thousand paragraphs, each in the last', nested(own, 12_000)],
    ['items that stand each behind the other', forge([[own, 0, item(words('a'), { left: [own + 1, 0] })], [own + 1, 0, item(words('b'), { left: [own, 0] })]])],
    ['more client ids than anybody has', forge(Array.from({ length: 5_000 }, (_, index): [number, number, Struct] => [1_000_000 + index, 0, gc(1)]))],
    ['a clock beyond all precision', forge([[own, 0, gc(2 ** 41)]])],
    ['nothing of no length', forge([[own, 0, item(removed(0), { left: inText })]])],
    ['an update of the second version', Y.encodeStateAsUpdateV2(doc)],
    ['bytes that never end in the second version', Uint8Array.from([0, 0, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 255, 255, 255, 255, 15, 1, 0, 0, 0, 0, 0, 0, 0])],
    ['an update that counts more structs than there are', encoding.encode((encoder) => { for (const value of [1, 4_000_000_000, own, 0]) encoding.writeVarUint(encoder, value) })],
    ['nothing', new Uint8Array()],
  ]
  return [
    ...said.flatMap(([name, bytes]): Frame[] => [{ name, bytes: update(bytes) }, { name: `${name}, as step 2`, bytes: step2(bytes) }]),
    { name: 'a state vector that is none', bytes: message(0, 0, Uint8Array.of(255)) },
    { name: 'a state vector of four thousand million', bytes: message(0, 0, encoding.encode((encoder) => { encoding.writeVarUint(encoder, 4_000_000_000) })) },
    { name: 'a length beyond the end', bytes: Uint8Array.of(0, 2, 255, 255, 255, 255, 7) },
    { name: 'an unknown step', bytes: message(0, 7, new Uint8Array(3)) },
    { name: 'an unknown type', bytes: message(77) },
    { name: 'no bytes at all', bytes: new Uint8Array() },
    { name: 'a number that does not end', bytes: new Uint8Array(12).fill(255) },
    { name: 'another’s presence for good', bytes: presence(victim, 2 ** 31, { user: { name: 'Chair' } }) },
    { name: 'presence under a claimed name', bytes: presence(own, 1, { user: { name: 'Chair', color: '#ff0000' }, cursor: { anchor: { type: { client: -1, clock: 1e300 } } } }) },
    { name: 'presence that says __proto__', bytes: presence(own, 2, JSON.parse('{"cursor":{"__proto__":{"polluted":1}}}')) },
    { name: 'presence of many', bytes: message(1, encoding.encode((encoder) => { encoding.writeVarUint(encoder, 4_000_000_000) })) },
    { name: 'a turn that never was', bytes: message(9, 4, Number.MAX_SAFE_INTEGER) },
    { name: 'an acknowledgement', bytes: message(9, 1, 5, 5) },
    { name: 'a refusal', bytes: message(9, 2, '{"refused":"not-you","n":1}') },
  ]
}

/** What editors send, of the sender and of another. */
function honest({ doc, victim, own }: Target): Frame[] {
  const by = (client: number, change: (doc: Y.Doc) => void) => changed(copy(doc, client), change)
  return [
    { name: 'typing', bytes: update(by(own, type('words'))) },
    { name: 'another’s typing', bytes: update(by(victim, type('words'))) },
    { name: 'bold', bytes: update(by(own, (one) => { textOf(one).format(0, 3, { bold: {} }) })) },
    { name: 'a paragraph', bytes: update(by(own, (one) => { const block = new Y.XmlElement('paragraph'); one.getXmlFragment('paper').insert(1, [block]); block.insert(0, [new Y.XmlText('new')]) })) },
    { name: 'a deletion', bytes: update(by(own, (one) => { textOf(one).delete(1, 1) })) },
    { name: 'the whole text', bytes: step2(Y.encodeStateAsUpdate(doc)) },
    { name: 'a question', bytes: step1(doc) },
    { name: 'presence', bytes: presence(own, 1, { cursor: null }) },
  ]
}

export function seeded(seed: number): () => number {
  let held = seed >>> 0
  return () => {
    held = (held + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(held ^ (held >>> 15), 1 | held)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One mutant after another, without end. Large ones are rare: they would drown the others. */
export function* mutants(seed: number, target: Target): Generator<Frame, never> {
  const random = seeded(seed)
  const upTo = (end: number) => Math.floor(random() * end)
  const bases = [...named(target), ...honest(target)]
  const small = bases.filter(({ bytes }) => bytes.length < 2_000)
  const EXTREMES = [[0], [127], [128], [255], [255, 255, 255, 255, 15], [255, 255, 255, 255, 255, 255, 255, 15]]
  for (;;) {
    const base = random() < 0.995 ? small[upTo(small.length)]! : bases[upTo(bases.length)]!
    let bytes = Buffer.from(base.bytes)
    for (let changes = 1 + upTo(4); changes > 0; changes -= 1) {
      const at = upTo(bytes.length + 1), to = Math.min(bytes.length, at + 1 + upTo(6))
      const rest = bytes.subarray(to)
      const ways: (() => Buffer)[] = [
        () => Buffer.concat([bytes.subarray(0, at), Buffer.from([upTo(256)]), bytes.subarray(Math.min(bytes.length, at + 1))]),
        () => { const flipped = Buffer.from(bytes); if (at < flipped.length) flipped[at]! ^= 1 << upTo(8); return flipped },
        () => Buffer.concat([bytes.subarray(0, at), rest]),
        () => Buffer.concat([bytes.subarray(0, to), bytes.subarray(at, to), rest]),
        () => Buffer.concat([bytes.subarray(0, at), Buffer.from(EXTREMES[upTo(EXTREMES.length)]!), rest]),
        () => bytes.subarray(0, at),
        () => Buffer.concat([bytes.subarray(0, at), small[upTo(small.length)]!.bytes.subarray(at)]),
      ]
      bytes = Buffer.from(ways[upTo(ways.length)]!())
    }
    yield { name: `a mutant of: ${base.name}`, bytes }
  }
}
