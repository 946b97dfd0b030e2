// What a connection's author had heard of when writing: who splits a paragraph that another has just split knows of it, or doubles it.
import * as Y from 'yjs'
import type { Heard } from './moves'

export class Hearing {
  private vector: ReadonlyMap<number, number> | undefined
  private turn = -1

  /** It said what it holds. */
  holds(vector: Uint8Array): void { this.vector = Y.decodeStateVector(vector) }

  /** It has all moves up to `turn`. */
  has(turn: number): void { this.turn = Math.max(this.turn, turn) }

  /** Of a single change, or of a whole state, which repeats all deletions that its author knows of; `all` is what it was asked upon. */
  heard(whole: boolean, all: () => Uint8Array): Heard {
    return whole ? { vector: this.vector ?? Y.decodeStateVector(all()), turn: this.turn } : { turn: this.turn }
  }
}
