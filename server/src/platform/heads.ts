// Several servers: what another tells may be lost on the way. So followed records are compared each second, and their followers told how far
// they go; who is behind asks for the rest.
import type { PrismaClient } from '../generated/prisma/client'
import type { Ports } from './ports'
import { headsOf } from './record.db'

const EACH = 1_000

export interface Heads { stop(): void }

/** `followed`: bodies that somebody here follows. `moved`: told of each record that has grown since it was last looked at, or was not looked at before. */
export function compareHeads(prisma: PrismaClient, { clock, log }: Pick<Ports, 'clock' | 'log'>, followed: () => string[], moved: (body: string, seq: number) => void): Heads {
  let known = new Map<string, number>()
  let cancel = () => {}
  let stopped = false
  async function look(): Promise<void> {
    const bodies = followed()
    const rows = bodies.length > 0 ? await headsOf(prisma, bodies) : []
    for (const { body, seq } of rows) if (known.get(body) !== seq) moved(body, seq)
    known = new Map(rows.map(({ body, seq }) => [body, seq]))
  }
  function later(): void {
    if (stopped) return
    cancel = clock.at(new Date(clock.now().getTime() + EACH), () => {
      look().catch((error: unknown) => { log.warn({ error }, 'the heads of followed records could not be compared') }).finally(later)
    })
  }
  later()
  return { stop() { stopped = true; cancel() } }
}
