// A line to Redis that loses news: whole messages of its subscriptions, by a share, or the line itself.
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'

export interface LossyRedis {
  url: string
  /** share of the messages that never arrive */
  loss: number
  lost(): number
  /** nobody gets through any more, until `mend` */
  cut(): void
  mend(): void
  close(): void
}

export async function lossyRedis(to: string, random: () => number): Promise<LossyRedis> {
  const { hostname, port } = new URL(to)
  const pairs = new Set<[Socket, Socket]>()
  let lost = 0
  let open = true
  const server = createServer((near) => {
    near.on('error', () => near.destroy())
    if (!open) return void near.destroy()
    const far = createConnection(Number(port || '6379'), hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    far.on('error', () => near.destroy()).on('close', () => { near.destroy(); pairs.delete(pair) })
    near.on('close', () => far.destroy()).on('data', (bytes) => far.write(bytes))
    let held = Buffer.alloc(0)
    far.on('data', (bytes) => {
      held = Buffer.concat([held, bytes])
      for (let end = replyEnd(held, 0); end !== undefined && held.length > 0; end = replyEnd(held, 0)) {
        const reply = held.subarray(0, end)
        held = held.subarray(end)
        if (/^[*>]\d+\r\n\$(7\r\nmessage|8\r\npmessage)\r\n/.test(reply.subarray(0, 24).toString('latin1')) && random() < line.loss) { lost++; continue }
        near.write(reply)
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const cut = () => { open = false; for (const [near] of pairs) near.destroy() }
  const line: LossyRedis = {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`, loss: 0, lost: () => lost,
    cut, mend() { open = true }, close() { cut(); server.close() },
  }
  return line
}

/** Where the reply that begins at `from` ends (RESP 2 and 3); undefined while it is not whole. */
function replyEnd(bytes: Buffer, from: number): number | undefined {
  const eol = bytes.indexOf('\r\n', from)
  if (eol < 0) return undefined
  const kind = String.fromCharCode(bytes[from]!)
  const size = Number(bytes.subarray(from + 1, eol).toString('latin1'))
  if ('$=!'.includes(kind)) {
    const end = size < 0 ? eol + 2 : eol + 2 + size + 2
    return end <= bytes.length ? end : undefined
  }
  if (!'*>~%'.includes(kind)) return eol + 2
  let at: number | undefined = eol + 2
  for (let n = 0; n < (kind === '%' ? 2 * size : size) && at !== undefined; n++) at = at < bytes.length ? replyEnd(bytes, at) : undefined
  return at
}
