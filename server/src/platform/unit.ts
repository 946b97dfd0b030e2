// One command's work in one transaction: what it loads, what it records, what is to be done once it has committed.
import { randomBytes } from 'node:crypto'
import { EVENTS } from '@roundtable/shared/wire/contracts'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import type { Draft } from '@roundtable/shared/record/draft'
import type { By, Content, RecordedEvent } from '@roundtable/shared/record/event'
import { kindOf, type Kind, type StateOf } from '@roundtable/shared/record/aggregates'
import type { Personal } from '@roundtable/shared/wire/personal'
import { isOpen, type Paper } from '@roundtable/shared/papers/papers.rules'
import { bumpGates, closeGate } from '../documents/gate.db'
import { digestOf, hashOf } from './chain'
import { appendEvents, changesRights, loadAnyStates, loadState, loadStates, lockHead, saveAggregates, type HeadRow, type StoredEvent } from './record.db'
import type { Ports } from './ports'
import type { Tx } from './prisma'

export interface Letter { to: string; template: string; language: string; params: Record<string, string> }
export interface Aftermath { events: RecordedEvent[]; documents: string[]; mailed: boolean; due: boolean; endedSessions: string[]; personal: { person: string; told: Personal }[] }

export class Unit {
  readonly aftermath: Aftermath = { events: [], documents: [], mailed: false, due: false, endedSessions: [], personal: [] }
  private readonly loaded = new Map<string, { id: string; body: string } | undefined>()
  private readonly changed = new Set<string>()
  private readonly pending: StoredEvent[] = []
  private readonly beside = new Map<number, unknown>()
  private head: HeadRow | undefined

  constructor(readonly tx: Tx, readonly ports: Ports, readonly now: Date, readonly body: string | undefined) {}

  get at(): string { return this.now.toISOString() }

  /** The body's lock comes first in every command that records anything. */
  async lock(): Promise<void> {
    if (this.body !== undefined) this.head = await lockHead(this.tx, this.body)
  }

  async load<K extends Kind>(kind: K, id: string): Promise<StateOf<K> | undefined> {
    const key = `${kind} ${id}`
    if (!this.loaded.has(key)) this.loaded.set(key, await loadState(this.tx, kind, id))
    const state = this.loaded.get(key)
    // An id of another body is unknown here: its lock is not held.
    return (state && state.body !== this.body ? undefined : state) as StateOf<K> | undefined
  }

  async loadMany<K extends Kind>(kind: K, ids: string[]): Promise<StateOf<K>[]> {
    const states = await loadStates(this.tx, kind, ids)
    return states.filter((state) => (state as { body: string }).body === this.body)
  }

  /** Applies the drafts and gives them their numbers; they are written by `flush`. */
  async record(drafts: Draft[], by: By): Promise<void> {
    if (this.body === undefined || !this.head) throw new Error('a command without a body recorded something')
    await this.loadFor(drafts)
    for (const draft of drafts) {
      const contract = EVENTS[draft.type]
      if (!contract) throw new Error(`event ${draft.type} stands in no contract`)
      const content: Content = {
        type: draft.type, v: contract.v, by: draft.unattributed ? { unattributed: true } : by, aggregate: draft.aggregate, payload: contract.payload.parse(draft.payload),
        ...(draft.audience ? { audience: draft.audience } : {}),
      }
      const seq: number = this.head.seq + 1
      const salt = randomBytes(16).toString('hex')
      const link = { body: this.body, seq, at: this.at, digest: digestOf(salt, content), previous: this.head.hash }
      const event: StoredEvent = { ...link, ...content, salt, hash: hashOf(link) }
      const kind = draft.aggregate.kind as Kind
      const key = `${kind} ${draft.aggregate.id}`
      this.loaded.set(key, kindOf(kind).apply(this.loaded.get(key), event))
      this.changed.add(key)
      this.pending.push(event)
      if (draft.beside !== undefined) this.beside.set(seq, draft.beside)
      this.head = { seq, hash: event.hash }
    }
  }

  /** Everything recorded so far bears no name: then no row beside the record may bear it. */
  get unattributed(): boolean { return this.pending.length > 0 && this.pending.every(({ by }) => 'unattributed' in by) }

  /** One question for all: a body is founded with hundreds of seats. */
  private async loadFor(drafts: Draft[]): Promise<void> {
    const wanted = drafts.map(({ aggregate }) => aggregate).filter(({ kind, id }) => !this.loaded.has(`${kind} ${id}`))
    if (wanted.length === 0) return
    for (const { kind, state } of await loadAnyStates(this.tx, wanted)) this.loaded.set(`${kind} ${state.id}`, state)
  }

  async mail(letter: Letter): Promise<void> {
    await this.tx.mail.create({ data: { id: this.ports.id(), at: this.now, next: this.now, ...letter } })
    this.aftermath.mailed = true
  }

  /** To many, in one statement. */
  async mailAll(letters: Letter[]): Promise<void> {
    if (letters.length === 0) return
    await this.tx.mail.createMany({ data: letters.map((letter) => ({ id: this.ports.id(), at: this.now, next: this.now, ...letter })) })
    this.aftermath.mailed = true
  }

  /** Something to be done by the system at a time, also if the server is down then. */
  async due(kind: string, ref: string, at: Date): Promise<void> {
    await this.tx.due.create({ data: { id: this.ports.id(), body: this.body ?? INSTALLATION, kind, ref, at } })
    this.aftermath.due = true
  }

  /** The same for many bodies, in one statement; each is worked under its own lock. */
  async dueInAll(kind: string, ref: string, bodies: readonly string[]): Promise<void> {
    if (bodies.length === 0) return
    await this.tx.due.createMany({ data: bodies.map((body) => ({ id: this.ports.id(), body, kind, ref, at: this.now })) })
    this.aftermath.due = true
  }

  /** Told to each of them, on every device, once this has committed. */
  tellEach(persons: readonly string[], told: Personal): void {
    this.aftermath.personal.push(...persons.map((person) => ({ person, told })))
  }

  /** Signed out, or no longer seated: rights to write in the body's papers are asked again from this commit on. */
  async askRightsAgain(bodies: string[]): Promise<void> {
    this.aftermath.documents.push(...await bumpGates(this.tx, bodies))
  }

  /** Writes events, rows and gates: the last thing before the commit. */
  async flush(): Promise<void> {
    if (this.pending.length === 0) return
    await appendEvents(this.tx, this.body!, this.pending, this.head!)
    const changed = [...this.changed].map((key) => ({ kind: key.split(' ')[0] as Kind, state: this.loaded.get(key)! }))
    await saveAggregates(this.tx, changed)
    if (changesRights(this.pending)) await this.askRightsAgain(this.body === INSTALLATION ? [] : [this.body!])
    for (const { kind, state } of changed) {
      if (kind !== 'paper') continue
      const paper = state as unknown as Paper
      if (await closeGate(this.tx, paper.document, isOpen(paper))) this.aftermath.documents.push(paper.document)
    }
    this.aftermath.events.push(...this.pending.map(({ salt: _salt, digest: _digest, previous: _previous, hash: _hash, ...event }) => (this.beside.has(event.seq) ? { ...event, beside: this.beside.get(event.seq) } : event)))
  }
}
