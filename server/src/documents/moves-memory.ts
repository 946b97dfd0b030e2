// What became of characters that are gone: moved, and where to, or deleted, and what they were. The newest only; the rest is forgotten.
import type * as Y from 'yjs'
import { isAlive, plus, type Beside, type Id } from './moves-text'

/** Of a run of characters, or of a text (one place long, without words). */
export interface Fate extends Id {
  len: number
  words: string
  to?: Id
  /** of deleted ones: the place where they stood, by a neighbour */
  beside?: Beside
  /** the paragraph in which they stood */
  block?: Id
  /** the clients that wrote them off: they know of it */
  by?: readonly number[]
  /** the turn in which it happened */
  made: number
}

export interface End { alive?: Id; deleted: boolean; lost?: Id }

const BOUNDS = { fates: 4_000, words: 200_000 } as const
/** of these the newest are kept beside a snapshot, for those who were off-line while the server began anew */
const KEPT = { fates: 1_000, words: 50_000 } as const

const slice = (fate: Fate, clock: number, len: number): Fate => {
  const from = clock - fate.clock
  return { ...fate, clock, len, words: fate.words.slice(from, from + len), ...(fate.to ? { to: plus(fate.to, from) } : {}) }
}
const sameBeside = (a?: Beside, b?: Beside) => a === b || (a !== undefined && b !== undefined && a.side === b.side && a.id.client === b.id.client && a.id.clock === b.id.clock)

export class Fates {
  private readonly byClient = new Map<number, Fate[]>()
  private readonly queue = new Set<Fate>()
  private words = 0
  /** the last turn in which words were moved */
  moved = 0

  get size(): number { return this.queue.size }

  /** The newest, oldest first; as JSON. */
  kept(): Fate[] {
    const newest: Fate[] = []
    let words = 0
    for (const fate of [...this.queue].reverse()) {
      words += fate.len
      if (newest.length === KEPT.fates || words > KEPT.words) break
      newest.push(fate)
    }
    return newest.reverse()
  }
  all(): Iterable<Fate> { return this.queue }

  put(fate: Fate): void {
    if (fate.to) this.moved = Math.max(this.moved, fate.made)
    const list = this.byClient.get(fate.client) ?? []
    this.byClient.set(fate.client, list)
    let from = this.firstAfter(list, fate.clock)
    const next = list[from]
    if (next && next.clock < fate.clock + fate.len) {
      const overlapping: Fate[] = []
      let until = from
      while (until < list.length && list[until]!.clock < fate.clock + fate.len) overlapping.push(list[until++]!)
      const rest = overlapping.flatMap((old) => [
        ...(old.clock < fate.clock ? [slice(old, old.clock, fate.clock - old.clock)] : []),
        ...(old.clock + old.len > fate.clock + fate.len ? [slice(old, fate.clock + fate.len, old.clock + old.len - fate.clock - fate.len)] : []),
      ])
      for (const old of overlapping) this.drop(old, false)
      list.splice(from, until - from, ...rest)
      for (const kept of rest) this.hold(kept)
      from = this.firstAfter(list, fate.clock)
    }
    // Letters deleted one by one are one run.
    const before = list[from - 1]
    const after = list[from]
    if (!fate.to && after && !after.to && after.made + 1 >= fate.made && after.clock === fate.clock + fate.len && sameBeside(after.beside, fate.beside)) {
      this.drop(after, false)
      list[from] = { ...fate, len: fate.len + after.len, words: fate.words + after.words }
      this.hold(list[from]!)
    } else if (!fate.to && before && !before.to && before.made + 1 >= fate.made && before.clock + before.len === fate.clock && sameBeside(before.beside, fate.beside)) {
      this.drop(before, false)
      list[from - 1] = { ...before, made: fate.made, len: fate.len + before.len, words: before.words + fate.words }
      this.hold(list[from - 1]!)
    } else {
      list.splice(from, 0, fate)
      this.hold(fate)
    }
    for (const oldest of this.queue) {
      if (this.queue.size <= BOUNDS.fates && this.words <= BOUNDS.words) break
      this.drop(oldest, true)
    }
  }

  /** The fate of one character, cut so that it begins with it. */
  at({ client, clock }: Id): Fate | undefined {
    const list = this.byClient.get(client)
    const fate = list?.[this.firstAfter(list, clock)]
    return fate && fate.clock <= clock ? slice(fate, clock, fate.clock + fate.len - clock) : undefined
  }

  /** Others wrote them off too. */
  know(client: number, clock: number, len: number, by: readonly number[]): void {
    for (const fate of this.over(client, clock, len)) this.put({ ...fate, by: [...new Set([...fate.by ?? [], ...by])] })
  }

  over(client: number, clock: number, len: number): Fate[] {
    const list = this.byClient.get(client) ?? []
    const found: Fate[] = []
    for (let index = this.firstAfter(list, clock); index < list.length && list[index]!.clock < clock + len; index++) {
      const fate = list[index]!
      const from = Math.max(clock, fate.clock)
      found.push(slice(fate, from, Math.min(clock + len, fate.clock + fate.len) - from))
    }
    return found
  }

  /** The living character that a dead one became. */
  living(doc: Y.Doc, id: Id): Id | undefined {
    let now: Id | undefined = id
    for (let steps = 0; now && steps < 100; steps++) {
      if (isAlive(doc, now)) return now
      now = this.at(now)?.to
    }
    return undefined
  }

  /** Where a character ended: alive, deleted on purpose, or forgotten. */
  end(doc: Y.Doc, id: Id): End {
    let now = id
    for (let steps = 0; steps < 100; steps++) {
      if (isAlive(doc, now)) return { alive: now, deleted: false }
      const fate = this.at(now)
      if (!fate?.to) return { deleted: fate !== undefined, ...(fate ? {} : { lost: now }) }
      now = fate.to
    }
    return { deleted: false }
  }

  /** The living place beside a dead character. */
  place(doc: Y.Doc, { id, side }: Beside): Beside | undefined {
    let now: Beside | undefined = { id, side }
    for (let steps = 0; now && steps < 100; steps++) {
      if (isAlive(doc, now.id)) return now
      const fate: Fate | undefined = this.at(now.id)
      now = fate?.to ? { id: fate.to, side: now.side } : fate?.beside
    }
    return undefined
  }

  /** The first that ends behind `clock`. */
  private firstAfter(list: Fate[], clock: number): number {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (list[middle]!.clock + list[middle]!.len <= clock) low = middle + 1; else high = middle
    }
    return low
  }
  private hold(fate: Fate): void {
    this.queue.add(fate)
    this.words += fate.len
  }
  private drop(fate: Fate, listed: boolean): void {
    this.queue.delete(fate)
    this.words -= fate.len
    const list = this.byClient.get(fate.client)
    if (listed && list) {
      list.splice(list.indexOf(fate), 1)
      if (list.length === 0) this.byClient.delete(fate.client)
    }
  }
}
