// The shape of a thing that happened, as it is stored, told and exported.
import type { Role } from '../permissions/roles'
import { AUDIENCES, type Audience } from './audience'

/** Who did it: a person in a role (and for a seat), the system keeping a deadline, or somebody whose name no record may hold. */
export type By = { person: string; name: string; role: Role; seat?: string; onInstruction?: true } | { system: true } | { unattributed: true }

/** What the digest is taken of; withheld as a whole. */
export interface Content<T extends string = string, P = unknown> {
  type: T
  v: number
  by: By
  aggregate: { kind: string; id: string }
  payload: P
  /** fewer see it than its contract says */
  audience?: Audience
}

export interface RecordedEvent<T extends string = string, P = unknown> extends Content<T, P> {
  body: string
  seq: number
  at: string
  /** told once, when it happened; whoever catches up has to ask for it */
  beside?: unknown
}

/** What a viewer gets: the event, or its number only. */
export type ToldEvent = RecordedEvent | { body: string; seq: number; withheld: true }

export const isWithheld = (event: ToldEvent): event is { body: string; seq: number; withheld: true } => 'withheld' in event

/** Who sees an event: the narrower circle of its contract's and its own. */
export const circleOf = (contract: Audience, { audience = contract }: { audience?: Audience }): Audience =>
  AUDIENCES[Math.max(AUDIENCES.indexOf(contract), AUDIENCES.indexOf(audience))]!
