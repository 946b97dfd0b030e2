// What a page knows of a live document, and what it says when it opens one.
import type { ComputedRef, Ref, ShallowRef } from 'vue'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import type { Numbers } from '@roundtable/shared/papers/numbering'
import type { CrowdPart, Present } from '../papers/editor/carets'
import type { TextAbout } from './keptText'
import type { LostWords } from './lost'

export type Connection =
  | { state: 'live' }
  | { state: 'reconnecting' | 'offline'; since: Date }
  /** the server has closed it for good */
  | { state: 'closed'; since: Date; why: RefusalId }
export type Saved = { state: 'saved'; at?: Date } | { state: 'saving' } | { state: 'not-saved'; since: Date }

export interface LiveDocument {
  /** Another one after words were refused: what shows it begins anew. */
  doc: ShallowRef<Y.Doc>
  awareness: ShallowRef<Awareness>
  connection: Ref<Connection>
  saved: Ref<Saved>
  /** the text that was there has arrived */
  synced: Ref<boolean>
  /** the server lets me write, and why not */
  writing: ComputedRef<boolean>
  why: Ref<RefusalId | undefined>
  /** the others, each with its delegation */
  present: Ref<Present[]>
  /** of a crowd no cursors are told, only how many of each delegation */
  crowd: Ref<CrowdPart[] | undefined>
  lost: Ref<LostWords[]>
  drop(lost: LostWords): void
  tryNow(): void
  close(): void
}
export interface DocumentOptions {
  onInstruction?: boolean
  /** the numbers as circulated, for the places of lost words */
  frozen?: () => Numbers | undefined
  /** what is kept on this device is of this body, and leads back to this page; without it nothing is kept */
  about?: TextAbout
  server?: string
  Socket?: typeof WebSocket
}
