// What is due: kept in the database, so that a deadline holds also when the server was down at that moment.
import type { PrismaClient } from '../generated/prisma/client'
import type { Draft } from '@roundtable/shared/record/draft'
import type { Ports } from './ports'
import { inTransaction, type Publisher } from './publish'
import { Unit, type Aftermath } from './unit'

/** What to do when something of a kind is due: events to record in the name of the system. */
export type DueWork = (unit: Unit, ref: string) => Promise<Draft[]>

export interface DueWorker {
  /** works what is overdue, then waits for the next; resolves when nothing more can be done now */
  wake(): Promise<void>
  /** resolves when what is under way is done */
  stop(): Promise<void>
}

const AGAIN = 60_000

/** `several`: another server may have written down what is due, and be gone. */
export function startDue(prisma: PrismaClient, ports: Ports, works: Record<string, DueWork>, publisher: () => Publisher, after: (aftermath: Aftermath) => void, several = false): DueWorker {
  let cancel = () => {}
  let stopped = false
  let running: Promise<void> | undefined
  let again = false

  async function one(id: string, body: string): Promise<void> {
    let aftermath: Aftermath | undefined
    await inTransaction(() => prisma.$transaction(async (tx) => {
      const unit = new Unit(tx, ports, ports.clock.now(), body)
      await unit.lock()
      // Under the lock: another instance may have done it meanwhile.
      const { count } = await tx.due.updateMany({ where: { id, done: null }, data: { done: unit.now } })
      if (count === 0) return
      const due = (await tx.due.findUnique({ where: { id } }))!
      const work = works[due.kind]
      if (!work) throw new Error(`nobody knows what to do when ${due.kind} is due`)
      await unit.record(await work(unit, due.ref), { system: true })
      await unit.flush()
      aftermath = unit.aftermath
    }, { maxWait: 30_000, timeout: 30_000 }))
    if (aftermath) {
      publisher().tell(aftermath)
      after(aftermath)
    }
  }

  /** One that fails holds up no other; it is tried again in a minute. */
  async function work(): Promise<void> {
    const failed: string[] = []
    do {
      again = false
      for (;;) {
        const overdue = await prisma.due.findMany({ where: { done: null, at: { lte: ports.clock.now() }, id: { notIn: failed } }, orderBy: { at: 'asc' }, take: 20 })
        if (overdue.length === 0 || stopped) break
        for (const due of overdue) {
          await one(due.id, due.body).catch((error: unknown) => {
            failed.push(due.id)
            ports.log.error({ error, due: due.id, kind: due.kind }, 'what is due could not be done; trying again in a minute')
          })
        }
      }
    } while (again && !stopped)
    const next = await prisma.due.findFirst({ where: { done: null, id: { notIn: failed } }, orderBy: { at: 'asc' } })
    waitUntil(failed.length > 0 || several ? inAMinute(next?.at) : next?.at)
  }

  const inAMinute = (sooner?: Date): Date => new Date(Math.min(ports.clock.now().getTime() + AGAIN, sooner?.getTime() ?? Infinity))

  function waitUntil(time: Date | undefined): void {
    cancel()
    cancel = time && !stopped ? ports.clock.at(time, () => void wake()) : () => {}
  }

  function wake(): Promise<void> {
    if (stopped) return Promise.resolve()
    again = true
    running ??= work().catch((error: unknown) => {
      ports.log.error({ error }, 'what is due could not be read; trying again in a minute')
      waitUntil(inAMinute())
    }).finally(() => { running = undefined }).then(() => (again ? wake() : undefined)) // asked for in its last moment
    return running
  }

  return { wake, async stop() { stopped = true; cancel(); await running } }
}
