// What a domain promises: its commands, queries and events, each with its shape. The gate, OpenAPI, the client and the tests all read this.
import { z } from 'zod'
import { Id } from '../base/ids'
import type { Audience } from '../record/audience'

export interface CommandContract<I extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  input: I
  answer: A
  /** one plain sentence for OpenAPI and /who-may's title attribute */
  says: string
  /** sets or clears the session cookie: HTTP only, no idempotency key */
  cookie?: true
}

export interface QueryContract<I extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  input: I
  answer: A
  says: string
}

export interface EventContract<P extends z.ZodType = z.ZodType> {
  payload: P
  /** raised when the payload's shape changes; `apply` reads every version ever written */
  v: number
  /** who sees it at least; others get its number only */
  audience: Audience
  /** it may change who may do what in this body: followers' rights are asked again */
  changesRights?: true
}

export interface DomainContract {
  commands: Record<string, CommandContract>
  queries: Record<string, QueryContract>
  events: Record<string, EventContract>
}

/** Keeps the literal types of a contract. */
export const defineDomain = <const D extends DomainContract>(domain: D): D => domain

/** Says that a secretariat acts on the chair's instruction; recorded so. */
export const instruction = { onInstruction: z.literal(true).optional() }

/** A whole number in a query: as itself, or as the digits that a URL carries. */
export const whole = (least: number, most: number) => z.union([z.number(), z.string().regex(/^\d{1,9}$/).transform(Number)]).pipe(z.number().int().min(least).max(most))

/** A list's page: never unbounded. */
export const page = { after: Id.optional(), limit: whole(1, 200).optional() }
