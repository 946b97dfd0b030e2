// Goes through a document's log row by row: what the text was at a place in it, and who wrote each of its characters.
import * as Y from 'yjs'
import { authoredPaper, Authors, lettersOf, OFFICE, SERVER, UNNAMED, type AuthoredBlock, type Wrote } from '@roundtable/shared/papers/authors'
import { ROOT } from '@roundtable/shared/papers/schema'
import { SYSTEM } from './admission'
import type { Part } from './documents.db'
import { TIMES } from './limits'
import { note, type Update } from './moves-note'
import { Fates } from './moves-memory'
import { segmentsOf } from './moves-segments'
import { textAt } from './moves-text'
import { applyQuietly, emptyDoc, leavesPending } from './text'

/** Of what may have been written while this lasted no author is named; in ms since 1970, both ends included. `until`: absent while it lasts. */
export interface Unnamed { since: number; until?: number }
export interface Replayed { paragraphs: AuthoredBlock[]; authors: string[]; wrote: Wrote[] }
export type ReplayedPart = Pick<Part, 'person' | 'seat' | 'bytes' | 'since' | 'again'>

/** A line that is up may hold words back for so long: one that is silent for longer is cut. */
export const HELD_UP = 3 * TIMES.keepAlive

/** Fewer words that come again elsewhere may be chance. */
const SURE = 3

export class Replay {
  private readonly doc = emptyDoc()
  private readonly authors = new Authors()

  constructor(private readonly unnamed: readonly Unnamed[]) {}

  /** `at` in ms since 1970. What mends an update is stored behind it: words that the server writes so are its author's, unless they stood elsewhere. */
  row(at: number, parts: readonly ReplayedPart[], updates: Uint8Array): void {
    let start = 0
    let mended: string | undefined
    for (const part of parts) {
      const bytes = updates.subarray(start, (start += part.bytes))
      const by = this.authorOf(part, at)
      if (by !== SERVER) mended = by
      this.apply(bytes, by === SERVER ? mended ?? SERVER : by)
    }
  }

  private authorOf(part: ReplayedPart, at: number): string {
    const { person, seat, since: written = at } = part
    if (person === SYSTEM) return SERVER
    // Nobody knows any more what was open when they were written.
    if (part.again) return UNNAMED
    if (this.unnamed.some(({ since, until = Infinity }) => since <= at && written <= until + HELD_UP)) return UNNAMED
    return seat ?? OFFICE
  }

  private apply(bytes: Uint8Array, by: string): void {
    const update = Y.decodeUpdate(bytes)
    const noted = mayMove(update) ? note(update, this.doc, new Fates(), { turn: Infinity }) : undefined
    applyQuietly(this.doc, bytes)
    // A paragraph is split, or joined to another, by writing words anew that stood elsewhere: they stay their authors'.
    for (const { run, segments } of noted ? segmentsOf(noted.runs, [{ pieces: noted.brought.map((each) => ({ ...each, len: each.words.length })) }]) : []) {
      for (const { client, clock, words, to } of segments) {
        if (!to || textAt(this.doc, to) === run.text) continue
        for (const piece of this.authors.cut(client, clock, words.length)) this.authors.put(to.client, to.clock + piece.clock - clock, piece.len, piece.by ?? by)
      }
    }
    for (const { id, length } of update.structs) this.authors.put(id.client, id.clock, length, by)
  }

  /** Throws when the log has a gap. */
  end(): Replayed {
    if (leavesPending(this.doc)) throw new Error('the log has a gap')
    const fragment = this.doc.getXmlFragment(ROOT)
    return { paragraphs: authoredPaper(fragment, this.authors), ...this.living(fragment).said() }
  }

  /** Of the dead nobody asks who wrote them. */
  private living(fragment: Y.XmlFragment): Authors {
    const living = new Authors()
    for (const element of fragment.toArray()) {
      const texts = element instanceof Y.XmlElement ? element.toArray() : []
      for (const { client, clock, text } of texts.flatMap((child) => (child instanceof Y.XmlText ? lettersOf(child) : []))) {
        for (const piece of this.authors.cut(client, clock, text.length)) living.put(client, piece.clock, piece.len, piece.by ?? SERVER)
      }
    }
    return living
  }
}

/** To look what moved costs as much as the texts are long; a keystroke moves nothing. */
function mayMove({ structs, ds }: Update): boolean {
  if (ds.clients.size === 0) return false
  let brought = 0
  for (const struct of structs) if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) brought += struct.length
  return brought >= SURE
}
