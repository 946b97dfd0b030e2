// The figures of one server, for who operates it: how many, how long, and which of them ask to be looked at. No person, paper or body is in them.
import { z } from 'zod'

/** Why something that was said in a live document did not count. A fixed list: nothing else is ever counted under a name. */
export const REFUSED_BY = ['right', 'frame', 'bytes', 'size', 'owner', 'pending', 'schema', 'dropped'] as const
export type RefusedBy = (typeof REFUSED_BY)[number]

const Count = z.int().min(0)
const Milliseconds = z.number().min(0)
/** Over the last half minute to minute, in milliseconds: half took no longer than `middle`, 99 in 100 no longer than `high`. */
const Spread = z.strictObject({ count: Count, middle: Milliseconds, high: Milliseconds, longest: Milliseconds })
export type SpreadOf = z.infer<typeof Spread>

export const FiguresShape = z.strictObject({
  /** the name of the machine and the port */
  server: z.string(),
  /** when it started, and when this was counted */
  since: z.string(), at: z.string(),
  rooms: Count,
  /** to live documents; `arriving`: not admitted yet */
  connections: Count, arriving: Count,
  /** pages that follow what happens, by Socket.IO */
  followers: Count,
  /** connections that do not take what they are sent */
  stale: Count,
  /** connections that are heard more slowly, since their person asks much of the processor */
  slowed: Count,
  /** rows on their way into the database, what is not stored yet in bytes, and for how long the oldest of it has waited, in milliseconds */
  queueRows: Count, queueBytes: Count, queueAge: Milliseconds,
  /** from the first word that waits until it is stored and told; the storing alone; how late the event loop is */
  tick: Spread, commit: Spread, loop: Spread,
  /** since the start: rows stored, tries that failed, messages that counted, and those that did not */
  rows: Count, failures: Count, taken: Count,
  refused: z.strictObject(Object.fromEntries(REFUSED_BY.map((rule) => [rule, Count])) as Record<RefusedBy, typeof Count>),
  /** bytes that the process holds */
  memory: Count,
  /** does news of other servers come through? */
  others: z.enum(['alone', 'heard', 'unheard']),
})
export type Figures = z.infer<typeof FiguresShape>

/** What to worry about, and from where on. The same thresholds stand as alerts in docs/operating.md. */
export const WORRIES = {
  /** words that wait longer than this are "not saved since …" on their author's screen */
  queueAge: 5_000,
  tickHigh: 500,
  commitHigh: 250,
  loopHigh: 100,
  /** of the connections, in hundredths; a few are always on a bad line */
  staleShare: 10, staleAtLeast: 5,
  memory: 1_500_000_000,
} as const

export type Worry = 'queue' | 'tick' | 'commit' | 'loop' | 'stale' | 'memory' | 'others'

/** Which figures of a server ask to be looked at now. */
export function worriesOf({ queueAge, tick, commit, loop, stale, connections, memory, others }: Figures): Worry[] {
  const worries: [Worry, boolean][] = [
    ['queue', queueAge > WORRIES.queueAge],
    ['tick', tick.high > WORRIES.tickHigh],
    ['commit', commit.high > WORRIES.commitHigh],
    ['loop', loop.high > WORRIES.loopHigh],
    ['stale', stale >= WORRIES.staleAtLeast && stale * 100 > connections * WORRIES.staleShare],
    ['memory', memory > WORRIES.memory],
    ['others', others === 'unheard'],
  ]
  return worries.filter(([, worry]) => worry).map(([name]) => name)
}
