// The text of a paper as an act sees it: paragraphs, digest, numbers.
import type * as Y from 'yjs'
import { canonical } from '@roundtable/shared/base/canonical'
import { numbersOf, type Numbers } from '@roundtable/shared/papers/numbering'
import { isEmpty, readPaper, repairPaper, ROOT, type Paper as Text } from '@roundtable/shared/papers/schema'
import { sha256 } from '../platform/chain'

export interface TextRead { paragraphs: Text; digest: string; empty: boolean }

/** `digest`: SHA-256 of the RFC 8785 form of the paragraphs; what an act may expect. */
export function readText(doc: Y.Doc): TextRead {
  const paragraphs = readPaper(doc.getXmlFragment(ROOT))
  return { paragraphs, digest: sha256(canonical(paragraphs)), empty: paragraphs.every(isEmpty) }
}

/** Ids that are missing or stand twice are given anew, so that frozen numbers mean one paragraph each. */
export const repairText = (id: () => string) => (doc: Y.Doc): void => void repairPaper(doc.getXmlFragment(ROOT), id)

export const numbersFor = (text: TextRead, frozen?: Numbers): Numbers => numbersOf(text.paragraphs, frozen)
