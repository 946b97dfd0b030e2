// Tells what happened, only after it has committed: each follower the events that its circle may see, and the number of the others.
import { AsyncLocalStorage } from 'node:async_hooks'
import { AUDIENCES, sees, type Audience } from '@roundtable/shared/record/audience'
import type { RecordedEvent, ToldEvent } from '@roundtable/shared/record/event'
import type { Personal } from '@roundtable/shared/wire/personal'
import { audienceOfEvent, EVENTS } from '@roundtable/shared/wire/contracts'
import type { Aftermath } from './unit'

const open = new AsyncLocalStorage<boolean>()
/** Runs a transaction; `tell` refuses inside. */
export const inTransaction = <T>(work: () => Promise<T>): Promise<T> => open.run(true, work)

/** What a viewer of that circle gets of an event. */
export const cutEvent = (event: RecordedEvent, viewer: Audience): ToldEvent =>
  sees(viewer, audienceOfEvent(event)) ? event : { body: event.body, seq: event.seq, withheld: true }

/** Where events go out: the socket side of the gate. */
export interface Wire {
  events(body: string, viewer: Audience, events: ToldEvent[]): void
  /** who may see what changed in this body: followers' circles are asked again */
  rightsChanged(body: string): void
  endSessions(sessions: string[]): void
  /** to every device of one person */
  person(person: string, told: Personal): void
}

export interface Publisher { tell(aftermath: Aftermath): void }

export function makePublisher(wire: Wire): Publisher {
  return {
    tell({ events, endedSessions, personal }) {
      if (open.getStore()) throw new Error('told inside an open transaction')
      if (endedSessions.length > 0) wire.endSessions(endedSessions)
      for (const { person, told } of personal) wire.person(person, told)
      const first = events[0]
      if (!first) return
      for (const viewer of AUDIENCES) wire.events(first.body, viewer, events.map((event) => cutEvent(event, viewer)))
      if (events.some((event) => EVENTS[event.type]?.changesRights)) wire.rightsChanged(first.body)
    },
  }
}
