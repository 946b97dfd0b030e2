// The live documents: save, commit, then tell. Knows rooms and connections; what a document is for, and who may write in it, its ports say.
// The story of a word: its `connection` is let in by an `admission`; `intake` hears it; `draft` holds it against the `checks` and keeps it; the `committer`
// stores it through `documents.db`; then the `audience` is told and its author hears that it is saved. A `room` is where this happens for one document.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type * as Y from 'yjs'
import type { PrismaClient } from '../generated/prisma/client'
import type { Statement } from '../platform/prisma'
import type { Bus } from '../platform/bus'
import type { Held } from './act'
import { SYSTEM, type Admission, type Credentials } from './admission'
import { heldSince } from './arrival'
import { Budgets } from './budget'
import { Committer } from './committer'
import { Compactor } from './compactor'
import { closeCodeOf, Connection } from './connection'
import { Store, type Gate, type NewDocument, type Tx } from './documents.db'
import { partOf } from './draft'
import { LIMITS, TIMES } from './limits'
import { insist, pause } from './patience'
import { bringingIn, placeIn, Places } from './place'
import { openRelay } from './relay'
import { Room } from './room'
import { Tally } from './tally'
import type { RoomPorts } from './room-ports'
import { applyQuietly, changeOf, emptyDoc } from './text'

export type { Held } from './act'
export type { Admission, Credentials, Writer } from './admission'
export { digestOf } from './digest'

export interface DocumentsPorts {
  prisma: PrismaClient
  /** on the same database */
  statement: Statement
  clock: { now(): Date }
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void; error(fields: object, message: string): void }
  /** Who may read and write this document now; asked at the upgrade and again whenever the gate's version has changed. */
  admit(document: string, credentials: Credentials): Promise<Admission>
  /** puts right, on the server's own account, what an update may leave behind, such as two paragraphs of one id */
  mend?(doc: Y.Doc): void
  /** the built thread that makes snapshots, a file */
  compaction: string
  /** to the other servers on this database; absent: there are none */
  bus?: Bus
}

export interface Documents {
  /** For /documents/<document>?acks=1, after the Origin was checked. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, credentials: Credentials): void
  /** An act on a text. The caller opens its transaction inside `run`, never around it. */
  act<T>(document: string, run: (held: Held) => Promise<T>): Promise<T>
  /** After a commit that changed the gates' versions: rights are asked again at once, on every server. */
  recheck(documents: readonly string[]): void
  /** A new document, with its first text if `seed` writes one, inside the caller's transaction. */
  create(tx: Tx, made: NewDocument, seed?: (doc: Y.Doc) => void): Promise<void>
  /** The committed text, a document of the caller's own. Inside a transaction hand it in. */
  text(document: string, tx?: Tx): Promise<Y.Doc>
  figures(): DocumentFigures
  /** what is counted since the start */
  readonly tally: Tally
  /** Reads and stores nothing, once: the first who comes after a start does not wait until the database knows how. */
  warm(): Promise<void>
  /** Stores and tells what is under way, then closes all (1012: editors come back). */
  close(): Promise<void>
}

/** As things stand now; `age` in milliseconds. */
export interface DocumentFigures { rooms: number; connections: number; arriving: number; stale: number; slowed: number; queue: { rows: number; bytes: number; age: number } }

/** There is no such document. */
export class UnknownDocument extends Error {}

