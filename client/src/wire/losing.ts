// Words of mine that the server does not take, or does not have any more: shown to me, or brought in again, and the text goes on from what is.
import type { Ref, ShallowRef } from 'vue'
import type * as Y from 'yjs'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import type { Numbers } from '@roundtable/shared/papers/numbering'
import { readPaper, ROOT } from '@roundtable/shared/papers/schema'
import type { Attempt } from './attempt'
import type { TextKeeper } from './keptText'
import { lostPieces, type LostPiece, type LostWords } from './lost'
import type { Place } from './ours'
import { bringBack, LAGS, wroteIn } from './putBack'

/** An answer that must come is waited for so long. */
const ANSWER = 5_000

/** It asks by fewer words than it had stored; or the last row that it told is not in its log any more, which shows deletions that are lost too. */
type Sign = 'words' | 'row'

export interface LosingText {
  attempt(): Attempt
  doc: ShallowRef<Y.Doc>
  lost: Ref<LostWords[]>
  kept: TextKeeper
  frozen?: () => Numbers | undefined
  /** undefined while that is not known */
  mayWrite(): boolean | undefined
  closed(): boolean
  tellSaved(): void
  stop(): void
  begin(after?: number, again?: boolean, lost?: Place): void
}

export class Losing {
  private giveUp: ReturnType<typeof setTimeout> | undefined
  /** by which sign the server seemed to have been put back */
  private doubted: Sign | undefined
  /** ends the bringing in of what a server that was put back had lost */
  private brought: (() => void) | undefined

  constructor(private readonly text: LosingText) {}

  get bringing(): boolean { return this.brought !== undefined }
  stopBringing(): void { this.brought?.() }
  calm(): void { clearTimeout(this.giveUp) }
  trust(by: Sign): void { if (this.doubted === by) this.doubted = undefined }

  private show(why: RefusalId, pieces: LostPiece[]): void {
    if (pieces.length > 0) this.text.lost.value = [...this.text.lost.value, { at: new Date(), why, pieces }]
  }

  /** What was typed and is not stored is shown, and the text goes on from what is: with another client id, since the old one's words have a gap. */
  lose(why: RefusalId, again = true): void {
    const { acknowledged, stored, began } = this.text.attempt()
    this.calm()
    this.text.kept.refused()
    const pieces = acknowledged.saved ? [] : lostPieces(stored.paper(), this.text.doc.value, this.text.frozen?.())
    this.show(why, pieces)
    this.text.stop()
    if (again && !this.text.closed()) this.text.begin(Date.now() - began < 1_000 ? 1_000 : 0)
    else if (pieces.length > 0) this.text.doc.value = stored.doc()
  }

  /** An answer is coming; when it stays away they are lost. */
  wait(why: RefusalId): void {
    this.calm()
    this.giveUp = setTimeout(() => { if (!this.text.attempt().acknowledged.saved) this.lose(why) }, ANSWER)
  }

  /** Of several servers one may lag a second or two behind what another has told: asked once more before it is believed. */
  doubt(mine: Attempt, by: Sign): void {
    if (this.doubted) { this.doubted = undefined; return this.putBack() }
    this.doubted = by
    mine.provider.disconnect()
    setTimeout(() => { if (mine === this.text.attempt() && !this.text.closed()) mine.provider.connect() }, LAGS)
  }

  /** What was stored is not there any more: the text goes on from what is, and what I wrote in the old one comes in again, or is shown. */
  private putBack(): void {
    const { kept, doc } = this.text
    const before = doc.value
    this.calm()
    kept.refused()
    kept.forget()
    const { place } = this.text.attempt()
    this.text.stop()
    this.text.begin(0, true, place)
    const now = doc.value
    this.brought = bringBack(before, now, () => this.text.mayWrite(), () => {
      this.brought = undefined
      this.show('text-lost', !wroteIn(before) ? [] : lostPieces(readPaper(now.getXmlFragment(ROOT)), before, this.text.frozen?.()))
      this.text.tellSaved()
    })
  }
}
