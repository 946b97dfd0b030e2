// What differs between two versions of a paper: paragraphs matched by their ids, and within a paragraph word by word.
import { diffArrays } from 'diff'
import { joinRuns, PLACE, type Block, type Marks, type Paper, type Run } from './schema'

export type Change = 'same' | 'added' | 'removed'
export interface Piece { is: Change; runs: Run[] }
/** `moved`: the paragraph stands in both versions, at another place; it is shown where it stood and where it stands. */
export interface BlockDifference { id: string; is: Change | 'changed'; before?: Block; after?: Block; moved?: true; pieces: Piece[] }

/**
 * Changed words of one paragraph, and changes among paragraphs, above which no closest match is looked for: the one is then shown as
 * taken out and the other as put in, whole. Work grows with the square of it.
 */
export const BOUNDS = { words: 500, paragraphs: 1_000 } as const

export interface Word { text: string; marks: Marks; key: string }

/** The words of a text, the blanks and signs between them, and its places, one by one; words as the language has them (Chinese has no blanks). */
export function wordsIn(runs: readonly Run[], language: string): Word[] {
  const segmenter = segmenterOf(language)
  return runs.flatMap((run) => {
    const marked = JSON.stringify([run.marks.bold, run.marks.italic, run.marks.link?.href, run.marks.citation?.id, run.marks.note?.id])
    const texts = run.text === PLACE ? [PLACE] : Array.from(segmenter.segment(run.text), ({ segment }) => segment)
    return texts.map((text) => ({ text, marks: run.marks, key: `${text} ${marked}` }))
  })
}

const segmenters = new Map<string, Intl.Segmenter>()
function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, known)
  return known
}

/** From `before` to `after`. Both sides can be had back from it (`sideOf`). */
export const differenceOf = (before: Paper, after: Paper, language: string): BlockDifference[] => [...differences(before, after, language)]

/** Paragraph by paragraph, so that whoever shows it may breathe in between: to find words takes some milliseconds for a page of a changed text. */
export function* differences(before: Paper, after: Paper, language: string): Generator<BlockDifference> {
  const [was, is] = [named(before), named(after)]
  const stood = new Set(was.map(({ name }) => name))
  const stands = new Set(is.map(({ name }) => name))
  for (const { is: step, before: from, after: to } of stepsOf(was, is, ({ name }) => name, BOUNDS.paragraphs)) {
    if (step === 'removed') yield { id: from!.block.id, is: 'removed', before: from!.block, ...(stands.has(from!.name) ? { moved: true } : {}), pieces: pieceOf('removed', from!.block.runs) }
    else if (step === 'added') yield { id: to!.block.id, is: 'added', after: to!.block, ...(stood.has(to!.name) ? { moved: true } : {}), pieces: pieceOf('added', to!.block.runs) }
    else yield inBlock(from!.block, to!.block, language)
  }
}

const pieceOf = (is: Change, runs: Run[]): Piece[] => (runs.length === 0 ? [] : [{ is, runs }])

/** Ids that are missing or stand twice are told apart by their order. */
function named(paper: Paper): { block: Block; name: string }[] {
  const seen = new Map<string, number>()
  return paper.map((block) => {
    const count = seen.get(block.id) ?? 0
    seen.set(block.id, count + 1)
    return { block, name: `${block.id} ${count}` }
  })
}

function inBlock(before: Block, after: Block, language: string): BlockDifference {
  const pieces = piecesIn(before.runs, after.runs, language)
  const alike = before.role === after.role && before.level === after.level && before.for === after.for && pieces.every(({ is }) => is === 'same')
  return { id: after.id, is: alike ? 'same' : 'changed', before, after, pieces }
}

function piecesIn(before: Run[], after: Run[], language: string): Piece[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return pieceOf('same', after)
  const [was, is] = [wordsIn(before, language), wordsIn(after, language)]
  const pieces: { is: Change; words: Word[] }[] = []
  const put = (change: Change, words: readonly Word[]) => {
    const last = pieces.at(-1)
    if (last?.is === change) last.words.push(...words)
    else if (words.length > 0) pieces.push({ is: change, words: [...words] })
  }
  for (const step of stepsOf(was, is, ({ key }) => key, BOUNDS.words)) put(step.is, [step.after ?? step.before!])
  return readable(pieces).map(({ is: change, words }) => ({ is: change, runs: joinRuns(words.map(({ text, marks }) => ({ text, marks }))) }))
}

/** Blanks that stayed between words that did not are read with them: one change instead of many. */
function readable(pieces: readonly { is: Change; words: Word[] }[]): { is: Change; words: Word[] }[] {
  const joined: { is: Change; words: Word[] }[] = []
  let [out, put]: [Word[], Word[]] = [[], []]
  const flush = () => {
    if (out.length > 0) joined.push({ is: 'removed', words: out })
    if (put.length > 0) joined.push({ is: 'added', words: put });
    [out, put] = [[], []]
  }
  pieces.forEach(({ is, words }, index) => {
    const between = is === 'same' && out.length + put.length > 0 && index < pieces.length - 1 && words.every(({ text }) => text.trim() === '')
    if (is !== 'added' && (is === 'removed' || between)) out.push(...words)
    if (is === 'added' || between) put.push(...words)
    if (is !== 'same' || between) return
    flush()
    joined.push({ is, words })
  })
  flush()
  return joined
}

interface Step<T> { is: Change; before?: T; after?: T }

/** The shortest way from one row to the other, or, beyond the bound, all of the one out and all of the other in. */
function stepsOf<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string, bound: number): Step<T>[] {
  const found = diffArrays(before.map(keyOf), after.map(keyOf), { maxEditLength: bound })
  if (!found) return [...before.map((one): Step<T> => ({ is: 'removed', before: one })), ...after.map((one): Step<T> => ({ is: 'added', after: one }))]
  let [from, to] = [0, 0]
  return found.flatMap(({ added, removed, count }) => Array.from({ length: count }, (): Step<T> =>
    (added ? { is: 'added', after: after[to++]! } : removed ? { is: 'removed', before: before[from++]! } : { is: 'same', before: before[from++]!, after: after[to++]! })))
}

/** One of the two versions, from their difference. */
export const sideOf = (difference: readonly BlockDifference[], side: 'before' | 'after'): Paper => difference.flatMap((each) => {
  const block = each[side]
  const other = side === 'before' ? 'added' : 'removed'
  return block ? [{ ...block, runs: joinRuns(each.pieces.filter(({ is }) => is !== other).flatMap(({ runs }) => runs)) }] : []
})
