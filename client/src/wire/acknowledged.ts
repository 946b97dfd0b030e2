// Counts my edits against what the server says it has stored; nothing else makes an edit saved. Pure: times come in.

/** What a message on this connection brought: `whole` = all that this document holds, else one edit; `again`: for the whole that follows it. */
interface Sent { edits: number; whole: boolean; again: boolean; refused: boolean }

export class Acknowledged {
  /** edits made here, and how many of them are stored */
  edits = 0
  stored = 0
  /** when the first of those not stored was made, when the last was stored */
  since: number | undefined
  at: number | undefined
  private sent: Sent[] = []
  private again = false

  get saved(): boolean { return this.stored >= this.edits }

  edited(now: number): void {
    this.edits += 1
    this.since ??= now
  }

  /** A new connection counts from one. */
  connected(): void { this.sent = [] }
  /** Answers its number on this connection. */
  sending(whole: boolean): number { return this.sent.push({ edits: this.edits, whole, again: this.again, refused: false }) }
  /** What `work` sends is no whole without each of its edits. */
  sendingAgain(work: () => void): void {
    this.again = true
    work()
    this.again = false
  }

  /**
   * "Your first `n` messages are stored." Edits made while there was no connection come with the whole document only, so single ones
   * that went before it say nothing of them.
   */
  acknowledged(n: number, now: number): void {
    const heard = this.sent.slice(0, n)
    const whole = heard.findLastIndex((message) => message.whole && !message.refused)
    if (whole < 0) return
    const after = heard.slice(whole)
    const stop = after.findIndex((message) => message.refused)
    const last = (stop < 0 ? after : after.slice(0, stop)).at(-1)
    if (!last) return
    if (this.edits > 0) this.at = now
    this.stored = Math.max(this.stored, last.edits)
    this.since = this.saved ? undefined : now
  }

  isAgain(n: number): boolean { return this.sent[n - 1]?.again ?? false }

  /** Answers whether it was the whole document that was refused: then nothing will bring these edits in. */
  refused(n: number): boolean {
    const message = this.sent[n - 1]
    if (message) message.refused = true
    const after = message?.again ? this.sent.slice(n).find(({ whole }) => whole) : undefined
    if (after) after.refused = true
    return message?.whole ?? false
  }
}
