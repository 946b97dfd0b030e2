// Who wrote which characters of a text: as the log has it, by delegation, whatever a client says of itself.
import * as Y from 'yjs'
import { BLOCK, blockOf, joinRuns, marksOf, runsOf, type Block, type Run } from './schema'

/** Who writes without a seat: the Bureau and the secretariat; the server, which begins texts; and whose name may not be said (PAP-9). A delegation is its seat's id. */
export const OFFICE = 'office', SERVER = 'server', UNNAMED = 'unnamed'
export const isSeat = (author: string): boolean => author !== OFFICE && author !== SERVER && author !== UNNAMED

export interface AuthoredRun extends Run { by: string }
export interface AuthoredBlock extends Block { runs: AuthoredRun[] }
/** `len` characters of one client from `clock` on, and the index of their author. */
export type Wrote = [client: number, clock: number, len: number, author: number]

/** Ranges of characters and their authors. The first that is said of a character holds. */
export class Authors {
  private readonly byClient = new Map<number, { clock: number; len: number; by: string }[]>()

  static of({ authors, wrote }: { authors: readonly string[]; wrote: readonly Wrote[] }): Authors {
    const made = new Authors()
    for (const [client, clock, len, author] of wrote) made.put(client, clock, len, authors[author] ?? SERVER)
    return made
  }

  /** Ranges of one client come mostly in order, each behind the one before. */
  put(client: number, clock: number, len: number, by: string): void {
    if (len <= 0) return
    const ranges = this.byClient.get(client) ?? []
    this.byClient.set(client, ranges)
    for (const free of this.cut(client, clock, len)) {
      if (free.by !== undefined) continue
      const at = this.firstAfter(ranges, free.clock)
      const before = ranges[at - 1]
      if (before && before.by === by && before.clock + before.len === free.clock) before.len += free.len
      else ranges.splice(at, 0, { clock: free.clock, len: free.len, by })
    }
  }

  /** The range in pieces of one author each; `by` is undefined where nobody is known. */
  cut(client: number, clock: number, len: number): { clock: number; len: number; by?: string }[] {
    const ranges = this.byClient.get(client) ?? []
    const pieces: { clock: number; len: number; by?: string }[] = []
    let at = clock
    const end = clock + len
    for (let index = this.firstAfter(ranges, clock); at < end; index++) {
      const range = ranges[index]
      const from = range ? Math.min(range.clock, end) : end
      if (from > at) pieces.push({ clock: at, len: from - at })
      at = Math.max(at, from)
      if (!range || at >= end) break
      const until = Math.min(end, range.clock + range.len)
      pieces.push({ clock: at, len: until - at, by: range.by })
      at = until
    }
    return pieces
  }

  /** As it is sent. */
  said(): { authors: string[]; wrote: Wrote[] } {
    const authors: string[] = []
    const numberOf = new Map<string, number>()
    const wrote: Wrote[] = []
    for (const [client, ranges] of this.byClient) {
      for (const { clock, len, by } of ranges) {
        if (!numberOf.has(by)) { numberOf.set(by, authors.length); authors.push(by) }
        wrote.push([client, clock, len, numberOf.get(by)!])
      }
    }
    return { authors, wrote }
  }

  /** The first that ends behind `clock`. */
  private firstAfter(ranges: readonly { clock: number; len: number }[], clock: number): number {
    let [low, high] = [0, ranges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ranges[middle]!.clock + ranges[middle]!.len <= clock) low = middle + 1; else high = middle
    }
    return low
  }
}

export interface Letters { text: string; marks: Record<string, unknown>; client: number; clock: number }

/** The living characters of a text in their order, as they were written. */
export function lettersOf(text: Y.XmlText): Letters[] {
  const marks: Record<string, unknown> = {}
  const letters: Letters[] = []
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentFormat) marks[item.content.key] = item.content.value
    else if (item.content instanceof Y.ContentString) letters.push({ text: item.content.str, marks: { ...marks }, client: item.id.client, clock: item.id.clock })
  }
  return letters
}

/** A text with the author of each run: the runs of `readPaper`, cut where another wrote on. */
export function authoredPaper(fragment: Y.XmlFragment, authors: Authors): AuthoredBlock[] {
  return fragment.toArray().flatMap((child) => (child instanceof Y.XmlElement && child.nodeName === BLOCK ? [authoredBlock(child, authors)] : []))
}

function authoredBlock(element: Y.XmlElement, authors: Authors): AuthoredBlock {
  const runs = element.toArray().flatMap((text) => (text instanceof Y.XmlText ? lettersOf(text) : [])).flatMap(({ text, marks, client, clock }) =>
    authors.cut(client, clock, text.length).flatMap((piece) => runsOf(text.slice(piece.clock - clock, piece.clock - clock + piece.len), marksOf(marks)).map((run): AuthoredRun => ({ ...run, by: piece.by ?? SERVER }))))
  const joined: AuthoredRun[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    const both = last && last.by === run.by ? joinRuns([last, run]) : []
    if (both.length === 1) joined[joined.length - 1] = { ...both[0]!, by: run.by }; else joined.push(run)
  }
  return { ...blockOf(element), runs: joined }
}
