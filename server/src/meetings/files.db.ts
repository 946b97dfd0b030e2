// Background files in the database: what was received waits a day for its item; the bytes lie in pieces.
import { FILE_LIMITS, type Received } from '@roundtable/shared/meetings/file.rules'
import type { z } from 'zod'
import type { Db, Tx } from '../platform/prisma'

type Known = z.infer<typeof Received>
const PIECE = 256 * 1024
const DAY = 24 * 60 * 60_000
/** Uploads that one person may have waiting. */
const WAITING = FILE_LIMITS.perItem

/** Whether the person may bring one more. What waited for longer than a day goes first. */
export async function mayUpload(db: Db, person: string, now: Date): Promise<boolean> {
  const stale = await db.upload.findMany({ where: { at: { lt: new Date(now.getTime() - DAY) } }, select: { id: true }, take: 50 })
  const ids = stale.map(({ id }) => id)
  if (ids.length > 0) {
    await db.filePiece.deleteMany({ where: { file: { in: ids } } })
    await db.upload.deleteMany({ where: { id: { in: ids } } })
  }
  return (await db.upload.count({ where: { person } })) < WAITING
}

/** The row comes last: an upload of which a piece is missing is none. */
export async function keepUpload(db: Db, id: string, { meeting, person, now }: { meeting: string; person: string; now: Date }, { kind, bytes, sha256 }: Known, content: Buffer): Promise<void> {
  for (let n = 0; n * PIECE < content.length; n++) await db.filePiece.create({ data: { file: id, n, bytes: new Uint8Array(content.subarray(n * PIECE, (n + 1) * PIECE)) } })
  await db.upload.create({ data: { id, meeting, person, at: now, kind, bytes, sha256 } })
}

/** What was brought for the meeting, taken for good: what it is, or undefined. */
export async function takeUpload(tx: Tx, id: string, meeting: string, now: Date): Promise<Known | undefined> {
  const row = await tx.upload.findUnique({ where: { id } })
  if (!row || row.meeting !== meeting || now.getTime() - row.at.getTime() >= DAY) return undefined
  const { count } = await tx.upload.deleteMany({ where: { id } })
  return count === 1 ? { kind: row.kind as Known['kind'], bytes: row.bytes, sha256: row.sha256 } : undefined
}

export const deletePieces = async (tx: Tx, file: string): Promise<void> => void (await tx.filePiece.deleteMany({ where: { file } }))

/** Piece by piece, so that a slow reader holds one piece in memory and no transaction. */
export async function* piecesOf(db: Db, file: string): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n++) {
    const piece = await db.filePiece.findUnique({ where: { file_n: { file, n } } })
    if (!piece) return
    yield piece.bytes
  }
}
