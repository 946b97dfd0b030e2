// Words that were typed and not stored: what a text here has and the stored text has not, paragraph by paragraph.
import { wordsOf } from './schema'
import type { Paper } from './schema'

export interface Lost { block: string; words: string }

interface Token { text: string; block: string }
/** Between two paragraphs, so that a split or a join is not taken for words. */
const BREAK = '\n'
/** Above it the two texts share nothing worth looking for. */
const CELLS = 4_000_000

const tokensOf = (paper: Paper): Token[] =>
  paper.flatMap((block) => [...(wordsOf(block).match(/\s+|[^\s]+/g) ?? []).map((text) => ({ text, block: block.id })), { text: BREAK, block: block.id }])

export function lostWords(stored: Paper, local: Paper): Lost[] {
  const before = tokensOf(stored)
  const after = tokensOf(local)
  let start = 0
  while (start < before.length && start < after.length && before[start]!.text === after[start]!.text) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end]!.text === after[after.length - 1 - end]!.text) end += 1
  const middle = after.slice(start, after.length - end)
  return gather(middle, inserted(before.slice(start, before.length - end), middle))
}

/** For each token of `after`: is it outside the longest common part? */
function inserted(before: Token[], after: Token[]): boolean[] {
  const width = after.length + 1
  if (before.length * after.length > CELLS) return after.map(() => true)
  const longest = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i -= 1) for (let j = after.length - 1; j >= 0; j -= 1) {
    longest[i * width + j] = before[i]!.text === after[j]!.text
      ? longest[(i + 1) * width + j + 1]! + 1
      : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  }
  const isNew = after.map(() => true)
  let [i, j] = [0, 0]
  while (i < before.length && j < after.length) {
    if (before[i]!.text === after[j]!.text) { isNew[j] = false; i += 1; j += 1 }
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i += 1
    else j += 1
  }
  return isNew
}

/** Neighbouring words are one piece; blanks alone are nothing. */
function gather(tokens: Token[], isNew: boolean[]): Lost[] {
  const pieces: Lost[] = []
  let open: Lost | undefined
  tokens.forEach(({ text, block }, index) => {
    const isBlank = text.trim() === '' && text !== BREAK
    if (text === BREAK || (!isNew[index] && !isBlank) || (open && open.block !== block)) open = undefined
    if (text === BREAK || (!isNew[index] && !open)) return
    if (!open) pieces.push((open = { block, words: '' }))
    open.words += text
  })
  return pieces.map(({ block, words }) => ({ block, words: words.trim() })).filter(({ words }) => words !== '')
}

/** A text in pieces; `differs`: the other has not got it. */
export interface Piece { text: string; differs: boolean }

const piecesOf = (words: readonly string[], isNew: boolean[]): Piece[] => words.reduce<Piece[]>((pieces, text, index) => {
  const last = pieces.at(-1)
  const differs = isNew[index] ?? false
  return last?.differs === differs ? [...pieces.slice(0, -1), { text: last.text + text, differs }] : [...pieces, { text, differs }]
}, [])
/** Each word with the blanks behind it. */
const wordsIn = (text: string): string[] => text.match(/\S+\s*|^\s+/g) ?? []
const tokensIn = (words: readonly string[]): Token[] => words.map((word) => ({ text: word.trim(), block: '' }))

/** What was written, beside what stands now: both in pieces. */
export function beside(mine: string, stands: string): { mine: Piece[]; stands: Piece[] } {
  const [a, b] = [wordsIn(mine), wordsIn(stands)]
  return { mine: piecesOf(a, inserted(tokensIn(b), tokensIn(a))), stands: piecesOf(b, inserted(tokensIn(a), tokensIn(b))) }
}

/** Where words of `mine` belong in what stands now: behind what stood before them there and stands still; an offset in characters. */
export function placeOf(words: string, mine: string, stands: string): number {
  const at = mine.indexOf(words)
  const before = mine.slice(0, Math.max(0, at)).trimEnd()
  for (let from = 0; from < before.length; from = nextWord(before, from)) {
    const found = stands.lastIndexOf(before.slice(from))
    if (found >= 0) return found + before.length - from
  }
  return at <= 0 ? 0 : stands.length
}
const nextWord = (text: string, from: number): number => { const blank = text.indexOf(' ', from); return blank < 0 ? text.length : blank + 1 }
