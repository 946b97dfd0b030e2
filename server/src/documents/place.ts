// A row of the log by its number and its content: a page that was told of one that does not stand there shows that the log was put back.
import { createHash } from 'node:crypto'

export interface Place { seq: number; mark: number }

/** Of what a row's updates are, six bytes; Yjs says nothing twice in the same bytes unless it is the same. */
export const markOf = (updates: Uint8Array): number => markFrom(createHash('sha256').update(updates).digest())
/** From the SHA-256 of them. */
export const markFrom = (hash: Uint8Array): number => Buffer.from(hash).readUIntBE(0, 6)

/** As a page says it in its address. */
export function placeIn(said: string | null): Place | undefined {
  const [, seq, mark] = /^(\d{1,9})\.(\d{1,15})$/.exec(said ?? '') ?? []
  return seq && mark ? { seq: Number(seq), mark: Number(mark) } : undefined
}

/** So many answers are remembered: who comes back at once was told of the same row, or of one of a few. */
const MOST = 64

/** Does what pages were told stand in the log? Asked of the log itself: another server may have told them what this one has not heard of. */
export class Places {
  private readonly asked = new Map<string, Promise<boolean>>()

  constructor(private readonly markAt: (seq: number) => Promise<number | undefined>) {}

  stands({ seq, mark }: Place, head: Place | undefined): Promise<boolean> {
    if (head?.seq === seq && head.mark === mark) return Promise.resolve(true)
    const key = `${seq}.${mark}`
    let answer = this.asked.get(key)
    if (!answer) {
      if (this.asked.size >= MOST) this.asked.clear()
      this.asked.set(key, answer = this.markAt(seq).then((found) => found === mark))
      answer.catch(() => { this.asked.delete(key) })
    }
    return answer
  }
}
