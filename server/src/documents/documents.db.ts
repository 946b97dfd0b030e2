// The tables of the live documents: gate, log, snapshot, client ids. Every question is one statement, so one moment of the database answers it.
import * as Y from 'yjs'
import type { Prisma} from '../generated/prisma/client';
import { type PrismaClient } from '../generated/prisma/client'
import type { Piece } from './compaction.worker'
import { LIMITS } from './limits'
import type { Fate } from './moves-memory'
import { markFrom, markOf } from './place'
import type { Statement } from '../platform/prisma'

export type Tx = Prisma.TransactionClient

/** `since`: older than the line they came by; in ms, since when these words may have been written (./arrival); `again`: or while something was open that the record has lost */
export interface Part { person: string; seat: string | null; session: string | null; onInstruction: boolean; bytes: number; since?: number; again?: true }
export interface Gate { open: boolean; version: number }
export interface StoredRow { seq: number; parts: Part[]; updates: Uint8Array }
/** A row on its way into the log: valid only while the gate has this version. */
export interface Row extends StoredRow { document: string; version: number; at: Date; clients: { client: number; person: string }[] }
export type Outcome = 'stored' | 'refused' | 'held'
export interface NewDocument { document: string; kind: string; owner: string; body: string }

function cut(updates: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  let start = 0
  return sizes.map((size) => updates.subarray(start, (start += size)))
}
/** The updates of a row, in order. */
export const partsOf = ({ parts, updates }: StoredRow): Uint8Array[] => cut(updates, parts.map(({ bytes }) => bytes))
export const mergedOf = (row: StoredRow): Uint8Array => (row.parts.length === 1 ? row.updates : Y.mergeUpdates(partsOf(row)))

/** Whose client ids a row brings. */
export const clientsOf = (row: StoredRow): { client: number; person: string }[] => partsOf(row)
  .flatMap((update, index) => [...Y.parseUpdateMeta(update).to.keys()].map((client) => ({ client, person: row.parts[index]!.person })))

export class Store {
  constructor(private readonly prisma: PrismaClient, private readonly statement: Statement) {}

  async gate(document: string, db: PrismaClient | Tx = this.prisma): Promise<Gate | undefined> {
    // As plain SQL: the first who comes after a start does not wait until Prisma has translated it.
    const [row] = await db.$queryRaw<Gate[]>`SELECT open, version FROM "DocumentGate" WHERE document = ${document}`
    return row
  }

  /** Everything needed to open a document: snapshot and the rows behind it. */
  async load(document: string, db: PrismaClient | Tx = this.prisma) {
    const found = await db.$queryRaw<{ open: boolean; version: number; base: number | null; state: Uint8Array | null; memory: Fate[] | null; clients: [number, string][] | null; hash: Uint8Array | null; seq: number | null; sizes: number[] | null; updates: Uint8Array | null }[]>`
      SELECT g.open, g.version, s.seq AS base, l.seq, jsonb_path_query_array(l.parts, '$[*].bytes') AS sizes, l.updates,
        CASE WHEN row_number() OVER (ORDER BY l.seq) = 1 THEN s.state END AS state,
        CASE WHEN row_number() OVER (ORDER BY l.seq) = 1 THEN s.memory END AS memory,
        CASE WHEN l.seq IS NULL THEN (SELECT sha256(p.updates) FROM "DocumentLog" p WHERE p.document = g.document AND p.seq = s.seq) END AS hash,
        CASE WHEN row_number() OVER (ORDER BY l.seq) = 1 THEN
          (SELECT json_agg(json_build_array(c.client, c.person)) FROM "DocumentClient" c WHERE c.document = g.document) END AS clients
      FROM "DocumentGate" g
      LEFT JOIN "DocumentSnapshot" s ON s.document = g.document
      LEFT JOIN "DocumentLog" l ON l.document = g.document AND l.seq > coalesce(s.seq, 0)
      WHERE g.document = ${document} ORDER BY l.seq`
    const first = found[0]
    if (!first) return undefined
    const last = found.at(-1)!.updates ?? undefined
    const rows = found.flatMap(({ seq, sizes, updates }) => (seq !== null && sizes && updates ? [{ seq, parts: cut(updates, sizes) }] : []))
    const base = first.base ?? 0
    if (rows.some(({ seq }, index) => seq !== base + 1 + index)) throw new Error(`the log of ${document} has a gap`)
    return {
      open: first.open, version: first.version, base, seq: rows.at(-1)?.seq ?? base, tail: rows.length,
      mark: last ? markOf(last) : first.hash ? markFrom(first.hash) : undefined,
      updates: [...(first.state ? [first.state] : []), ...rows.flatMap(({ parts }) => parts)],
      owners: new Map(first.clients ?? []),
      past: { ...(first.state ? { state: first.state } : {}), memory: first.memory ?? [], rows: rows.map(({ parts }) => parts) },
    }
  }

