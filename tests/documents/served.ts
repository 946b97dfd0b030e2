// A served text as the gate has it before it: one paragraph of the system's, words of Kenya and of Peru; and what the gate says to bytes.
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import { checkUpdate, type Rule } from '../../server/src/documents/checks'
import { changed, type } from './peers'

export const KENYA = 11, PERU = 22
const owners = new Map([[KENYA, 'kenya'], [PERU, 'peru'], [99, 'system']])

export function served(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 99
  seedPaper(doc, [{ id: 'a', role: 'text', runs: [{ text: 'Agreed. ', marks: {} }] }])
  for (const [client, said] of [[KENYA, 'Kenya said. '], [PERU, 'Peru said.']] as const) Y.applyUpdate(doc, changed(copy(doc, client), type(said)))
  return doc
}
export function copy(doc: Y.Doc, client: number): Y.Doc {
  const copied = new Y.Doc()
  copied.getXmlFragment('paper')
  Y.applyUpdate(copied, Y.encodeStateAsUpdate(doc))
  copied.clientID = client
  return copied
}
export const by = (doc: Y.Doc, change: (doc: Y.Doc) => void, client = KENYA) => changed(copy(doc, client), change)
export const verdict = (bytes: Uint8Array, doc = served(), person = 'kenya') => checkUpdate(bytes, doc, (client) => owners.get(client), person)
export const ruleOf = (bytes: Uint8Array, doc = served(), person = 'kenya'): Rule | 'ok' => { const said = verdict(bytes, doc, person); return said.ok ? 'ok' : said.rule }
/** the next clock of a client: where its next struct begins */
export const state = (doc: Y.Doc, client: number) => Y.getState(doc.store, client)
