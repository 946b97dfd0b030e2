// Moved words. An editor splits a paragraph by writing its right half anew, and joins two by writing the second's words anew: whoever does
// so at the same time, or types in what is written anew, would double words or lose them. Here each word comes to stand once, where it belongs.
import * as Y from 'yjs'
import { ROOT } from '@roundtable/shared/papers/schema'
import { Fates, type End, type Fate } from './moves-memory'
import { isBroughtBy, note, Ranges, type Brought, type Heard, type Noted, type Run, type Stray, type Update, type Words } from './moves-note'
import { settleDoubles, type Double } from './moves-doubles'
import { segmentsOf, type Arrived, type Segment } from './moves-segments'
import { applyQuietly } from './text'
import { append, blockIdOf, isAlive, itemAt, itemsOf, newBlock, piecesOf, plus, put, remove, same, stretchOf, textAt, type Beside, type Id, type Piece } from './moves-text'

/** Of a document that is opened: what was remembered beside its snapshot, and the rows behind that, each in its parts. */
export interface Past { memory: readonly Fate[]; rows: readonly (readonly Uint8Array[])[] }

export class Moves {
  readonly fates = new Fates()
  /** of this turn: the copies that the update brought, and who wrote it */
  private copies = new Ranges(new Map())
  private by: readonly number[] = []

  /** Turns go on where a room that was closed stopped: who comes back says up to which he has heard. */
  constructor(public turn = 0) {}

  note(update: Update, doc: Y.Doc, heard: Heard): Noted { return note(update, doc, this.fates, heard) }

  /** After the update was applied, in a transaction. */
  settle(noted: Noted, doc: Y.Doc): void {
    const { arrived, orphans } = this.arrivals(noted, doc)
    const doubles: Double[] = []
    const strays = rangesOf(noted.strays)
    const splits = new Set<Y.XmlText>()
    for (const { run, segments } of this.begin(noted, arrived)) {
      for (const segment of segments) {
        if (segment.dead) this.late(doc, run, segment, doubles, strays)
        else if (segment.to && run.text && isNew(textAt(doc, segment.to), noted)) splits.add(run.text)
      }
    }
    for (const { text, block, first } of noted.doomed) this.fates.put({ ...text, len: 1, words: '', made: this.turn, ...(block ? { block } : {}), ...(first ? { beside: { id: first, side: 'before' } } : {}) })
    settleDoubles(this, doc, doubles, noted)
    for (const text of splits) if (text._item?.deleted === false) this.sweep(doc, text, false, noted)
    // Words that others wrote stand beside those of the author.
    for (const each of orphans) this.orphan(doc, each)
    for (const stray of noted.strays) this.stray(doc, stray, noted)
    for (const each of noted.brought) if (!orphans.has(each)) this.arrival(doc, each, noted.heard)
  }

  /** What a room that was closed had remembered, and the rows stored since: `doc` is brought up to them. */
  recall({ memory, rows }: Past, doc: Y.Doc): void {
    for (const fate of memory) this.fates.put(fate)
    for (const parts of rows) {
      const update = parts.length === 1 ? parts[0]! : Y.mergeUpdates([...parts])
      // In an empty text nothing was moved.
      const decoded = doc.store.clients.size > 0 ? Y.decodeUpdate(update) : undefined
      const noted = decoded && decoded.ds.clients.size > 0 ? this.note(decoded, doc, { turn: Infinity }) : undefined
      applyQuietly(doc, update)
      if (noted) this.learn(noted, doc)
    }
  }

  /** Records what an update did that needs no settling: what others wrote into the log. */
  learn(noted: Noted, doc: Y.Doc): void { this.begin(noted, this.arrivals(noted, doc).arrived) }

  private begin(noted: Noted, arrived: readonly Arrived[]): { run: Run; segments: Segment[] }[] {
    this.turn++
    this.by = [...noted.before.keys()]
    const runs = segmentsOf(noted.runs, arrived)
    this.copies = rangesOf(runs.flatMap(({ segments }) => segments.flatMap(({ to, words }) => (to ? [{ ...to, words }] : []))))
    for (const { run, segments } of runs) this.remember(run, segments)
    return runs
  }

