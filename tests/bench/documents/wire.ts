// A receiver that costs the load next to nothing: a plain TCP socket that notes what arrives and when, and reads it when the measuring is over.
import { connect, type Socket } from 'node:net'

/** `at`: performance.now() when its last byte was read */
export interface Message { at: number; bytes: Buffer }

const KEY = 'cm91bmR0YWJsZS1iZW5jaA=='

/** A client's frame with a mask of zeros, so the bytes stay as they are. */
function framed(message: Uint8Array, opcode = 2): Buffer {
  const { length } = message
  const head = length < 126 ? 6 : length < 65_536 ? 8 : 14
  const frame = Buffer.alloc(head + length)
  frame[0] = 0x80 | opcode
  frame[1] = 0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127)
  if (head === 8) frame.writeUInt16BE(length, 2)
  if (head === 14) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.set(message, head)
  return frame
}

export class Wire {
  /** messages not yet read, as they came */
  private chunks: Message[] = []
  private rest = Buffer.alloc(0)
  private listener: ((message: Message) => void) | undefined
  private readonly socket: Socket
  closed: number | undefined
  received = 0
  readonly opened: Promise<this>

  constructor(port: number, path: string, person: string) {
    // One buffer for all sockets: what is kept is copied to its size.
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: SHARED, callback: (count, buffer) => { this.note(Buffer.from(buffer.subarray(0, count))); return true } } })
    this.socket.on('error', () => undefined)
    this.opened = new Promise((done, fail) => {
      this.welcome = () => { done(this) }
      this.socket.on('close', () => { this.closed ??= 1006; this.onClosed?.(); for (const go of this.ponged.splice(0)) go(); fail(new Error(`the socket of ${path} was closed before it was open`)) })
    })
    this.opened.catch(() => undefined)
    this.socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${KEY}\r\nCookie: token=${person}\r\n\r\n`)
  }

  private welcome: (() => void) | undefined
  private ponged: (() => void)[] = []
  onClosed: (() => void) | undefined

  private note(bytes: Buffer): void {
    this.received += bytes.length
    this.chunks.push({ at: performance.now(), bytes })
    if (this.welcome) return this.greet()
    if (this.listener) for (const message of this.read()) this.listener?.(message)
  }

  private greet(): void {
    const all = Buffer.concat(this.chunks.map(({ bytes }) => bytes))
    const end = all.indexOf('\r\n\r\n')
    if (end < 0) return
    if (!all.subarray(0, 12).toString().endsWith('101')) return void this.socket.destroy()
    this.chunks = end + 4 < all.length ? [{ at: this.chunks.at(-1)!.at, bytes: all.subarray(end + 4) }] : []
    const done = this.welcome
    this.welcome = undefined
    done?.()
  }

  /** The messages that have arrived since it was last asked. */
  read(): Message[] {
    const messages: Message[] = []
    const chunks = this.chunks
    this.chunks = []
    for (const { at, bytes } of chunks) {
      const held = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes
      let start = 0
      for (;;) {
        if (held.length < start + 2) break
        const short = held[start + 1]! & 127
        const head = short < 126 ? 2 : short === 126 ? 4 : 10
        if (held.length < start + head) break
        const length = short < 126 ? short : short === 126 ? held.readUInt16BE(start + 2) : Number(held.readBigUInt64BE(start + 2))
        if (held.length < start + head + length) break
        const opcode = held[start]! & 15
        const payload = held.subarray(start + head, start + head + length)
        if (opcode === 2) messages.push({ at, bytes: payload })
        else if (opcode === 9) this.socket.write(framed(payload, 10))
        else if (opcode === 10) this.ponged.shift()?.()
        else if (opcode === 8) { this.closed = payload.length >= 2 ? payload.readUInt16BE(0) : 1005; this.socket.end(framed(payload, 8)) }
        start += head + length
      }
      this.rest = Buffer.from(held.subarray(start))
    }
    return messages
  }

  /** Each message as it comes; undefined: they are kept until read. */
  listen(listener: ((message: Message) => void) | undefined): void {
    this.listener = listener
    if (listener) for (const message of this.read()) listener(message)
  }

  say(...messages: Uint8Array[]): void { this.socket.write(messages.length === 1 ? framed(messages[0]!) : Buffer.concat(messages.map((message) => framed(message)))) }
  /** What was said before has been looked at when it answers, or has closed; only while somebody listens. */
  heard(): Promise<void> { return new Promise((done) => { if (this.closed !== undefined) return done(); this.ponged.push(done); this.socket.write(framed(new Uint8Array(), 9)) }) }
  get unsent(): number { return this.socket.writableLength }
  pause(): void { this.socket.pause() }
  resume(): void { this.socket.resume() }
  end(): void { this.socket.destroy() }
}

const SHARED = Buffer.alloc(256 * 1024)
