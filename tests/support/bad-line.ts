// A line between any two programs that fails as lines do: cut, silent without a word of it, late with its answers, or with other bytes than were said.
import { once } from 'node:events'
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'

export interface BadLine {
  port: number
  /** connections that are open on it */
  readonly open: number
  /** what is open is gone, and nobody gets through */
  cut(): void
  /** nothing passes either way any more and nobody is told; `answers`: nothing comes back, what is asked goes through */
  silence(which?: 'all' | 'answers'): void
  /** answers take so many milliseconds */
  delay(milliseconds: number): void
  /** who comes from now on gets through; what is silent stays silent */
  letThrough(): void
  /** as good as new: what is open goes on, except what was silent, of which bytes are lost */
  mend(): void
  close(): Promise<void>
}

interface Pair { near: Socket; far: Socket; deaf: boolean }

/** `said`: for each connection, what becomes of what is said on it. */
export async function badLine(to: () => Socket, said: () => (bytes: Buffer) => Buffer[] = () => (bytes) => [bytes]): Promise<BadLine> {
  const pairs = new Set<Pair>()
  let [whole, quiet, late]: [boolean, 'no' | 'all' | 'answers', number] = [true, 'no', 0]
  const server = createServer((near) => {
    near.on('error', () => near.destroy())
    if (!whole) return void near.destroy()
    const far = to()
    const pair: Pair = { near, far, deaf: false }
    pairs.add(pair)
    const become = said()
    far.on('error', () => near.destroy())
    near.on('data', (bytes) => {
      if (quiet === 'all' || pair.deaf) { pair.deaf = true; return }
      for (const each of become(bytes)) far.write(each)
    })
    far.on('data', (bytes) => {
      if (quiet !== 'no' || pair.deaf) { pair.deaf = true; return }
      if (late === 0) near.write(bytes); else setTimeout(() => { if (!near.destroyed) near.write(bytes) }, late)
    })
    // A goodbye does not get through a silent line either.
    near.on('close', () => { if (!pair.deaf) far.destroy(); if (far.destroyed) pairs.delete(pair) })
    far.on('close', () => { if (!pair.deaf) near.destroy(); if (near.destroyed) pairs.delete(pair) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const end = (which: (pair: Pair) => boolean) => { for (const pair of [...pairs]) if (which(pair)) { pairs.delete(pair); pair.near.destroy(); pair.far.destroy() } }
  return {
    port: (server.address() as AddressInfo).port,
    get open() { return pairs.size },
    cut() { whole = false; end(() => true) },
    silence(which = 'all') { quiet = which; if (which === 'all') for (const pair of pairs) pair.deaf = true },
    letThrough() { quiet = 'no' },
    delay(milliseconds) { late = milliseconds },
    mend() { [whole, quiet, late] = [true, 'no', 0]; end(({ deaf }) => deaf) },
    async close() { end(() => true); server.close(); await once(server, 'close') },
  }
}

/** To the PostgreSQL that a URL names, by its socket file or by its port; and the URL by which others reach it over the line. */
export const postgresAt = (url: string) => {
  const { hostname, port, searchParams } = new URL(url)
  const directory = searchParams.get('host')
  return {
    connect: () => (directory ? createConnection(`${directory}/.s.PGSQL.${port || '5432'}`) : createConnection(Number(port || '5432'), hostname)),
    over: (line: BadLine) => { const there = new URL(url); there.searchParams.delete('host'); there.hostname = '127.0.0.1'; there.port = String(line.port); return there.href },
  }
}