  private arrivals({ brought }: Noted, doc: Y.Doc): { arrived: Arrived[]; orphans: Set<Brought> } {
    const texts = new Map<Y.XmlText, Set<Y.Item>>()
    const orphans = new Set<Brought>()
    for (const each of brought) {
      const text = textAt(doc, each)
      if (!text) { orphans.add(each); continue }
      const items = texts.get(text) ?? new Set()
      texts.set(text, items)
      for (const item of itemsOf(doc, each, each.words.length)) items.add(item)
    }
    const fresh = rangesOf(brought)
    const arrived = [...texts.values()].map((items) => ({
      pieces: stretchOf(items).flatMap(({ content, deleted, id: { client, clock: start }, length }) => (deleted || !(content instanceof Y.ContentString) ? [] : fresh.cut(client, start, length).flatMap(({ clock, len, inside }) =>
        (inside ? [{ client, clock, len, words: content.str.slice(clock - start, clock - start + len) }] : [])))),
    }))
    return { arrived: [...arrived, { pieces: [...orphans].map((each) => ({ ...each, len: each.words.length })) }], orphans }
  }

  /** What became of the words that were alive. */
  private remember(run: Run, segments: readonly Segment[]): void {
    segments.forEach(({ client, clock, words, dead, to }, index) => {
      if (dead) return
      const left = segments.slice(0, index).findLast((each) => each.to)
      const right = segments.slice(index).find((each) => each.to)
      const beside: Beside | undefined = left?.to ? { id: plus(left.to, left.words.length - 1), side: 'after' } : right?.to ? { id: right.to, side: 'before' } : run.left
      this.fates.put({ client, clock, len: words.length, words, made: this.turn, by: this.by, ...(run.block ? { block: run.block } : {}), ...(to ? { to } : beside ? { beside } : {}) })
    })
  }

  /** Words that another had already moved or deleted when this deletion, or this copy of them, came. */
  private late(doc: Y.Doc, run: Run, { to, ...gone }: Segment, doubles: Double[], strays: Ranges): void {
    this.fates.know(gone.client, gone.clock, gone.words.length, this.by)
    for (let done = 0; done < gone.words.length;) {
      const end = this.fates.end(doc, plus(gone, done))
      let len = 1
      while (done + len < gone.words.length && follows(this.fates.end(doc, plus(gone, done + len)), end, len)) len++
      const words = gone.words.slice(done, done + len)
      const copy = to && plus(to, done)
      // A copy that came where nothing is any more.
      if (copy && (end.alive || end.deleted) && !isAlive(doc, copy)) this.fates.put({ ...copy, len, words, made: this.turn, ...(end.alive ? { to: end.alive } : {}) })
      else if (end.alive && copy && !same(end.alive, copy)) doubles.push({ first: end.alive, second: copy, words, ...(run.text ? { source: run.text } : {}), ...(run.block ? { block: run.block } : {}) })
      else if (end.alive && !copy) this.drop(doc, end.alive, words)
      else if (end.deleted && copy) this.drop(doc, copy, words)
      // They went to a paragraph that dies with this update.
      else if (end.lost && strays.cut(end.lost.client, end.lost.clock, 1)[0]?.inside) this.fates.put({ ...end.lost, len, words, made: this.turn, ...(copy ? { to: copy } : {}) })
      done += len
    }
  }

  /** Deletes what another meant to delete. */
  private drop(doc: Y.Doc, id: Id, words: string): void {
    const left = itemAt(doc, id)
    const beside = left && neighbour(left, id)
    remove(doc, id, words.length)
    this.fates.put({ ...id, len: words.length, words, made: this.turn, ...(beside ? { beside } : {}) })
  }

  /** Deletes one of two copies. */
  merge(doc: Y.Doc, from: Id, into: Id, words: string): void {
    const block = blockIdOf(textAt(doc, from))
    remove(doc, from, words.length)
    this.fates.put({ ...from, len: words.length, words, to: into, made: this.turn, ...(block ? { block } : {}) })
  }

