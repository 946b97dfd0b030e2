// Words that are older than the line they come by: written while there was none, or sent and never stored. When they were written only
// their author knows, and what a page says of that may be a lie. So no page is asked. It shows by what it has how long it was away at
// most (`heldSince`), and between then and now its words were written. Of a not-attributed meeting in that time no name is told.
//
// In doubt the name is kept back: a name that was told stays told, one that was kept back stands in the log for whoever must know. Who
// wants to hide his words in a meeting that is over can, within thirty days, by leaving the line, or by an editor that says it has less
// than it has; nobody could tell him from a delegate who sat in the room without a line. He wins little: the history tells that the
// words came in after the meeting and that nobody answers for them. The same is true of words that are brought in again after the log was
// put back: whatever was open when they were written is gone from the record, so they bear no name at all; a page shows that by naming a
// row that it was told and that is not in the log, which an editor may invent. What comes by a line that is up has no such excuse.
import * as Y from 'yjs'
import type { Db } from '../platform/prisma'
import { partsOf, type StoredRow } from './documents.db'
import { headOf, placeAt, rowsBack } from './past.db'
import type { Place } from './place'

/** What a page has: of each client how far. */
export type Holding = ReadonlyMap<number, number>
/** `told`: the last row that the page was told. When it is not in the log, the log was put back, and with it the record of what was open then. */
export interface Older { /** absent: it brings them in again */ had?: Holding; told?: Place }
/** What a page says that brings in again what a log that was put back has lost: a row of that log, and which client id is its own now. */
export interface Bringing { told: Place; own: number }

/** So long words wait for a line at most, as far as anybody believes it: as long as a session lasts. */
const LONGEST = 30 * 24 * 3_600_000
/** Rows that are looked at to find one which tells whether a page has it. */
const NEAR = 16

export class Arrival {
  private came: Older & { had: Holding } | undefined
  private through = false
  private readonly again: Older | undefined

  constructor(private readonly told?: Place, private readonly bringing?: Bringing) {
    this.again = bringing && { told: bringing.told }
  }

  /** What the page said it has, before its answer to what we asked was in. */
  holds(vector: Uint8Array): void { if (!this.through) this.came = { had: Y.decodeStateVector(vector), ...(this.told ? { told: this.told } : {}) } }

  /** What the page had when it came, if these words are older than that; `whole`: its answer, behind which nothing old comes. */
  older(update: Uint8Array, whole: boolean): Older | undefined {
    const { came, through, bringing } = this
    this.through ||= whole
    const { from } = Y.parseUpdateMeta(update)
    // What is of the client id that its page has now was written since.
    if (bringing && (from.size === 0 || [...from.keys()].some((client) => client !== bringing.own))) return this.again
    if (through || !came) return undefined
    const { had } = came
    const since = from.size > 0 && [...from].every(([client, clock]) => clock >= (had.get(client) ?? 0))
    return since ? undefined : came
  }
}

/**
 * Since when, in ms, a page that has this may have had no line: the storing of the last row that it was told. Rows are told in their
 * order, so that one is searched by halves. Its own words say something only where they came by a line that was up.
 */
export async function heldSince(db: Db, document: string, had: Holding, now: Date): Promise<number> {
  let since = now.getTime() - LONGEST
  let known = await placeAt(db, document, new Date(since))
  let middle = await headOf(db, document)
  for (let beyond = middle + 1; beyond - known > 1; middle = Math.floor((known + beyond) / 2)) {
    const rows = await rowsBack(db, document, known, middle, NEAR)
    const told = rows.find((row) => holdsOf(row, had) !== undefined)
    if (!told) beyond = rows.at(-1)?.seq ?? known
    else if (holdsOf(told, had)) [known, since] = [middle, told.at.getTime()]
    else beyond = told.seq
  }
  return since
}

/** Undefined where a row tells nothing of it. */
function holdsOf(row: StoredRow, had: Holding): boolean | undefined {
  const live = partsOf(row).filter((_, index) => row.parts[index]!.since === undefined).flatMap((update) => [...Y.parseUpdateMeta(update).to])
  return live.length === 0 ? undefined : live.some(([client, clock]) => clock <= (had.get(client) ?? 0))
}
