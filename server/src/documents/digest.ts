// The digest of a text as it stands: what an act was decided on. Reads only; the Yjs history behind the text does not count.
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { canonical } from '@roundtable/shared/base/canonical'
import { ROOT } from '@roundtable/shared/papers/schema'

interface Piece { insert: unknown; attributes?: object }

/** SHA-256 (hex) over RFC 8785 of [[attributes, [[text, marks], …]], …], one entry per paragraph. */
export function digestOf(doc: Y.Doc): string {
  const paragraphs = doc.getXmlFragment(ROOT).toArray().map((block) => {
    if (!(block instanceof Y.XmlElement)) return []
    const pieces = block.toArray().flatMap((text) => (text instanceof Y.XmlText ? (text.toDelta() as Piece[]) : []))
    return [block.getAttributes(), joined(pieces)]
  })
  return createHash('sha256').update(canonical(paragraphs), 'utf8').digest('hex')
}

const joined = (pieces: Piece[]) => pieces.reduce<[string, object][]>((list, { insert, attributes = {} }) => {
  const last = list.at(-1)
  if (last && canonical(last[1]) === canonical(attributes)) last[0] += String(insert)
  else list.push([String(insert), attributes])
  return list
}, [])
