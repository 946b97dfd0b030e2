// Words that were refused: which they are, in which paragraph, and how it read here; and writing them in again where they belong now.
import * as Y from 'yjs'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import { lostWords, placeOf } from '@roundtable/shared/papers/lost'
import { numbersOf, type Numbers } from '@roundtable/shared/papers/numbering'
import { type Paper, readPaper, ROOT, wordsOf } from '@roundtable/shared/papers/schema'

/** `mine`: the whole paragraph as it read here. */
export interface LostPiece { block: string; number?: string; words: string; mine: string }
export interface LostWords { at: Date; why: RefusalId; pieces: LostPiece[] }

const paperIn = (doc: Y.Doc): Paper => readPaper(doc.getXmlFragment(ROOT))

export function lostPieces(stored: Paper, doc: Y.Doc, frozen: Numbers | undefined): LostPiece[] {
  const here = paperIn(doc)
  const numbers = numbersOf(here, frozen)
  const texts = new Map(here.map((block) => [block.id, wordsOf(block)]))
  return lostWords(stored, here).map((piece) => ({ ...piece, mine: texts.get(piece.block) ?? piece.words, ...(numbers[piece.block] ? { number: numbers[piece.block] } : {}) }))
}

/** What stands in these paragraphs now; a paragraph that is gone is not there. */
export function standing(doc: Y.Doc, blocks: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paperIn(doc).flatMap((block) => (blocks.includes(block.id) ? [[block.id, wordsOf(block)] as const] : [])))
}

/** As if they were typed there; false when their paragraph is gone. */
export function writeAgain(doc: Y.Doc, { block, words, mine }: LostPiece): boolean {
  const element = doc.getXmlFragment(ROOT).toArray().find((each): each is Y.XmlElement => each instanceof Y.XmlElement && each.getAttribute('id') === block)
  const text = element?.toArray().find((each) => each instanceof Y.XmlText)
  const stands = standing(doc, [block]).get(block)
  if (!text || stands === undefined) return false
  const at = Math.min(placeOf(words, mine, stands), text.length)
  const [before, after] = [stands.slice(0, at), stands.slice(at)]
  text.insert(at, `${before && !/\s$/.test(before) ? ' ' : ''}${words}${after && !/^[\s.,;:!?]/.test(after) ? ' ' : ''}`)
  return true
}
