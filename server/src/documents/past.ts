// The past of documents: a text as of a place in its log, with its authors. Made in a worker, one at a time, with a limit; what was made lately is kept.
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PrismaClient } from '../generated/prisma/client'
import { headOf, sliceOf } from './past.db'
import type { Replayed, Unnamed } from './replay'
import type { Slice } from './replay.worker'

export const PAST = {
  /** to replay a log, in ms: the longest that was tried has 45,000 rows */
  patience: 30_000,
  /** who wait for their turn; more are sent away */
  waiting: 8,
  /** texts that are kept */
  kept: 12,
  /** of the worker, in MB */
  memory: 512,
} as const

export interface PastText extends Replayed { position: number }
/** 'beyond': there is no such place in the log. 'busy': not now. */
export type Answered = PastText | 'beyond' | 'busy'

export interface Past {
  /** The text as of a place in the log; without one as it stands. The log only grows, so a place has one text for good. */
  at(document: string, position: number | undefined, unnamed: readonly Unnamed[]): Promise<Answered>
  /** What was made lately, if this was. Asks no database. */
  kept(document: string, position: number): Promise<Answered> | undefined
  close(): Promise<void>
}

export interface PastPorts { prisma: PrismaClient; root: string; log: { warn(fields: object, message: string): void }; patience?: number }

export function openPast({ prisma, root, log, patience = PAST.patience }: PastPorts): Past {
  const kept = new Map<string, Promise<Answered>>()
  const running = new Set<Worker>()
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0

  async function replay(document: string, position: number, unnamed: readonly Unnamed[]): Promise<Answered> {
    const worker = new Worker(join(root, 'server/dist/replay.worker.js'), { workerData: { unnamed }, resourceLimits: { maxOldGenerationSizeMb: PAST.memory } })
    running.add(worker)
    const late = setTimeout(() => { void worker.terminate() }, patience)
    let failed: (error: Error) => void = () => undefined
    const failure = new Promise<never>((_, fail) => { failed = fail })
    failure.catch(() => undefined)
    worker.once('error', failed).once('exit', () => { failed(new Error('the worker ended before it was done')) })
    const say = <T>(message: Slice | 'end'): Promise<T> => Promise.race([failure, new Promise<T>((heard) => { worker.once('message', heard); worker.postMessage(message) })])
    try {
      for (let after = 0; after < position;) {
        const slice = await Promise.race([failure, sliceOf(prisma, document, after, position)])
        if (!slice) break
        await say({ rows: slice.rows, updates: slice.updates })
        after = slice.last
      }
      return { position, ...await say<Replayed>('end') }
    } catch (error) {
      log.warn({ document, position, error }, 'a text could not be replayed')
      return 'busy'
    } finally {
      clearTimeout(late)
      running.delete(worker)
      await worker.terminate()
    }
  }

  /** One after another: two cores have rooms to serve. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T | 'busy'> {
    if (waiting >= PAST.waiting) return 'busy'
    waiting++
    const turn = last.then(work, work).finally(() => { waiting-- })
    last = turn.catch(() => undefined)
    return turn
  }

  function keep(key: string, work: () => Promise<Answered>): Promise<Answered> {
    const made = work()
    kept.set(key, made)
    void made.then((answer) => { if (typeof answer === 'string') kept.delete(key) }, () => { kept.delete(key) })
    for (const oldest of kept.keys()) { if (kept.size <= PAST.kept) break; kept.delete(oldest) }
    return made
  }

  return {
    async at(document, wanted, unnamed) {
      const head = await headOf(prisma, document)
      const position = wanted ?? head
      if (position > head) return 'beyond'
      const key = `${document} ${position}`
      return kept.get(key) ?? keep(key, () => inTurn(() => replay(document, position, unnamed)))
    },
    kept: (document, position) => kept.get(`${document} ${position}`),
    async close() { await Promise.all([...running].map((worker) => worker.terminate())) },
  }
}
