// The text ahead of the truth: what people wrote and the log does not hold yet. Nobody but its author has seen it.
import * as Y from 'yjs'
import type { Older } from './arrival'
import { checkUpdate, type Verdict } from './checks'
import { LIMITS } from './limits'
import { Moves, type Heard, type Past } from './moves'
import type { Fate } from './moves-memory'
import { applyQuietly, changeOf, emptyDoc, leavesPending, type Truth } from './text'
import { SYSTEM, type Writer } from './admission'
import type { Part, Row } from './documents.db'

/** One message of one connection; `fresh`: what of it the text did not hold. `raw` is kept to check it again on another text. `at`: when it came, by performance.now(). `had`: what its page had, if it is older than its line. */
export interface Entry<From> { from?: From; at?: number; who?: Writer; n: number; raw: Uint8Array; fresh?: Uint8Array; clients: number[]; heard?: Heard; had?: Older }
/** `older`: the parts that are older than their line, with what its page had. */
export type Cut = Pick<Row, 'parts' | 'updates' | 'clients'> & { older: { part: Part; had: Older }[] }

export class Draft<From> {
  private made: Y.Doc | undefined
  /** on their way into the log, and those behind them */
  flying: Entry<From>[] = []
  waiting: Entry<From>[] = []
  bytes = 0
  /** A hostile update got through the checks and left its mark; only `rebuild` helps. */
  tainted = false
  /** What others stored has moved the ground: what waits must be checked, and mended, again. */
  shaken = false
  private blocks = true
  readonly moves: Moves
  /** client ids that the log knows the owner of */
  private readonly stored: Set<number>

  /** `turn`: of the moves, rising also across restarts. `past`: the text as it was opened, in two steps. */
  constructor(private readonly truth: Truth, private readonly owners: Map<number, string>, turn = 0, private past?: Past & { state?: Uint8Array }) {
    this.moves = new Moves(turn - (past?.rows.length ?? 0))
    this.stored = new Set(owners.keys())
  }

  /** Made when somebody writes, or a moment after the first has come. */
  private get doc(): Y.Doc { return (this.made ??= this.begin()) }
  /** What became of moved words, to be kept beside a snapshot. */
  memory(): readonly Fate[] {
    this.build()
    return this.moves.fates.kept()
  }

  private begin(): Y.Doc {
    const { past } = this
    this.past = undefined
    if (!past) return this.truth.copy()
    const doc = emptyDoc()
    if (past.state) applyQuietly(doc, past.state)
    this.moves.recall(past, doc)
    return doc
  }
  build(): void { void this.doc }

  /** For how many milliseconds the first message that is not stored yet has waited; 0 when there is none. */
  get age(): number {
    const first = this.flying.find(({ at }) => at !== undefined) ?? this.waiting.find(({ at }) => at !== undefined)
    return first?.at === undefined ? 0 : performance.now() - first.at
  }

  /** A client id belongs to the person who first used it in this document. */
  claim(client: number, person: string): boolean {
    const owner = this.owners.get(client)
    if (owner !== undefined) return owner === person
    if (Y.getState(this.doc.store, client) > 0) return false
    this.owners.set(client, person)
    return true
  }

  take(entry: Entry<From> & { who: Writer }): Verdict {
    const { person } = entry.who
    const verdict = checkUpdate(entry.raw, this.doc, (client) => this.owners.get(client), person)
    if (!verdict.ok) return verdict
    if (verdict.clients.length > 0 && !this.truth.fits(this.bytes + entry.raw.byteLength)) return { ok: false, refused: 'too-large', rule: 'size' }
    // What is said again says nothing new.
    const again = !entry.heard?.vector && verdict.clients.length === 0 && verdict.update.structs.length > 0
    const noted = verdict.moves && !again ? this.moves.note(verdict.update, this.doc, entry.heard ?? { turn: Infinity }) : undefined
    try {
      entry.fresh = changeOf(this.doc, () => { applyQuietly(this.doc, entry.raw) })
      this.tainted = leavesPending(this.doc)
    } catch {
      this.tainted = true
    }
    if (this.tainted) return { ok: false, refused: 'malformed', rule: 'bytes' }
    for (const client of verdict.clients) this.owners.set(client, person)
    entry.clients = verdict.clients
    this.blocks ||= verdict.blocks
    this.bytes += entry.fresh?.byteLength ?? 0
    this.waiting.push(entry)
    if (noted && this.write((doc) => { this.moves.settle(noted, doc) })) this.blocks = true
    return verdict
  }

