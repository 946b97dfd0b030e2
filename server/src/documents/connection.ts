// One WebSocket of one person: queued until admitted, then live; stale while it does not take what it is sent.
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { STATUS, type RefusalId } from '@roundtable/shared/base/refusal'
import { Arrival, type Bringing } from './arrival'
import { asVector, frames } from './frame'
import { Hearing } from './hearing'
import { LIMITS } from './limits'
import type { Admission, Credentials, Writer } from './admission'
import type { Place } from './place'

/** 44xx: the editor does not come back by itself. 1013: it does, later. */
export const closeCodeOf = (refused: RefusalId): number => (STATUS[refused] >= 400 && STATUS[refused] < 500 ? 4000 + STATUS[refused] : 1013)

export class Connection {
  admission: Admission | undefined
  /** has heard sync step 2 and is told from here on */
  synced = false
  /** since when it does not drain, and what it holds */
  stale: { since: number; vector: Uint8Array; asked: boolean } | undefined
  /** update messages heard so far, refused ones too */
  received = 0
  readonly hearing = new Hearing()
  readonly arrival: Arrival
  offences = 0
  /** asked to send all it has, and nothing accepted since */
  askedAgain = false
  /** pings without a pong */
  unanswered = 0
  private queue: Uint8Array[] | undefined = []
  private queuedBytes = 0
  private readonly deaf = new Set<string>()
  /** what the socket had delivered already when it was told to rest */
  private held: Uint8Array[] | undefined
  private listener: (message: Uint8Array) => void = () => undefined
  /** what its address said it has, as if it had said it first: until its first message */
  private addressed: Uint8Array | undefined

  constructor(private readonly ws: WebSocket, private readonly socket: Duplex, readonly credentials: Credentials, private readonly says: { acks: boolean; echoes: boolean; /** base64url; empty: not in the address */ vector: string; /** the last row that it was told */ place?: Place; bringing?: Bringing }) {
    this.arrival = new Arrival(says.place, says.bringing)
    if (says.vector !== '') this.queue = [this.addressed = asVector(Buffer.from(says.vector, 'base64url'))]
    ws.on('message', (data, isBinary) => {
      if (!isBinary) return this.close(1003, 'binary only')
      const message = Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? new Uint8Array(data) : data
      const { addressed } = this
      this.addressed = undefined
      // Any editor begins with its vector: what is answered already is not answered again.
      if (addressed && Buffer.compare(addressed, message) === 0) return
      if (!this.queue) return this.held ? void this.held.push(message) : this.listener(message)
      this.queuedBytes += message.byteLength
      if (this.queuedBytes > LIMITS.queued) return this.close(1013, 'too much before admission')
      this.queue.push(message)
    })
    ws.on('pong', () => { this.unanswered = 0 })
    // A bad frame must end this connection, not the process; 'close' follows.
    ws.on('error', () => undefined)
  }

  get open(): boolean { return this.ws.readyState === this.ws.OPEN }
  get who(): Writer | undefined { return this.admission?.read ? this.admission.who : undefined }
  get admittedToWrite(): boolean { return this.admission?.read === true && this.admission.write }
  /** is heard more slowly for a while */
  get resting(): boolean { return this.held !== undefined }
  /** an editor of ours, which sees by what it is asked whether the log was put back */
  get compares(): boolean { return this.says.echoes }
  get place(): Place | undefined { return this.says.place }
  get unsent(): number { return this.socket.writableLength }

  /** Hears what was said while it waited, then the rest as it comes. */
  listen(listener: (message: Uint8Array) => void): void {
    const queue = this.queue ?? []
    this.queue = undefined
    this.listener = listener
    for (const message of queue) if (this.open) listener(message)
  }

  onClose(work: () => void): void { this.ws.on('close', work) }
  /** When most of what it was sent has left: at once, if it has. */
  onceTaken(work: () => void): void { if (this.socket.writableNeedDrain) this.socket.once('drain', work); else work() }
  onceDrained(work: () => void): void { this.socket.once('drain', work) }

  send(frame: Buffer): void { if (this.open) this.socket.write(frame) }
  /** News: a stale connection gets the sum of it later. */
  tell(frame: Buffer): void { if (this.synced && !this.stale) this.send(frame) }
  tellCrowd(frame: Buffer): void { if (this.says.acks) this.tell(frame) }
  ack(n: number, seq: number, mark?: number): void { if (this.says.acks) this.send(frames.ack(n, seq, mark)) }
  /** Before the text up to there: that the row was stored is true already. */
  tellPlace(place: Place | undefined): void { if (place && this.compares) this.send(frames.place(place)) }
  sayStands(stands: boolean): void { if (this.compares) this.send(frames.stands(stands)) }
  refuse(refused: RefusalId, n: number): void { if (this.says.acks) this.send(frames.refused({ refused, n })) }
  sayAdmission(write: boolean, why?: RefusalId): void { if (this.says.acks) this.send(frames.admitted(write ? { write } : { write, why })) }

  /** It says it back; of one that can't it is taken for heard when it is told. */
  tellTurn(turn: number): void { if (!this.says.echoes) this.hearing.has(turn); else if (this.synced && !this.stale) this.send(frames.turn(turn)) }

  /** Hears nothing while any of these has its reason. */
  pause(why: 'backlog' | 'budget' = 'backlog'): void {
    this.deaf.add(why)
    if (this.open) this.ws.pause()
  }
  resume(why: 'backlog' | 'budget' = 'backlog'): void {
    this.deaf.delete(why)
    if (this.deaf.size === 0) this.ws.resume()
  }
  /** Hears nothing for so many milliseconds. */
  rest(milliseconds: number): void {
    this.pause('budget')
    this.held ??= []
    setTimeout(() => {
      const held = this.held ?? []
      this.held = undefined
      this.resume('budget')
      for (const message of held) if (this.held) (this.held as Uint8Array[]).push(message); else this.listener(message)
    }, milliseconds).unref()
  }
  /** Whose answer we ourselves do not listen for has not failed to give it. */
  ping(): void {
    if (this.deaf.size === 0) this.unanswered++
    if (this.open) this.ws.ping()
  }
  close(code: number, reason: string): void {
    this.listener = () => undefined
    this.queue = undefined
    // A paused socket would not hear the other side's goodbye.
    this.ws.resume()
    this.ws.close(code, reason)
  }
  cut(): void { this.ws.terminate() }
}
