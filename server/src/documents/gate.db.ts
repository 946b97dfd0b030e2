// The gate row of a document: whatever changes who may write changes its version, in the transaction of that change.
import type { Db, Tx } from '../platform/prisma'

/** What a document is, and whose. */
export const gateOf = (db: Db, document: string) => db.documentGate.findUnique({ where: { document } })

/** Every document of the bodies (none named: of all bodies) asks its rights again. In order of id, so that two such commands cannot cross. */
export async function bumpGates(tx: Tx, bodies: string[]): Promise<string[]> {
  const rows = bodies.length > 0
    ? await tx.$queryRaw<{ document: string }[]>`UPDATE "DocumentGate" SET "version" = "version" + 1 WHERE "document" IN (SELECT "document" FROM "DocumentGate" WHERE "body" = ANY(${bodies}) ORDER BY "document" FOR UPDATE) RETURNING "document"`
    : await tx.$queryRaw<{ document: string }[]>`UPDATE "DocumentGate" SET "version" = "version" + 1 WHERE "document" IN (SELECT "document" FROM "DocumentGate" ORDER BY "document" FOR UPDATE) RETURNING "document"`
  return rows.map((row) => row.document)
}

/** Opens or closes a document for writing; false when it has no gate yet. */
export async function closeGate(tx: Tx, document: string, open: boolean): Promise<boolean> {
  return (await tx.$executeRaw`UPDATE "DocumentGate" SET "version" = "version" + 1, "open" = ${open} WHERE "document" = ${document}`) > 0
}
