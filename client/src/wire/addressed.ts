// What a page has of a text, as it is said in the address of its socket: the rest then comes unasked, a way there and back sooner.
import { toBase64UrlEncoded } from 'lib0/buffer'
import { encodeStateVector, type Doc } from 'yjs'

/** Letters: an address and its headers are 16 kB at most. */
const LONGEST = 2_000

/** Empty where it would be too long: then it is said when the socket is open, as always. */
export function addressed(doc: Doc): string {
  const vector = toBase64UrlEncoded(encodeStateVector(doc))
  return vector.length <= LONGEST ? vector : ''
}
