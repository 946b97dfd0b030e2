// Whose turn it is in a room: a flight, an act or a question about rights, one at a time and in order.

export class Turn {
  private taken = false
  private readonly queue: (() => void)[] = []

  /** `free`: called when nobody has it and nobody waits. */
  constructor(private readonly free: () => void) {}

  /** Takes the turn if nobody has it or waits for it; the answer gives it back. */
  take(): (() => void) | undefined {
    if (this.taken) return undefined
    this.taken = true
    return this.release()
  }

  /** Rejects after `patience` milliseconds. */
  async wait(patience = Infinity): Promise<() => void> {
    const now = this.take()
    if (now) return now
    await new Promise<void>((go, fail) => {
      const timer = patience === Infinity ? undefined : setTimeout(() => {
        this.queue.splice(this.queue.indexOf(mine), 1)
        fail(new Error('the room is busy'))
      }, patience)
      const mine = () => { clearTimeout(timer); go() }
      this.queue.push(mine)
    })
    return this.release()
  }

  private release(): () => void {
    let given = false
    return () => {
      if (given) return
      given = true
      const next = this.queue.shift()
      if (next) return next()
      this.taken = false
      this.free()
    }
  }
}
