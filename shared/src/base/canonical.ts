// RFC 8785: one text for one JSON value, so that a digest means the value and not its spelling.
import canonicalize from 'canonicalize'

export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('a value without a canonical form')
  return text
}