  /** The gate as it is, and what the log holds after `after`. */
  async since(document: string, after: number): Promise<(Gate & { rows: StoredRow[] }) | undefined> {
    const found = await this.prisma.$queryRaw<{ open: boolean; version: number; seq: number | null; parts: Part[] | null; updates: Uint8Array | null }[]>`
      SELECT g.open, g.version, l.seq, l.parts, l.updates FROM "DocumentGate" g
      LEFT JOIN "DocumentLog" l ON l.document = g.document AND l.seq > ${after}
      WHERE g.document = ${document} ORDER BY l.seq`
    const first = found[0]
    if (!first) return undefined
    const rows = found.flatMap(({ seq, parts, updates }): StoredRow[] => (seq !== null && parts && updates ? [{ seq, parts, updates }] : []))
    return { open: first.open, version: first.version, rows }
  }

  /**
   * All rows in one statement, which is one transaction. A row enters only under the gate it was admitted by: the gate is read
   * FOR SHARE, so whoever changes it has either committed (refused) or waits until we have. A gate that somebody holds is skipped
   * ('held'), or one paper's act would stall all others. A row whose predecessor is not there is refused: a log that was put back
   * beneath us must not get a gap, which nobody could read. A client id that another server stored as somebody else's is refused too.
   */
  async append(rows: readonly Row[]): Promise<Outcome[]> {
    let start = 0
    const input = rows.map(({ document, seq, version, at, parts, updates }, index) => {
      const from = start
      start += updates.byteLength
      return { index, document, seq, version, at: at.toISOString(), parts, from, size: updates.byteLength }
    })
    const clients = rows.flatMap(({ document, clients }) => clients.map((claim) => ({ document, ...claim })))
    const bytes = rows.length === 1 ? rows[0]!.updates : Buffer.concat(rows.map(({ updates }) => updates))
    const found = await this.statement<{ index: number; held: boolean; stored: boolean }>(APPEND, [JSON.stringify(input), JSON.stringify(clients), bytes])
    const outcomes: Outcome[] = rows.map(() => 'held')
    for (const { index, held, stored } of found) outcomes[index] = stored ? 'stored' : held ? 'held' : 'refused'
    return outcomes
  }

  /** What a row of the log is known by; undefined when it is not there. */
  async markAt(document: string, seq: number): Promise<number | undefined> {
    const [row] = await this.prisma.$queryRaw<{ hash: Uint8Array }[]>`SELECT sha256(updates) AS hash FROM "DocumentLog" WHERE document = ${document} AND seq = ${seq}`
    return row && markFrom(row.hash)
  }

  /** Locks the gate in an act's transaction, and reads what the log holds after `after`: nothing more can come until it ends. */
  async lock(tx: Tx, document: string, after: number): Promise<StoredRow[]> {
    await tx.$queryRaw`SELECT document FROM "DocumentGate" WHERE document = ${document} FOR UPDATE`
    return tx.$queryRaw<StoredRow[]>`SELECT seq, parts, updates FROM "DocumentLog" WHERE document = ${document} AND seq > ${after} ORDER BY seq`
  }

  async insert(tx: Tx, row: StoredRow & { document: string; at: Date }, clients: { client: number; person: string }[]): Promise<void> {
    const { document, seq, at, parts, updates } = row
    await tx.documentLog.create({ data: { document, seq, at, parts: parts as unknown as Prisma.InputJsonValue, updates: bytesOf(updates) } })
    await tx.documentClient.createMany({ data: clients.map(({ client, person }) => ({ document, client: BigInt(client), person })), skipDuplicates: true })
  }

  async create(tx: Tx, made: NewDocument): Promise<void> {
    await tx.documentGate.create({ data: { ...made, open: true } })
  }

  /** Of many documents, what may have moved: gate and last row. */
  async heads(documents: string[]): Promise<(Gate & { document: string; seq: number })[]> {
    return this.prisma.$queryRaw`
      SELECT g.document, g.open, g.version, coalesce((SELECT l.seq FROM "DocumentLog" l WHERE l.document = g.document ORDER BY l.seq DESC LIMIT 1), 0) AS seq
      FROM "DocumentGate" g WHERE g.document = ANY(${documents})`
  }

