// What the record knows of a paper's history: the meetings that were open while it was written, the versions that were named, the acts on it.
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import type { Version } from '@roundtable/shared/papers/version.rules'
import type { By } from '@roundtable/shared/record/event'
import type { Db } from '../platform/prisma'

/** Meetings of a body that were opened, and not closed before `since`: all of them count, whatever stands on their agenda. */
export async function meetingsSince(db: Db, body: string, since: string): Promise<Pick<Meeting, 'id' | 'mode' | 'opened' | 'closed'>[]> {
  const rows = await db.$queryRaw<{ id: string; mode: Meeting['mode']; opened: string; closed: string | null }[]>`
    SELECT "id", "state"->>'mode' AS mode, "state"->>'opened' AS opened, "state"->>'closed' AS closed FROM "Aggregate"
    WHERE "kind" = 'meeting' AND "body" = ${body} AND "state"->>'opened' IS NOT NULL AND coalesce("state"->>'closed', '9999') >= ${since} ORDER BY "state"->>'opened' LIMIT 2000`
  return rows.map(({ id, mode, opened, closed }) => ({ id, mode, opened, ...(closed === null ? {} : { closed }) }))
}

export async function versionsOf(db: Db, paper: string): Promise<Version[]> {
  const rows = await db.aggregate.findMany({ where: { kind: 'version', parent: paper }, select: { state: true }, orderBy: { id: 'asc' }, take: 1_000 })
  return rows.map(({ state }) => state as unknown as Version)
}

export interface Done { at: Date; type: string; by: By; id: string; payload: Record<string, unknown> }
const ACTS = ['paperMade', 'paperCirculated', 'paperAdopted', 'paperPublished', 'textRestored', 'versionNamed', 'outcomeForwarded']

/** The acts on a paper, on its versions and on what it became, the newest first, five hundred at most. */
export const actsOn = (db: Db, body: string, paper: string, symbol: string | undefined): Promise<Done[]> =>
  db.$queryRaw<Done[]>`
    SELECT "at", "content"->>'type' AS type, "content"->'by' AS by, "content"->'aggregate'->>'id' AS id, "content"->'payload' AS payload FROM "Event"
    WHERE "body" = ${body} AND "content"->>'type' = ANY(${ACTS})
      AND ("content"->'aggregate'->>'id' = ${paper} OR "content"->'payload'->>'paper' = ${paper} OR ("content"->>'type' = 'outcomeForwarded' AND "content"->'payload'->>'symbol' = ${symbol ?? ''}))
    ORDER BY "seq" DESC LIMIT 500`
