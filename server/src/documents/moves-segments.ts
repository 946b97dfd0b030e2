// Which deleted words an update brings again, and where: what is deleted here and comes there is moved.
import { match, type Block } from './moves-match'
import type { Gone, Run } from './moves-note'
import { plus, type Id } from './moves-text'

/** Words that an update brings, in order, as pieces of one text. */
export interface Arrived { pieces: (Id & { len: number; words: string })[] }
/** Deleted words, each with the place where the update brings them again. */
export interface Segment extends Gone { to?: Id }

/** The words of each run in segments, each with its copy if it has one. */
export function segmentsOf(runs: readonly Run[], arrived: readonly Arrived[]): { run: Run; segments: Segment[] }[] {
  const blocks = arrived.length === 0 ? [] : match(runs.map(({ gone }) => gone.map(({ words }) => words).join('')), arrived.map(({ pieces }) => pieces.map(({ words }) => words).join('')))
  return runs.map((run, index) => {
    const segments: Segment[] = []
    let start = 0
    const mine = blocks.filter((block) => block.d === index && isCertain(run, block))
    for (const gone of run.gone) {
      for (let done = 0; done < gone.words.length;) {
        const at = start + done
        const block = mine.find(({ dAt, len }) => dAt <= at && at < dAt + len)
        const end = block ? block.dAt + block.len : Math.min(Infinity, ...mine.filter(({ dAt }) => dAt > at).map(({ dAt }) => dAt))
        const copy = block && pieceAt(arrived[block.n]!.pieces, block.nAt + at - block.dAt)
        const len = Math.min(gone.words.length - done, end - at, copy?.left ?? Infinity)
        if (copy || !gone.perhaps) segments.push({ ...plus(gone, done), words: gone.words.slice(done, done + len), dead: gone.dead, ...(copy ? { to: copy.id } : {}) })
        done += len
      }
      start += gone.words.length
    }
    return { run, segments }
  })
}

/** A block is no chance when something of it was surely deleted here. */
function isCertain({ gone }: Run, { dAt, len }: Block): boolean {
  let start = 0
  return gone.some(({ words, perhaps }) => {
    const overlaps = Math.min(dAt + len, start + words.length) - Math.max(dAt, start)
    start += words.length
    return overlaps > 0 && !perhaps
  })
}

function pieceAt(pieces: Arrived['pieces'], at: number): { id: Id; left: number } | undefined {
  let start = 0
  for (const piece of pieces) {
    if (at < start + piece.len) return { id: plus(piece, at - start), left: piece.len - at + start }
    start += piece.len
  }
  return undefined
}