  /**
   * Carries along what stands behind a character that was moved now. `all`: also what stands before it. `source`: of a paragraph that
   * was split, where only that is carried which its splitter did not know.
   */
  sweep(doc: Y.Doc, text: Y.XmlText, all: boolean, source?: Noted): void {
    const moved = (id: Id, len: number) => this.fates.over(id.client, id.clock, len).filter((fate) => fate.to && fate.made === this.turn)
    const pieces = [...piecesOf(text)]
    const first = all ? pieces.find((piece) => piece.dead && moved(piece, piece.len).length > 0) : undefined
    let last: Beside | undefined = first && { id: moved(first, first.len)[0]!, side: 'before' }
    for (const piece of pieces) {
      if (piece.dead) {
        const fate = moved(piece, piece.len).at(-1)
        if (fate) last = { id: plus(fate, fate.len - 1), side: 'after' }
        continue
      }
      const stays = source ? isBroughtBy(source, piece) || (source.heard.vector?.get(piece.client) ?? 0) > piece.clock : this.copies.cut(piece.client, piece.clock, piece.len).some(({ inside }) => inside)
      if (stays) last = undefined
      else if (last && this.carry(doc, piece, last)) last = { id: plus(piece, piece.len - 1), side: 'after' }
    }
  }

  /** What others wrote in a paragraph that the update deletes, if it brings no copy of it. */
  private stray(doc: Y.Doc, stray: Words & Pick<Partial<Stray>, 'beside' | 'block' | 'text'>, noted?: Noted): void {
    const settled = new Ranges(new Map([[stray.client, this.fates.over(stray.client, stray.clock, stray.words.length)]]))
    let beside = stray.beside && noted ? this.behindTyped(doc, stray.beside, noted) : stray.beside
    for (const { clock, len, inside } of settled.cut(stray.client, stray.clock, stray.words.length)) {
      if (!inside) this.carry(doc, { ...stray, clock, words: stray.words.slice(clock - stray.clock, clock - stray.clock + len) }, beside, stray.block, stray.text)
      beside = { id: { client: stray.client, clock: clock + len - 1 }, side: 'after' }
    }
  }

  /** Behind the whole word, when its author had typed on. */
  private behindTyped(doc: Y.Doc, beside: Beside, noted: Noted): Beside {
    const place = beside.side === 'after' && this.by.includes(beside.id.client) ? this.fates.place(doc, beside) : undefined
    if (!place) return beside
    const pieces = [...piecesOf(textAt(doc, place.id)!)].filter(({ dead }) => !dead)
    let { id } = place
    for (;;) {
      const next = pieces.flatMap((piece) => (piece.client === id.client && piece.clock <= id.clock && id.clock < piece.clock + piece.len - 1 ? [plus(id, 1)] : []))[0] ?? pieces[pieces.findIndex((piece) => same(plus(piece, piece.len - 1), id)) + 1]
      if (!next || same(next, id) || !isBroughtBy(noted, next) || this.copies.cut(next.client, next.clock, 1)[0]?.inside) return { id, side: 'after' }
      id = { client: next.client, clock: next.clock }
    }
  }

  /** Words that come where nothing is any more. */
  private orphan(doc: Y.Doc, brought: Brought): void {
    const { origin, right, parent } = brought
    const [left, next, own] = [origin, right, parent].map((id) => (id ? this.fates.at(id) : undefined))
    const beside = [origin && { id: origin, side: 'after' as const }, right && { id: right, side: 'before' as const }].find((place) => place && this.fates.place(doc, place)) ?? own?.beside
    const block = left?.block ?? next?.block ?? own?.block
    this.stray(doc, { ...brought, ...(beside ? { beside } : {}), ...(block ? { block } : {}), ...(parent ? { text: parent } : {}) })
  }

  /** Words that come behind words that went away meanwhile. */
  private arrival(doc: Y.Doc, brought: Brought, heard: Heard): void {
    if (!brought.origin || !this.fates.at(brought.origin)) return
    let beside = this.unheardLeftOf(doc, brought, heard)
    // What stood twice has lost its second copy by now.
    for (const piece of beside ? livingOf(doc, brought) : []) if (this.carry(doc, piece, beside)) beside = { id: plus(piece, piece.words.length - 1), side: 'after' }
  }

  /** The character that stood on the left for the author of these words, if it went away without his hearing of it. */
  private unheardLeftOf(doc: Y.Doc, { client, origin, right }: Brought, heard: Heard): Beside | undefined {
    const next = right ? this.fates.at(right) : undefined
    for (let id: Id | null = origin; id;) {
      const item: Y.Item | undefined = itemAt(doc, id)
      if (!item?.deleted) return undefined
      for (const fate of this.fates.over(id.client, item.id.clock, id.clock - item.id.clock + 1).reverse()) {
        if (fate.to && !fate.by?.includes(client) && (next?.to || !this.heard(heard, fate))) return { id: plus(fate, fate.len - 1), side: 'after' }
      }
      id = item.origin
    }
    return undefined
  }

