// Races that the database bars by a unique key become refusals; what another try can settle is tried again.
import { refuse, type Refusal, type RefusalId } from '@roundtable/shared/base/refusal'
import { Prisma } from '../generated/prisma/client'

// Each aggregate's unique key and the sentence for it. The kind stands first in the key's detail.
const TAKEN: Record<string, RefusalId> = { body: 'symbol-base-taken', seat: 'seat-taken', application: 'application-open', outcome: 'symbol-taken' }

const textOf = (error: unknown): string => {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return ''
  return `${error.code} ${error.message} ${JSON.stringify(error.meta ?? {})}`
}

export function conflictOf(error: unknown): Refusal | undefined {
  const text = textOf(error)
  const kind = /Key \(kind, key\)=\((\w+),/.exec(text)?.[1]
  const refused = kind ? TAKEN[kind] : undefined
  return refused ? refuse(refused) : undefined
}

/** Deadlock, write conflict, or the same idempotency key committed by another connection meanwhile. */
export const isRetryable = (error: unknown): boolean => /P2034|40P01|40001|P2002.*Idempotency|Idempotency_pkey/.test(textOf(error))