  /** What another wrote into the log. Its client ids are theirs from here on, whoever had used them here. */
  learn(update: Uint8Array, clients: { client: number; person: string }[]): void {
    for (const { client, person } of clients) {
      if ((this.owners.get(client) ?? person) !== person) this.shaken = true
      this.owners.set(client, person)
      this.stored.add(client)
    }
    // The same may have been mended there.
    this.shaken ||= [...this.flying, ...this.waiting].some(({ from }) => from === undefined)
    const noted = this.moves.note(Y.decodeUpdate(update), this.doc, { turn: Infinity })
    applyQuietly(this.doc, update)
    this.moves.learn(noted, this.doc)
    this.blocks = true
  }

  /** Lets the server put right what an update may leave behind, such as two paragraphs of one id; written under the system's name. */
  mend(work: (doc: Y.Doc) => void): void {
    if (!this.blocks) return
    this.blocks = false
    this.write((doc) => { this.moves.unite(doc); work(doc) })
  }

  /** Behind the last update, and stored with it. */
  private write(work: (doc: Y.Doc) => void): boolean {
    const fresh = changeOf(this.doc, () => { this.doc.transact(() => { work(this.doc) }) })
    if (!fresh) return false
    this.owners.set(this.doc.clientID, SYSTEM)
    this.bytes += fresh.byteLength
    this.waiting.push({ n: 0, raw: fresh, fresh, clients: [this.doc.clientID] })
    return true
  }

  /** The next row; undefined when nothing new is waiting, only messages to be acknowledged. */
  cut(): Cut | undefined {
    let bytes = 0
    let count = 0
    // What mends an update is stored with it.
    while (count < this.waiting.length && (bytes < LIMITS.row || this.waiting[count]!.from === undefined)) bytes += this.waiting[count++]!.fresh?.byteLength ?? 0
    this.flying = this.waiting.splice(0, count)
    const runs: { from?: From; who?: Writer; had?: Older; updates: Uint8Array[] }[] = []
    for (const { from, who, fresh, had } of this.flying) {
      if (!fresh) continue
      const last = runs.at(-1)
      if (last && last.from === from && last.had === had) last.updates.push(fresh); else runs.push({ from, who, had, updates: [fresh] })
    }
    if (runs.length === 0) return undefined
    const pieces = runs.map(({ updates }) => (updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates)))
    const clients = new Set(this.flying.flatMap((entry) => entry.clients).filter((client) => !this.stored.has(client)))
    const parts = runs.map(({ who }, index) => partOf(who, pieces[index]!))
    return {
      parts, older: runs.flatMap(({ had }, index) => (had ? [{ part: parts[index]!, had }] : [])),
      updates: pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces),
      clients: [...clients].map((client) => ({ client, person: this.owners.get(client)! })),
    }
  }

  /** The flight is in the log. */
  landed(): Entry<From>[] {
    const landed = this.flying
    this.flying = []
    for (const { clients, fresh } of landed) {
      for (const client of clients) this.stored.add(client)
      this.bytes -= fresh?.byteLength ?? 0
    }
    return landed
  }

  /** The flight came back. */
  putBack(): void {
    this.waiting = [...this.flying, ...this.waiting]
    this.flying = []
  }

  /** Everything again upon the truth, without what `keep` drops, and what can't stand without it; answers the dropped. */
  rebuild(keep: (entry: Entry<From>) => boolean): Entry<From>[] {
    const entries = this.waiting.filter(({ from }) => from !== undefined)
    const flying = this.flying
    this.build()
    this.made = this.truth.copy()
    this.tainted = false
    this.shaken = false
    this.blocks = true
    this.bytes = 0
    for (const entry of flying) {
      if (entry.fresh) applyQuietly(this.doc, entry.fresh)
      this.bytes += entry.fresh?.byteLength ?? 0
    }
    this.waiting = []
    return entries.filter((entry) => !keep(entry) || !entry.who || !this.take({ ...entry, who: entry.who }).ok)
  }
}

export const partOf = (who: Writer | undefined, bytes: Uint8Array): Part =>
  ({ person: who?.person ?? SYSTEM, seat: who?.seat ?? null, session: who?.session ?? null, onInstruction: who?.onInstruction ?? false, bytes: bytes.byteLength })
