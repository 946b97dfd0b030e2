// Several servers: what another tells may be lost on the way. So followed records are compared each second, and their followers told how far
// they go; who is behind asks for the rest.
import type { PrismaClient } from '../generated/prisma/client'
import type { Log } from './ports'
import { headsOf } from './record.db'

const EACH = 1_000

export interface Heads { stop(): void }

/** `followed`: bodies that somebody here follows. `moved`: told of each record that has grown since it was last looked at, or was not looked at before. */
export function compareHeads(prisma: PrismaClient, log: Log, followed: () => string[], moved: (body: string, seq: number) => void): Heads {
  let known = new Map<string, number>()
  let busy = false
  async function look(): Promise<void> {
    const bodies = followed()
    const rows = bodies.length > 0 ? await headsOf(prisma, bodies) : []
    for (const { body, seq } of rows) if (known.get(body) !== seq) moved(body, seq)
    known = new Map(rows.map(({ body, seq }) => [body, seq]))
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    look().catch((error: unknown) => { log.warn({ error }, 'the heads of followed records could not be compared') }).finally(() => { busy = false })
  }, EACH).unref()
  return { stop() { clearInterval(timer) } }
}
