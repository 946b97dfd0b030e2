// The text of an outcome that is on its way, as it was issued: held against the digest in the record, its paragraphs against that of the act.
import type { Paper as Text } from '@roundtable/shared/papers/schema'
import type { Documents } from '../documents/documents'
import { readText } from '../papers/text'
import { sha256 } from '../platform/chain'
import type { Tx } from '../platform/prisma'
import { loadState } from '../platform/record.db'
import type { FrozenOutcome } from './freeze'
import { frozenText } from './outcomes.db'

export interface Source { frozen: FrozenOutcome; paragraphs: Text }

/** Undefined where anything does not agree. An adopted text changes no more, so its own body's lock is not needed to read it. */
export async function sourceOf(tx: Tx, documents: Pick<Documents, 'text'>, digest: string): Promise<Source | undefined> {
  const text = await frozenText(tx, digest)
  if (text === undefined || sha256(text) !== digest) return undefined
  const frozen = JSON.parse(text) as FrozenOutcome
  const paper = await loadState(tx, 'paper', frozen.paper)
  if (!paper) return undefined
  const { paragraphs, digest: now } = readText(await documents.text(paper.document, tx))
  return now === frozen.adopted.digest ? { frozen, paragraphs } : undefined
}
