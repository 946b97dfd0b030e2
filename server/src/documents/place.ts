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

/** … with the client id that is its own now, of a page that brings in again what the log has lost. */
export function bringingIn(said: string | null): { told: Place; own: number } | undefined {
  const [, place, own] = /^(.*)\.(\d{1,10})$/.exec(said ?? '') ?? []
  const told = placeIn(place ?? null)
  return told && own ? { told, own: Number(own) } : undefined
}

/** Does what pages were told stand in the log? Asked of the log itself: another server may have told them what this one has not heard of. */
export class Places {
  private readonly asking = new Map<string, Promise<boolean>>()

  constructor(private readonly markAt: (document: string, seq: number) => Promise<number | undefined>) {}

  /** `head`: the last row as its room holds it. Those who come back at once share one question. */
  stands(document: string, { seq, mark }: Place, head: Place | undefined): Promise<boolean> {
    if (head?.seq === seq && head.mark === mark) return Promise.resolve(true)
    const key = `${document} ${seq}.${mark}`
    const asked = this.asking.get(key) ?? this.markAt(document, seq).then((found) => found === mark).finally(() => { this.asking.delete(key) })
    this.asking.set(key, asked)
    return asked
  }
}
