// What an aggregate is: the fold of its events. `apply` is written once and runs on the server and in the client.
import type { z } from 'zod'
import type { Role } from '../permissions/roles'
import type { Audience } from './audience'
import type { RecordedEvent } from './event'

/** A role that a state gives to a person: rows of the membership table, derived and never written by hand. */
export interface MembershipOf { person: string; body: string; role: Role; seat?: string; rank?: 'head' | 'alternate' | 'adviser' }

/** The columns that queries and unique keys need. */
export interface Columns { key?: string; parent?: string; stage?: string }

export interface AggregateKind<S extends { id: string; body: string }> {
  shape: z.ZodType<S>
  /** who sees that it exists at all */
  audience: Audience
  /** the kind whose parts these are (`columns().parent` names it): they are fetched with it, and never with the whole body, which they would swell without end */
  partOf?: string
  apply(state: S | undefined, event: RecordedEvent): S
  /** what of it a viewer sees; for every event: cut(apply(s, e)) = apply(cut(s), cut(e)) */
  cut?(state: S, viewer: Audience): S
  columns?(state: S): Columns
  memberships?(state: S): MembershipOf[]
}

export const defineAggregate = <S extends { id: string; body: string }>(kind: AggregateKind<S>): AggregateKind<S> => kind

/** A bug: an event met a state it cannot belong to. */
export function impossible(event: RecordedEvent): never {
  throw new Error(`event ${event.type} v${event.v} (${event.body} ${event.seq}) cannot be applied to ${event.aggregate.kind} ${event.aggregate.id}`)
}
