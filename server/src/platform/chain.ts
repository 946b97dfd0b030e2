// The links of a record. The chain holds a salted digest of each content, so an export with contents withheld still verifies.
import { createHash } from 'node:crypto'
import { canonical } from '@roundtable/shared/base/canonical'
import type { Content } from '@roundtable/shared/record/event'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** digest = SHA-256(salt, RFC 8785 of type, v, by, aggregate, payload) */
export const digestOf = (salt: string, content: Content): string => sha256(salt + canonical(content))

export interface Link { body: string; seq: number; at: string; digest: string; previous: string }

/** hash = SHA-256(RFC 8785 of body, seq, at, digest, previous); the first link's previous is empty. */
export const hashOf = ({ body, seq, at, digest, previous }: Link): string => sha256(canonical({ body, seq, at, digest, previous }))

export interface LinkRead extends Link { hash: string; salt?: string; content?: Content }

/** What is wrong with the first broken link, or the head. */
export function firstBroken(body: string, links: Iterable<LinkRead>): { seq: number; why: 'order' | 'previous' | 'hash' | 'digest' } | { head: string; seq: number } {
  let previous = ''
  let seq = 0
  for (const link of links) {
    seq += 1
    if (link.body !== body || link.seq !== seq) return { seq, why: 'order' }
    if (link.previous !== previous) return { seq, why: 'previous' }
    // Withheld means both: a content without its salt could be anything.
    if ((link.content === undefined) !== (link.salt === undefined)) return { seq, why: 'digest' }
    if (link.content !== undefined && link.salt !== undefined && digestOf(link.salt, link.content) !== link.digest) return { seq, why: 'digest' }
    if (hashOf(link) !== link.hash) return { seq, why: 'hash' }
    previous = link.hash
  }
  return { head: previous, seq }
}
