// Notice of a meeting by mail, to everybody who holds a role in the body, with the calendar entry as it now stands.
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import type { Unit } from '../platform/unit'
import { peopleOf } from './meetings.db'

export type Notice = 'called' | 'changed' | 'cancelled'

/** In one statement for all. The mail carries what it says, so that one sent late says what was true when it was written. */
export async function notify(unit: Unit, notice: Notice, { taken: _taken, agenda: _agenda, ...meeting }: Meeting, { kind, name }: Body): Promise<void> {
  const params = { meeting: JSON.stringify(meeting), body: JSON.stringify({ kind, name }) }
  const people = await peopleOf(unit.tx, meeting.body)
  await unit.mailAll(people.map(({ email, name: to, language }) => ({ to: email, template: `meeting-${notice}`, language, params: { ...params, name: to } })))
}
