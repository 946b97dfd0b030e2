// Races that the database bars by a unique key become refusals; what another try can settle is tried again.
import { refuse, type Refusal, type RefusalId } from '@roundtable/shared/base/refusal'
import type { Kind } from '@roundtable/shared/record/aggregates'
import { KeyTaken, kindTaken } from '../platform/record.db'
import type { Db } from '../platform/prisma'
import { Prisma } from '../generated/prisma/client'

/** The sentence for each aggregate's unique key. */
const TAKEN: Partial<Record<Kind, RefusalId>> = { body: 'symbol-base-taken', seat: 'seat-taken', application: 'application-open', outcome: 'symbol-taken', forwarding: 'already-forwarded' }

/** `db` is asked once the transaction is over: a failed one answers nothing, and the driver does not say which row stood in the way. */
export async function conflictOf(error: unknown, db: Db): Promise<Refusal | undefined> {
  const kind = error instanceof KeyTaken ? await kindTaken(db, error.keys) : undefined
  const refused = kind && TAKEN[kind]
  return refused && refuse(refused)
}

/** Deadlock, write conflict, the same idempotency key or the same new person committed by another connection meanwhile, a key that was free again. */
export const isRetryable = (error: unknown): boolean => error instanceof KeyTaken
  || (error instanceof Prisma.PrismaClientKnownRequestError && /P2034|40P01|40001|Idempotency_pkey|Person_email_key/.test(`${error.code} ${error.message}`))
