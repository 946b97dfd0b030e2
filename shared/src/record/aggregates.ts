// Joins the aggregates of the domains: a new kind adds its line here.
import { installation } from '../accounts/accounts.rules'
import { application } from '../bodies/application.rules'
import { body } from '../bodies/body.rules'
import { seat } from '../bodies/seat.rules'
import { attendance } from '../meetings/attendance.rules'
import { post } from '../discussion/post.rules'
import { thread } from '../discussion/thread.rules'
import { file } from '../meetings/file.rules'
import { meeting } from '../meetings/meeting.rules'
import { arrival, forwarding } from '../outcomes/forwarding.rules'
import { outcome } from '../outcomes/outcomes.rules'
import { citation, paper } from '../papers/papers.rules'
import { version } from '../papers/version.rules'
import type { AggregateKind } from './aggregate'

export const AGGREGATES = { installation, body, seat, application, meeting, attendance, file, paper, citation, version, thread, post, outcome, forwarding, arrival }
export type Kind = keyof typeof AGGREGATES
export type StateOf<K extends Kind> = (typeof AGGREGATES)[K] extends AggregateKind<infer S> ? S : never

export const isKind = (value: string): value is Kind => Object.hasOwn(AGGREGATES, value)

/** The kind without its state's type, for code that treats all kinds alike. */
export const kindOf = (kind: Kind): AggregateKind<{ id: string; body: string }> => AGGREGATES[kind] as unknown as AggregateKind<{ id: string; body: string }>
