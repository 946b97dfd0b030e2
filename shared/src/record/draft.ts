// An event as `decide` gives it: what happened to which aggregate; number, time and author are added when it is recorded.
import type { Audience } from './audience'

export interface Draft {
  type: string
  aggregate: { kind: string; id: string }
  payload: unknown
  /** fewer see it than the contract says, for what it is about is closed */
  audience?: Audience
  /** no name goes into the record: what was said may be used, not who said it */
  unattributed?: true
  /** told with the event to those who see it now, and written nowhere in the record */
  beside?: unknown
}

/** `draft('seat', id)('seatSuspended', {...})`. */
export const draft = (kind: string, id: string) => (type: string, payload: unknown): Draft => ({ type, aggregate: { kind, id }, payload })
