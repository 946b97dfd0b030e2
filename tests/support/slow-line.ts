// A slow line on this machine: every byte between a browser and the server takes its turn on it, each way takes half the round trip, and it can be cut.
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

export interface Line { /** bits a second, each way */ rate: number; /** ms there and back */ roundTrip: number }
export interface Carried { /** bytes from the server, to it, and connections that were opened */ down: number; up: number; connections: number }
export interface SlowLine {
  url: string
  port: number
  /** where it leads, once that listens */
  to(port: number): void
  /** what it carried since the last asking */
  carried(): Carried
  /** as good as the machine itself until told otherwise */
  be(line: Line | undefined): void
  /** nothing goes through and what was open is gone */
  cut(): void
  mend(): void
  close(): Promise<void>
}

const PACKET = 1400
/** of addresses and numbers around each packet */
const AROUND = 40
/** As much of one connection as may wait: then its sender has to. */
const WAITING = 32_000

/** One way of the line: those who send on it take turns by the packet. */
class Way {
  bytes = 0
  private queues = new Map<object, { data: Buffer[]; size: number; deliver: (chunk: Buffer) => void; drained: () => void; ended?: () => void }>()
  private sending = false
  constructor(private readonly line: () => Line | undefined) {}

  send(by: object, chunk: Buffer, deliver: (chunk: Buffer) => void, drained: () => void): boolean {
    this.bytes += chunk.length
    let queue = this.queues.get(by)
    if (!queue) this.queues.set(by, queue = { data: [], size: 0, deliver, drained })
    for (let at = 0; at < chunk.length; at += PACKET) queue.data.push(chunk.subarray(at, at + PACKET))
    queue.size += chunk.length
    if (!this.sending) void this.work()
    return queue.size < WAITING
  }
  /** After all that was sent has arrived. */
  end(by: object, work: () => void): void {
    const queue = this.queues.get(by)
    if (queue) queue.ended = work
    else setTimeout(work, this.line() ? this.line()!.roundTrip / 2 + 300 : 0)
  }

  private async work(): Promise<void> {
    this.sending = true
    let free = performance.now()
    while (this.queues.size > 0) {
      const [by, queue] = this.queues.entries().next().value!
      const packet = queue.data.shift()
      this.queues.delete(by)
      if (!packet) continue
      queue.size -= packet.length
      if (queue.data.length > 0) this.queues.set(by, queue)
      const line = this.line()
      if (!line) { queue.deliver(packet); queue.drained(); if (queue.data.length === 0) queue.ended?.(); continue }
      free = Math.max(free, performance.now()) + ((packet.length + AROUND) * 8_000) / line.rate
      const wait = free - performance.now()
      if (wait > 1) await new Promise((again) => setTimeout(again, wait))
      setTimeout(() => queue.deliver(packet), line.roundTrip / 2)
      if (queue.size < WAITING / 2) queue.drained()
      if (queue.data.length === 0 && queue.ended) setTimeout(queue.ended, line.roundTrip / 2)
    }
    this.sending = false
  }
}

export async function slowLine(begin?: Line): Promise<SlowLine> {
  let [line, target, whole, connections] = [begin, 0, true, 0]
  const [up, down] = [new Way(() => line), new Way(() => line)]
  const open = new Set<Socket>()
  const server: Server = createServer({ allowHalfOpen: false }, (near) => {
    if (!whole) return void near.destroy()
    connections += 1
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
    }
    // The handshake: nothing is asked before it has gone there and come back.
    const greeted = new Promise<void>((done) => (line ? setTimeout(done, line.roundTrip) : done()))
    near.on('data', (chunk: Buffer) => void greeted.then(() => { if (!up.send(near, chunk, (packet) => { if (!far.destroyed) far.write(packet) }, () => near.resume())) near.pause() }))
    far.on('data', (chunk: Buffer) => { if (!down.send(far, chunk, (packet) => { if (!near.destroyed) near.write(packet) }, () => far.resume())) far.pause() })
    near.on('close', () => { open.delete(near); up.end(near, () => far.destroy()) })
    far.on('close', () => { open.delete(far); down.end(far, () => near.destroy()) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const carried = () => {
    const told = { down: down.bytes, up: up.bytes, connections }
    ;[down.bytes, up.bytes, connections] = [0, 0, 0]
    return told
  }
  return {
    url: `http://127.0.0.1:${port}`, port, carried,
    to(now) { target = now },
    be(now) { line = now },
    cut() { whole = false; for (const socket of open) socket.destroy(); open.clear() },
    mend() { whole = true },
    async close() { for (const socket of open) socket.destroy(); server.close(); await once(server, 'close') },
  }
}