  /** The snapshot there is: up to which row, and how many bytes. */
  async base(document: string): Promise<{ seq: number; size: number } | undefined> {
    const [found] = await this.prisma.$queryRaw<{ seq: number; size: number }[]>`SELECT seq, octet_length(state) AS size FROM "DocumentSnapshot" WHERE document = ${document}`
    return found
  }

  /** The text up to `seq`, in pieces so small that none of them holds up the event loop: the snapshot first, then the rows behind it. */
  async *pieces(document: string, seq: number): AsyncGenerator<Piece> {
    const base = await this.base(document)
    for (let from = 0; base && from < base.size; from += LIMITS.piece) {
      const [found] = await this.prisma.$queryRaw<{ bytes: Uint8Array }[]>`
        SELECT substring(state FROM ${from + 1}::int FOR ${LIMITS.piece}::int) AS bytes FROM "DocumentSnapshot" WHERE document = ${document} AND seq = ${base.seq}`
      if (!found) throw new Error('another server made a snapshot meanwhile')
      yield { bytes: found.bytes, last: from + LIMITS.piece >= base.size }
    }
    for (let after = base?.seq ?? 0; after < seq;) {
      const rows = await this.prisma.$queryRaw<StoredRow[]>`
        SELECT seq, parts, updates FROM (
          SELECT seq, parts, updates, sum(octet_length(updates)) OVER (ORDER BY seq) - octet_length(updates) AS before
          FROM "DocumentLog" WHERE document = ${document} AND seq > ${after} AND seq <= ${seq} ORDER BY seq LIMIT 500) AS l
        WHERE before < ${LIMITS.piece}::int ORDER BY seq`
      if (rows.length === 0) throw new Error('the log has a gap')
      for (const row of rows) {
        if (row.seq !== ++after) throw new Error('the log has a gap')
        for (const bytes of partsOf(row)) yield { bytes, last: true }
      }
    }
  }

  async snapshot(document: string, seq: number, state: Uint8Array, memory: readonly Fate[] = []): Promise<void> {
    await this.prisma.$executeRaw`
      INSERT INTO "DocumentSnapshot" (document, seq, state, memory) VALUES (${document}, ${seq}, ${bytesOf(state)}::bytea, ${JSON.stringify(memory)}::jsonb)
      ON CONFLICT (document) DO UPDATE SET seq = excluded.seq, state = excluded.state, memory = excluded.memory WHERE "DocumentSnapshot".seq < excluded.seq`
  }
}

// Prisma wants bytes that own their buffer.
const bytesOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

/**
 * $1 the rows, $2 the client ids they bring, $3 the bytes of all of them, in order. Each row looks its own few things up by their keys
 * (LATERAL, and questions that answer one value): joined, the planner would read the whole log and all gates for a handful of rows.
 */
export const APPEND = `
  WITH input AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS i(index int, document text, seq int, version int, at timestamptz, parts jsonb, "from" int, size int)
  ), claim AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS c(document text, client bigint, person text)
  ), gate AS (
    SELECT i.index, g.open, g.version FROM input i CROSS JOIN LATERAL (
      SELECT open, version FROM "DocumentGate" WHERE document = i.document FOR SHARE SKIP LOCKED) g
  ), logged AS (
    INSERT INTO "DocumentLog" (document, seq, at, parts, updates)
    SELECT i.document, i.seq, i.at, i.parts, substring($3::bytea FROM i."from" + 1 FOR i.size)
    FROM input i JOIN gate g ON g.index = i.index WHERE g.open AND g.version = i.version
      AND (i.seq = 1 OR (SELECT p.seq FROM "DocumentLog" p WHERE p.document = i.document AND p.seq = i.seq - 1) IS NOT NULL)
      AND NOT EXISTS (
        SELECT FROM claim c WHERE c.document = i.document
          AND (SELECT o.person FROM "DocumentClient" o WHERE o.document = c.document AND o.client = c.client) <> c.person)
    ON CONFLICT DO NOTHING RETURNING document
  ), owned AS (
    INSERT INTO "DocumentClient" (document, client, person)
    SELECT c.document, c.client, c.person FROM claim c JOIN logged l ON l.document = c.document
    ON CONFLICT DO NOTHING
  )
  SELECT i.index, g.index IS NULL AS held, l.document IS NOT NULL AS stored
  FROM input i LEFT JOIN gate g ON g.index = i.index LEFT JOIN logged l ON l.document = i.document`
