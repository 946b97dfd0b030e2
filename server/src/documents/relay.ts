// News of a document between servers: rows as they are stored, who is there, whose rights moved. The log stays the truth: news may be lost.
import { randomUUID } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Bus } from '../platform/bus'
import type { Part, StoredRow } from './documents.db'
import type { CrowdPart } from './frame'
import type { Entry } from './presence'

export type News =
  /** stored under this version of the gate */
  | { kind: 'row'; row: StoredRow; version: number }
  | { kind: 'presence'; entries: readonly Entry[] }
  /** who comes anew asks who is there */
  | { kind: 'who' }
  /** how many of each delegation are connected to this server; nobody: it says goodbye */
  | { kind: 'crowd'; server: string; here: readonly CrowdPart[] }

const KINDS = ['row', 'presence', 'who', 'crowd'] as const
const LOOK = 'documents'
const channelOf = (document: string) => `document ${document}`

export interface Relay {
  join(document: string, hear: (news: News) => void): Promise<() => void>
  say(document: string, news: News): void
  sayCrowd(document: string, here: readonly CrowdPart[]): void
  /** gates or logs of these have moved: who has them looks */
  sayLook(documents: readonly string[]): void
}

export function openRelay(bus: Bus, look: (documents: string[]) => void): Relay {
  void bus.subscribe(LOOK, (bytes) => { look(JSON.parse(new TextDecoder().decode(bytes)) as string[]) })
  /** others tell this server from the rest by it, anew at each start */
  const server = randomUUID()
  return {
    join: (document, hear) => bus.subscribe(channelOf(document), (bytes) => { hear(read(bytes)) }),
    say(document, news) { bus.publish(channelOf(document), write(news)) },
    sayCrowd(document, here) { bus.publish(channelOf(document), write({ kind: 'crowd', server, here })) },
    sayLook(documents) { if (documents.length > 0) bus.publish(LOOK, new TextEncoder().encode(JSON.stringify(documents))) },
  }
}

export const write = (news: News): Uint8Array => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, KINDS.indexOf(news.kind))
  if (news.kind === 'row') {
    encoding.writeVarUint(encoder, news.version)
    encoding.writeVarUint(encoder, news.row.seq)
    encoding.writeVarString(encoder, JSON.stringify(news.row.parts))
    encoding.writeVarUint8Array(encoder, news.row.updates)
  } else if (news.kind === 'presence') encoding.writeVarString(encoder, JSON.stringify(news.entries))
  else if (news.kind === 'crowd') {
    encoding.writeVarString(encoder, news.server)
    encoding.writeVarString(encoder, JSON.stringify(news.here))
  }
})

export function read(bytes: Uint8Array): News {
  const decoder = decoding.createDecoder(bytes)
  const kind = KINDS[decoding.readVarUint(decoder)]
  if (kind === 'row') {
    const version = decoding.readVarUint(decoder)
    const seq = decoding.readVarUint(decoder)
    const parts = JSON.parse(decoding.readVarString(decoder)) as Part[]
    return { kind, version, row: { seq, parts, updates: decoding.readVarUint8Array(decoder) } }
  }
  if (kind === 'presence') return { kind, entries: JSON.parse(decoding.readVarString(decoder)) as Entry[] }
  if (kind === 'crowd') return { kind, server: decoding.readVarString(decoder), here: JSON.parse(decoding.readVarString(decoder)) as CrowdPart[] }
  return { kind: 'who' }
}