export function openDocuments(ports: DocumentsPorts): Documents {
  const store = new Store(ports.prisma, ports.statement)
  const tally = new Tally()
  const committer = new Committer(store, ports.log, tally)
  const compactor = new Compactor(ports.compaction, store)
  const budgets = new Budgets()
  const places = new Places((document, seq) => insist(() => store.markAt(document, seq), (error) => { if (closing) throw error }))
  const rooms = new Map<string, Room>()
  const loading = new Map<string, Promise<Room>>()
  const gates = new Map<string, Promise<Gate | undefined>>()
  const arriving = new Set<Connection>()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.message, perMessageDeflate: false, clientTracking: false })
  let closing = false

  // One timer for the presence of all rooms.
  const stirred = new Set<Room>()
  const tellPresence = () => {
    for (const room of stirred) {
      if (!room.audience.presence.due(room.audience.size)) continue
      stirred.delete(room)
      const entries = room.audience.presence.tell(room.audience.size, (say) => { room.audience.toAll(say) })
      if (entries.length > 0) relay?.say(room.document, { kind: 'presence', entries })
    }
    if (stirred.size > 0) setTimeout(tellPresence, TIMES.presence).unref()
  }
  const look = (documents: readonly string[]) => { for (const document of documents) void rooms.get(document)?.recheck() }
  const relay = ports.bus && openRelay(ports.bus, look)
  const roomPorts: RoomPorts = {
    store, committer, compactor, relay, budgets, tally, log: ports.log, mend: ports.mend,
    admit: (document, credentials) => ports.admit(document, credentials),
    now: () => ports.clock.now(),
    async older(document, { had, told }) {
      const lost = told !== undefined && !await places.stands(document, told, undefined)
      return { ...(had ? { since: await heldSince(ports.prisma, document, had, ports.clock.now()) } : lost ? { since: 0 } : {}), ...(lost ? { again: true } : {}) }
    },
    stands: (document, place, head) => places.stands(document, place, head),
    stirred(room) {
      if (stirred.size === 0) setTimeout(tellPresence, TIMES.presence).unref()
      stirred.add(room)
    },
    closed(room) { if (rooms.get(room.document) === room) rooms.delete(room.document) },
  }

  /** The one room of a document: the same for all who come while it loads or drains. */
  function roomOf(document: string): Promise<Room> {
    const room = rooms.get(document)
    if (room) return Promise.resolve(room)
    let load = loading.get(document)
    if (!load) {
      load = Room.load(document, roomPorts).then((loaded) => {
        if (!loaded) throw new UnknownDocument(document)
        rooms.set(document, loaded)
        return loaded
      }).finally(() => { loading.delete(document) })
      loading.set(document, load)
    }
    return load
  }

  /** Those who come at once share one reading. */
  function gateOf(document: string): Promise<Gate | undefined> {
    let reading = gates.get(document)
    if (!reading) gates.set(document, reading = store.gate(document).finally(() => { gates.delete(document) }))
    return reading
  }

  /** The gate's version is read BEFORE the door is asked: rights that changed in between are then refused by the version. */
  async function admit(connection: Connection, document: string): Promise<void> {
    while (connection.open && !closing) {
      const version = rooms.get(document)?.version ?? (await gateOf(document))?.version
      if (version === undefined) return connection.close(closeCodeOf('unknown'), 'unknown')
      const admission = await ports.admit(document, connection.credentials)
      if (!admission.read) return connection.close(closeCodeOf(admission.refused), admission.refused)
      const room = await roomOf(document)
      if (room.version === version && room.state !== 'closed') return room.join(connection, admission)
    }
    connection.close(1012, 'closing')
  }

  /** News may be lost: what the database holds of our rooms is compared, and who is behind looks. */
  async function compare(): Promise<void> {
    const heads = await store.heads([...rooms.keys()])
    look(heads.filter(({ document, seq, version }) => { const room = rooms.get(document); return room && (seq > room.seq || version !== room.version) }).map(({ document }) => document))
  }
  let comparing = false
  const sweep = setInterval(() => {
    const now = performance.now()
    budgets.sweep()
    if (relay && !comparing && rooms.size > 0) {
      comparing = true
      compare().catch((error: unknown) => { ports.log.warn({ error }, 'what other servers stored could not be compared') }).finally(() => { comparing = false })
    }
    for (const room of rooms.values()) {
      room.audience.cutStale()
      room.sweepPresence()
      room.opening.build()
      if (room.idle && now - room.audience.emptySince > TIMES.idle) void room.retire()
      else if (now - room.rightsAskedAt > TIMES.rightsAgain) void room.recheck(true)
    }
  }, TIMES.sweep).unref()
  const keepAlive = setInterval(() => { for (const room of rooms.values()) room.audience.keepAlive() }, TIMES.keepAlive).unref()

  return {
    upgrade(request, socket, head, credentials) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://documents')
      const document = /^\/documents\/([a-z0-9-]{1,64})$/.exec(pathname)?.[1]
      if (!document || closing) return void socket.end(`HTTP/1.1 ${closing ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`)
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const connection = new Connection(ws, socket, credentials, { acks: searchParams.get('acks') === '1', echoes: searchParams.get('turns') === '1', vector: searchParams.get('vector') ?? '', place: placeIn(searchParams.get('place')), bringing: bringingIn(searchParams.get('again')) })
        arriving.add(connection)
        const late = setTimeout(() => { connection.close(1013, 'admission took too long') }, TIMES.admission)
        admit(connection, document).catch((error: unknown) => {
          ports.log.warn({ document, error }, 'a connection could not be admitted')
          connection.close(1013, 'unavailable')
        }).finally(() => { clearTimeout(late); arriving.delete(connection) })
      })
    },

    async act(document, run) {
      return (await roomOf(document)).act(run)
    },

    recheck(documents) {
      look(documents)
      relay?.sayLook(documents)
    },

    async create(tx, made, seed) {
      await store.create(tx, made)
      const doc = emptyDoc()
      const updates = seed && changeOf(doc, () => { doc.transact(() => { seed(doc) }) })
      if (updates) await store.insert(tx, { document: made.document, seq: 1, at: ports.clock.now(), parts: [partOf(undefined, updates)], updates }, [{ client: doc.clientID, person: SYSTEM }])
    },

    async text(document, tx) {
      const stored = await store.load(document, tx)
      if (!stored) throw new UnknownDocument(document)
      const doc = emptyDoc()
      for (const update of stored.updates) applyQuietly(doc, update)
      return doc
    },

    tally,
    figures() {
      const open = [...rooms.values()]
      const connections = open.flatMap(({ audience }) => [...audience.connections])
      return {
        rooms: open.length, connections: connections.length, arriving: arriving.size,
        stale: connections.filter(({ stale }) => stale).length, slowed: connections.filter(({ resting }) => resting).length,
        queue: { rows: committer.queue, bytes: open.reduce((sum, { unstored }) => sum + unstored.bytes, 0), age: Math.max(0, ...open.map(({ unstored }) => unstored.age)) },
      }
    },

    async warm() {
      try {
        await store.load('')
        await store.append([])
      } catch (error) {
        ports.log.warn({ error }, 'the database does not answer yet')
      }
    },

    async close() {
      closing = true
      clearInterval(sweep)
      clearInterval(keepAlive)
      for (const connection of arriving) connection.close(1012, 'closing')
      await Promise.race([Promise.all([...rooms.values()].map((room) => room.flushed())), pause(TIMES.drain)])
      committer.stop()
      for (const room of [...rooms.values()]) room.close(1012, 'closing')
      await compactor.stop()
      sockets.close()
    },
  }
}
