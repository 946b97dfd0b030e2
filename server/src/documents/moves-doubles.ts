// Words that two people wrote anew at once stand twice: one copy goes, so that what both meant comes out where the order of the paragraphs allows it.
import type * as Y from 'yjs'
import type { Moves } from './moves'
import { isBroughtBy, type Noted } from './moves-note'
import { append, blockOf, newBlock, paragraphs, piecesOf, plus, positionOf, rankOf, same, textAt, type Id } from './moves-text'

/** `first` came before `second`; both are copies of words of `source`, which stood in `block`. */
export interface Double { first: Id; second: Id; words: string; source?: Y.XmlText; block?: Id }
interface Pair { first: Y.XmlText; second: Y.XmlText; doubles: Double[] }

export function settleDoubles(moves: Moves, doc: Y.Doc, doubles: readonly Double[], noted: Noted): void {
  // Settling one pair of texts may move what stands in the next.
  for (let rest = doubles; rest.length > 0;) {
    const now = rest.flatMap((double) => asTheyStand(moves, doc, double))
    const [start] = now
    if (!start) return
    const first = textAt(doc, start.first)!
    const second = textAt(doc, start.second)!
    const mine = (double: Double) => textAt(doc, double.first) === first && textAt(doc, double.second) === second
    rest = now.filter((double) => !mine(double))
    settle(moves, doc, { first, second, doubles: now.filter(mine) }, noted)
  }
}

/** Where both copies are alive by now; in pieces, when they were moved in pieces. */
function asTheyStand({ fates }: Moves, doc: Y.Doc, double: Double): Double[] {
  const pieces: Double[] = []
  for (let at = 0; at < double.words.length; at++) {
    const first = fates.living(doc, plus(double.first, at))
    const second = fates.living(doc, plus(double.second, at))
    if (!first || !second || same(first, second)) continue
    const last = pieces.at(-1)
    const by = last?.words.length ?? 0
    if (last && same(plus(last.first, by), first) && same(plus(last.second, by), second) && textAt(doc, first) === textAt(doc, last.first)) last.words += double.words[at]!
    else pieces.push({ ...double, first, second, words: double.words[at]! })
  }
  return pieces
}

function settle(moves: Moves, doc: Y.Doc, { first, second, doubles }: Pair, noted: Noted): void {
  const [start] = doubles
  if (!start) return
  const one = first === second
  // Whose paragraph begins with the words keeps them; in the other more stands before them.
  const firstHasMore = !one && (first === start.source || precedes(moves, doc, first, start.first, start.block))
  const secondHasMore = !one && precedes(moves, doc, second, start.second, start.block)
  const keepsSecond = firstHasMore && (!secondHasMore || first === start.source)
  // A third copy meets what is left of two.
  for (const double of doubles) for (const { first: one, second: two, words } of asTheyStand(moves, doc, double)) {
    if (keepsSecond && textAt(doc, one) === first) moves.merge(doc, one, two, words); else moves.merge(doc, two, one, words)
  }
  if (one) return
  const neither = !firstHasMore && !secondHasMore
  moves.sweep(doc, keepsSecond ? first : second, neither)
  if (keepsSecond) order(moves, doc, first, second, second, noted)
  else if (secondHasMore && !firstHasMore) order(moves, doc, second, first, second, noted)
  else if (neither && second.length === 0 && isMade(noted, blockOf(second))) removeBlock(moves, doc, second, start.first)
}

const isMade = (noted: Noted, block: Y.XmlElement | undefined): boolean => Boolean(block?._item && !block._item.deleted && isBroughtBy(noted, block._item.id))

/** Whether other words of the same origin stand before this one in its text. */
function precedes(moves: Moves, doc: Y.Doc, text: Y.XmlText, id: Id, block: Id | undefined): boolean {
  if (!block) return false
  const at = positionOf(text, id)
  for (const fate of moves.fates.all()) {
    if (!fate.to || !fate.block || !same(fate.block, block) || !fate.words) continue
    for (let by = 0; by < fate.len; by++) {
      const now = moves.fates.living(doc, plus(fate, by))
      if (now && textAt(doc, now) === text && positionOf(text, now) < at) return true
    }
  }
  return false
}

/** A new paragraph on the wrong side of another is written anew on the right one. */
function order(moves: Moves, doc: Y.Doc, before: Y.XmlText, after: Y.XmlText, newcomer: Y.XmlText, noted: Noted): void {
  const block = blockOf(newcomer)
  const fixed = blockOf(newcomer === before ? after : before)?._item
  const mine = block?._item
  if (!block || !mine || !fixed || rankOf(doc, before) < rankOf(doc, after)) return
  if (!isMade(noted, block) && mine.id.client !== doc.clientID) return
  const text = newBlock(doc, fixed.id, newcomer === before ? 'before' : 'after', block.getAttributes())
  for (const piece of [...piecesOf(newcomer)]) {
    if (piece.dead) continue
    const to = append(doc, text, piece.words, piece.marks)
    moves.fates.put({ client: piece.client, clock: piece.clock, len: piece.len, words: piece.words, to, made: moves.turn, block: { client: mine.id.client, clock: mine.id.clock } })
  }
  removeBlock(moves, doc, newcomer, [...piecesOf(text)][0])
}

function removeBlock(moves: Moves, doc: Y.Doc, text: Y.XmlText, place: Id | undefined): void {
  const block = blockOf(text)
  if (!block?._item || !text._item) return
  const { client, clock } = text._item.id
  moves.fates.put({ client, clock, len: 1, words: '', made: moves.turn, block: block._item.id, ...(place ? { beside: { id: plus(place, 0), side: 'before' } } : {}) })
  paragraphs(doc).delete(rankOf(doc, text), 1)
}
