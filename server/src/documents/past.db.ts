// Reading the log of a document by places in it: never row by row, for a row of the log is a keystroke or two.
import type { Db } from '../platform/prisma'
import type { StoredRow } from './documents.db'
import type { Slice } from './replay.worker'

/** Rows that are read at once. */
const SLICE = 1_000

/** The last place in the log; 0 when nothing was written. */
export async function headOf(db: Db, document: string): Promise<number> {
  const rows = await db.$queryRaw<{ seq: number }[]>`SELECT seq FROM "DocumentLog" WHERE document = ${document} ORDER BY seq DESC LIMIT 1`
  return rows[0]?.seq ?? 0
}

/** The next rows up to a place, as bytes and JSON, which whoever asked takes apart. Undefined behind the last. */
export async function sliceOf(db: Db, document: string, after: number, until: number): Promise<(Slice & { last: number }) | undefined> {
  const rows = await db.$queryRaw<{ rows: string | null; updates: Uint8Array | null; last: number | null }[]>`
    SELECT json_agg(json_build_array((extract(epoch FROM at) * 1000)::bigint, parts) ORDER BY seq)::text AS rows, string_agg(updates, ''::bytea ORDER BY seq) AS updates, max(seq)::int AS last
    FROM (SELECT seq, at, parts, updates FROM "DocumentLog" WHERE document = ${document} AND seq > ${after} AND seq <= ${until} ORDER BY seq LIMIT ${SLICE}) l`
  const [found] = rows
  return found?.rows && found.updates && found.last ? { rows: found.rows, updates: found.updates, last: found.last } : undefined
}

/** The rows between two places (`after` not included), from the last one on, so many at most. */
export const rowsBack = (db: Db, document: string, after: number, until: number, most: number): Promise<(StoredRow & { at: Date })[]> =>
  db.$queryRaw<(StoredRow & { at: Date })[]>`SELECT seq, at, parts, updates FROM "DocumentLog" WHERE document = ${document} AND seq > ${after} AND seq <= ${until} ORDER BY seq DESC LIMIT ${most}`

export interface Window { meeting: string; since: string; until: string | null; unnamed: boolean }
export interface StretchRow { from: number; to: number; began: number; ended: number; meeting: string | null; author: string; changes: number }

/** PAP-10: what was written between two places (`after` not included), summed up by minute, author and the meeting that was open. `heldUp`: how many ms after its close words may still come from it. */
export const stretchesOf = (db: Db, document: string, after: number, until: number, windows: readonly Window[], authors: { office: string; unnamed: string; system: string }, heldUp: number): Promise<StretchRow[]> =>
  db.$queryRaw<StretchRow[]>`
    WITH open AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) AS w(meeting text, since timestamptz, until timestamptz, unnamed boolean)),
    part AS (
      SELECT l.seq, l.at, w.meeting, CASE WHEN p.value->>'again' = 'true' OR EXISTS (
        SELECT 1 FROM open o WHERE o.unnamed AND l.at >= o.since AND (o.until IS NULL OR coalesce((p.value->>'since')::float8, extract(epoch FROM l.at) * 1000) <= extract(epoch FROM o.until) * 1000 + ${heldUp}::float8)
      ) THEN ${authors.unnamed} ELSE coalesce(p.value->>'seat', ${authors.office}) END AS author
      FROM "DocumentLog" l CROSS JOIN LATERAL jsonb_array_elements(l.parts::jsonb) p
      LEFT JOIN LATERAL (SELECT o.meeting FROM open o WHERE l.at >= o.since AND (o.until IS NULL OR l.at <= o.until) ORDER BY o.unnamed DESC, o.since LIMIT 1) w ON true
      WHERE l.document = ${document} AND l.seq > ${after} AND l.seq <= ${until} AND p.value->>'person' <> ${authors.system}
    )
    SELECT min(seq)::int AS "from", max(seq)::int AS "to", (extract(epoch FROM min(at)) * 1000)::float8 AS began, (extract(epoch FROM max(at)) * 1000)::float8 AS ended, meeting, author, count(*)::int AS changes
    FROM part GROUP BY date_trunc('minute', at), meeting, author ORDER BY 1`

/** The last place that was written by then. */
export async function placeAt(db: Db, document: string, at: Date): Promise<number> {
  const rows = await db.$queryRaw<{ seq: number }[]>`SELECT seq FROM "DocumentLog" WHERE document = ${document} AND at <= ${at} ORDER BY seq DESC LIMIT 1`
  return rows[0]?.seq ?? 0
}
