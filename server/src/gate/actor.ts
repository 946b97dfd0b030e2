// Who is asking: the session's person, with the roles they hold in one body and in the installation.
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { NOBODY, type Actor, type Membership, type Role } from '@roundtable/shared/permissions/roles'
import { sha256 } from '../platform/chain'
import type { Db } from '../platform/prisma'

interface Row { session: string; person: string; name: string; language: string; body: string | null; role: Role | null; seat: string | null; rank: Membership['rank'] | null }

/** One query. `body` undefined: every role the person holds anywhere. A session that ended or expired is nobody. */
export async function loadActor(db: Db, token: string | undefined, body: string | undefined, now: Date): Promise<Actor> {
  if (!token) return NOBODY
  const rows = await db.$queryRaw<Row[]>`
    SELECT s."id" AS "session", p."id" AS "person", p."name", p."language", m."body", m."role", m."seat", m."rank"
    FROM "Session" s JOIN "Person" p ON p."id" = s."person"
    LEFT JOIN "Membership" m ON m."person" = p."id" AND (${body ?? null}::text IS NULL OR m."body" IN (${body ?? null}, ${INSTALLATION}))
    WHERE s."token" = ${sha256(token)} AND s."ended" IS NULL AND s."expires" > ${now}
    ORDER BY m."source"`
  const first = rows[0]
  if (!first) return NOBODY
  return {
    person: { id: first.person, name: first.name, language: first.language }, session: first.session,
    memberships: rows.flatMap(({ body: where, role, seat, rank }) => (where && role ? [{ body: where, role, ...(seat ? { seat } : {}), ...(rank ? { rank } : {}) }] : [])),
  }
}