  private heard({ vector, turn }: Heard, { to, made }: Fate): boolean { return vector && to ? (vector.get(to.client) ?? 0) > to.clock : made <= turn }

  /** Words go to a place; without one, into a paragraph of their own where theirs stood. */
  carry(doc: Y.Doc, { client, clock, words, marks }: Words, beside: Beside | undefined, block = blockIdOf(textAt(doc, { client, clock })), text?: Id): boolean {
    const place = beside && this.fates.place(doc, beside)
    const refuge = place ? undefined : text && this.fates.at(text)?.beside
    const there = place ?? (refuge && this.fates.place(doc, refuge))
    const to = there ? put(doc, there, words, marks) : this.rescue(doc, words, marks, block)
    if (!to) return false
    remove(doc, { client, clock }, words.length)
    const more = { made: this.turn, ...(block ? { block } : {}) }
    this.fates.put({ client, clock, len: words.length, words, to, ...more })
    if (!place && text) this.fates.put({ ...text, len: 1, words: '', ...more, beside: { id: plus(to, words.length - 1), side: 'after' } })
    return true
  }

  /** Two who begin at once in an empty paragraph may each bring a text for it: the second's words go into the first. */
  unite(doc: Y.Doc): void {
    for (const block of doc.getXmlFragment(ROOT).toArray()) {
      if (!(block instanceof Y.XmlElement)) continue
      const [first, ...others] = block.toArray().filter((child) => child instanceof Y.XmlText)
      for (const text of others) {
        this.turn++
        let last: Id | undefined
        for (const piece of [...piecesOf(text)]) {
          if (piece.dead) continue
          const to = append(doc, first!, piece.words, piece.marks)
          this.fates.put({ client: piece.client, clock: piece.clock, len: piece.len, words: piece.words, to, made: this.turn })
          last = plus(to, piece.len - 1)
        }
        const { client, clock } = text._item!.id
        this.fates.put({ client, clock, len: 1, words: '', made: this.turn, block: block._item!.id, ...(last ? { beside: { id: last, side: 'after' } } : {}) })
        block.delete(block.toArray().indexOf(text), 1)
      }
    }
  }

  private rescue(doc: Y.Doc, words: string, marks: Piece['marks'], block: Id | undefined): Id {
    const standing = block && itemAt(doc, block)
    const element = standing && !standing.deleted && standing.content instanceof Y.ContentType ? standing.content.type : undefined
    const text = element instanceof Y.XmlElement ? element.toArray().find((child) => child instanceof Y.XmlText) : undefined
    return append(doc, text ?? newBlock(doc, block, 'after', { role: 'text' }), words, marks)
  }
}

const follows = (end: End, first: End, by: number): boolean => end.deleted === first.deleted && goesOn(first.alive, end.alive, by) && goesOn(first.lost, end.lost, by)
const goesOn = (first: Id | undefined, next: Id | undefined, by: number): boolean => (first && next ? same(next, plus(first, by)) : first === next)
const isNew = (text: Y.XmlText | undefined, noted: Noted): boolean => Boolean(text?._item && isBroughtBy(noted, text._item.id))
const rangesOf = (brought: readonly (Id & { words: string })[]): Ranges => {
  const clients = new Map<number, { clock: number; len: number }[]>()
  for (const { client, clock, words } of brought) clients.set(client, [...clients.get(client) ?? [], { clock, len: words.length }])
  return new Ranges(clients)
}
/** What is alive of words, in pieces. */
function livingOf(doc: Y.Doc, words: Words): Words[] {
  const pieces: Words[] = []
  for (let at = 0; at < words.words.length;) {
    const item = itemAt(doc, plus(words, at))
    const len = item ? Math.min(words.words.length - at, item.id.clock + item.length - words.clock - at) : 1
    if (item?.deleted === false) pieces.push({ ...plus(words, at), words: words.words.slice(at, at + len), marks: words.marks })
    at += len
  }
  return pieces
}
function neighbour(item: Y.Item, id: Id): Beside | undefined {
  if (id.clock > item.id.clock) return { id: plus(id, -1), side: 'after' }
  const left = item.left
  return left ? { id: { client: left.id.client, clock: left.id.clock + left.length - 1 }, side: 'after' } : undefined
}

export { type Heard } from './moves-note'
