// Reading and writing a text by the ids of its characters: where a character stands, what stands around it, putting words beside it.
import * as Y from 'yjs'
import { ROOT } from '@roundtable/shared/papers/schema'

export interface Id { client: number; clock: number }
export type Marks = Record<string, unknown>
/** A piece of a text in its order; a dead one has no words. */
export interface Piece extends Id { len: number; words: string; dead: boolean; marks: Marks; origin: Y.ID | null; at: number }
/** A place between two characters. */
export interface Beside { id: Id; side: 'after' | 'before' }

export const plus = ({ client, clock }: Id, by: number): Id => ({ client, clock: clock + by })
export const same = (a: Id, b: Id): boolean => a.client === b.client && a.clock === b.clock
const yid = ({ client, clock }: Id) => Y.createID(client, clock)

export function itemAt(doc: Y.Doc, id: Id): Y.Item | undefined {
  if (id.clock >= Y.getState(doc.store, id.client)) return undefined
  const struct = Y.getItem(doc.store, yid(id)) as Y.Item | Y.GC
  return struct instanceof Y.Item ? struct : undefined
}
/** What a range of characters is made of by now. */
export function* itemsOf(doc: Y.Doc, id: Id, len: number): Generator<Y.Item> {
  for (let done = 0; done < len;) {
    const item = itemAt(doc, plus(id, done))
    if (item) yield item
    done = item ? item.id.clock + item.length - id.clock : done + 1
  }
}
export const isAlive = (doc: Y.Doc, id: Id): boolean => itemAt(doc, id)?.deleted === false
/** The text in which a living character stands. */
export function textAt(doc: Y.Doc, id: Id): Y.XmlText | undefined {
  const item = itemAt(doc, id)
  return item && !item.deleted && item.parent instanceof Y.XmlText ? item.parent : undefined
}

export function* piecesOf(text: Y.XmlText): Generator<Piece> {
  const marks: Marks = {}
  let at = 0
  for (let item = text._start; item; item = item.right) {
    const { content, deleted, id: { client, clock }, length: len, origin } = item
    if (content instanceof Y.ContentFormat) {
      if (!deleted) marks[content.key] = content.value
    } else if (deleted || content instanceof Y.ContentString) {
      yield { client, clock, len, words: content instanceof Y.ContentString && !deleted ? content.str : '', dead: deleted, marks: { ...marks }, origin, at }
      if (!deleted) at += len
    }
  }
}

/** The items of one text from the first to the last of these, in order: what lies elsewhere in a long paragraph is not looked at. */
export function stretchOf(items: ReadonlySet<Y.Item>): Y.Item[] {
  const [start] = items
  if (!start) return []
  const found = [start]
  const before: Y.Item[] = []
  let missing = items.size - 1
  let [left, right] = [start.left, start.right]
  // To both sides in turn: how far the others are nobody knows.
  while (missing > 0 && (left || right)) {
    if (left) { before.push(left); if (items.has(left)) missing--; left = left.left }
    if (right) { found.push(right); if (items.has(right)) missing--; right = right.right }
  }
  const all = [...before.reverse(), ...found]
  let [from, to] = [0, all.length]
  while (!items.has(all[from]!)) from++
  while (!items.has(all[to - 1]!)) to--
  return all.slice(from, to)
}

function indexOf(text: Y.XmlText, id: Id): number {
  for (const { client, clock, len, dead, at } of piecesOf(text)) {
    if (client === id.client && clock <= id.clock && id.clock < clock + len) return dead ? at : at + id.clock - clock
  }
  return 0
}
export const positionOf = (text: Y.XmlText, id: Id): number => indexOf(text, id)

/** Yjs remembers where indexes lie, and forgets it at a remote change; updates that are applied quietly do not make it forget. */
function fresh<T extends Y.XmlFragment | Y.XmlText>(type: T): T {
  if (type._searchMarker) type._searchMarker.length = 0
  return type
}
export const paragraphs = (doc: Y.Doc): Y.XmlFragment => fresh(doc.getXmlFragment(ROOT))

const held = (marks: Marks): Marks => Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== null))

/** Writes words into a text; answers the id of the first. */
function write(doc: Y.Doc, text: Y.XmlText, index: number, words: string, marks: Marks): Id {
  let clock = Y.getState(doc.store, doc.clientID)
  fresh(text).insert(index, words, held(marks))
  for (;;) {
    const item = itemAt(doc, { client: doc.clientID, clock })
    if (!item || item.content instanceof Y.ContentString) return { client: doc.clientID, clock }
    clock = item.id.clock + item.length
  }
}

/** Writes words beside a living character. */
export function put(doc: Y.Doc, { id, side }: Beside, words: string, marks: Marks): Id | undefined {
  const text = textAt(doc, id)
  return text && write(doc, text, indexOf(text, id) + (side === 'after' ? 1 : 0), words, marks)
}
export const append = (doc: Y.Doc, text: Y.XmlText, words: string, marks: Marks): Id => write(doc, text, text.length, words, marks)

/** Deletes what is alive of a range. */
export function remove(doc: Y.Doc, id: Id, len: number): void {
  for (let done = 0; done < len;) {
    const item = itemAt(doc, plus(id, done))
    if (!item) { done += 1; continue }
    const count = Math.min(len - done, item.id.clock + item.length - id.clock - done)
    if (!item.deleted && item.parent instanceof Y.XmlText) fresh(item.parent).delete(indexOf(item.parent, plus(id, done)), count)
    done += count
  }
}

export const blockOf = (text: Y.XmlText): Y.XmlElement | undefined => (text.parent instanceof Y.XmlElement ? text.parent : undefined)
export function blockIdOf(text: Y.XmlText | undefined): Id | undefined {
  const id = text && blockOf(text)?._item?.id
  return id && { client: id.client, clock: id.clock }
}
export const rankOf = (doc: Y.Doc, text: Y.XmlText): number => doc.getXmlFragment(ROOT).toArray().findIndex((block) => block === text.parent)

/** A paragraph beside the place where another stands or stood; without one, at the end. */
export function newBlock(doc: Y.Doc, block: Id | undefined, side: 'after' | 'before', attributes: Record<string, unknown>): Y.XmlText {
  const root = paragraphs(doc)
  let before: Y.Item | null | undefined = block && itemAt(doc, block)
  const stood = before
  while (before?.deleted) before = before.left
  const rank = before ? root.toArray().findIndex((each) => each._item === before) : -1
  const element = new Y.XmlElement('paragraph')
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value as string)
  const text = new Y.XmlText()
  element.insert(0, [text])
  root.insert(!stood ? root.length : side === 'before' && !stood.deleted ? rank : rank + 1, [element])
  return text
}
