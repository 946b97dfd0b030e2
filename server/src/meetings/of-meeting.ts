// What the handlers of a meeting, its attendance and its files have in common: whose body it is, whether it is there, and what was decided into the record.
import { isRefusal, type Refusal } from '@roundtable/shared/base/refusal'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import type { Draft } from '@roundtable/shared/record/draft'
import type { Act } from '../gate/handler'
import type { Db } from '../platform/prisma'
import { bodyOf } from '../platform/record.db'
import type { Unit } from '../platform/unit'

export type Asked = { meeting: string }
export const ofMeeting = { body: ({ meeting }: Asked, db: Db) => bodyOf(db, 'meeting', meeting), about: 'meeting' as const, target: known }

async function known(unit: Unit, { meeting }: Asked) { return (await unit.load('meeting', meeting)) ? {} : undefined }
export const stateOf = async ({ unit }: Act, { meeting }: Asked): Promise<Meeting> => (await unit.load('meeting', meeting))!

export async function recordOr<A>(act: Act, decided: Draft[] | Refusal, answer: A): Promise<A | Refusal> {
  if (isRefusal(decided)) return decided
  if (decided.length > 0) await act.record(decided)
  return answer
}
