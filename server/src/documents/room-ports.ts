// What a room takes from the house around it.
import type * as Y from 'yjs'
import type { Admission, Credentials } from './admission'
import type { Older } from './arrival'
import type { Budgets } from './budget'
import type { Committer } from './committer'
import type { Compactor } from './compactor'
import type { Store } from './documents.db'
import type { Place } from './place'
import type { Relay } from './relay'
import type { Room } from './room'
import type { Tally } from './tally'

export interface RoomPorts {
  store: Store
  committer: Committer
  compactor: Compactor
  budgets: Budgets
  tally: Tally
  /** absent: no other server has this database */
  relay?: Relay
  admit(document: string, credentials: Credentials): Promise<Admission>
  mend?(doc: Y.Doc): void
  /** since when, in ms, a page that has this may have had no line; `again`: the log was put back since */
  older(document: string, had: Older): Promise<{ since?: number; again?: true }>
  /** is this row, which a page was told, in the log? `head`: the last row as the room holds it */
  stands(document: string, place: Place, head: Place | undefined): Promise<boolean>
  now(): Date
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
  /** somebody's presence moved: tell it soon */
  stirred(room: Room): void
  closed(room: Room): void
}
