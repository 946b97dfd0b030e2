// One door: is it well formed, who are you, may you, run, answer. Saves, commits, then tells.
import { isRefusal, refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { canonical } from '@roundtable/shared/base/canonical'
import { audienceOf } from '@roundtable/shared/permissions/audience-of'
import { may, type Allowed } from '@roundtable/shared/permissions/may'
import type { Target } from '@roundtable/shared/permissions/grants'
import type { Actor } from '@roundtable/shared/permissions/roles'
import { sees } from '@roundtable/shared/record/audience'
import type { By } from '@roundtable/shared/record/event'
import { kindOf, type Kind } from '@roundtable/shared/record/aggregates'
import { COMMANDS, QUERIES, type CommandName, type QueryName } from '@roundtable/shared/wire/contracts'
import type { Held } from '../documents/documents'
import { sha256 } from '../platform/chain'
import { inTransaction, type Publisher } from '../platform/publish'
import type { Db } from '../platform/prisma'
import { Unit, type Aftermath } from '../platform/unit'
import { conflictOf, isRetryable } from './conflict'
import { loadActor } from './actor'
import type { CommandHandler, House, QueryHandler } from './handler'
import type { AnyHandlers } from './handlers'

export interface Asked { token?: string; device: string; address: string }
export interface Cookie { value: string; expires?: Date }
export type Answer = { answer: unknown; cookie?: Cookie } | { refusal: Refusal; issues?: string[] }

/** Done before under this key: nothing is done again, not even a lock row is left. */
class Replayed extends Error { constructor(readonly answer: unknown) { super('replayed') } }
class Turned extends Error { constructor(readonly refusal: Refusal) { super(refusal.refused) } }

/** The scope of answers to acts whose author no row may name: their key, which chance made, is all that finds them. */
const UNATTRIBUTED = 'unattributed'

/** Who is allowed, or the refusal: what one may not know of is unknown. */
export function admit(action: CommandName | QueryName, actor: Actor, body: string | undefined, about: Kind | undefined, target: Target, onInstruction: boolean): Allowed | Refusal {
  const allowed = may(action, actor, target, onInstruction)
  if (!isRefusal(allowed) || !about || body === undefined || !actor.person) return allowed
  return sees(audienceOf(actor, body), kindOf(about).audience) ? allowed : refuse('unknown')
}

const byOf = (actor: Actor, allowed: Allowed): By => {
  if (!actor.person) throw new Error('nobody recorded something')
  return { person: actor.person.id, name: actor.person.name, role: allowed.role, ...(allowed.seat ? { seat: allowed.seat } : {}), ...(allowed.onInstruction ? { onInstruction: true } : {}) }
}

export function makeRunner(house: House, handlers: AnyHandlers, publisher: Publisher, after: (aftermath: Aftermath) => void) {
  const { prisma, ports, documents } = house

  /** `asked.token` is the session cookie's value; `given` the idempotency key. Commands that set the cookie have none: a stored answer would lack the cookie. */
  async function command(name: CommandName, raw: unknown, given: string | undefined, asked: Asked): Promise<Answer> {
    const contract = COMMANDS[name]
    const key = contract.cookie ? undefined : given
    const read = contract.input.safeParse(raw)
    if (!read.success) return { refusal: refuse('malformed'), issues: read.error.issues.map((issue) => issue.path.join('.') || issue.code) }
    if (!contract.cookie && !key) return { refusal: refuse('key-missing') }
    const handler = handlers.commands[name] as CommandHandler<CommandName>
    const input = read.data as never
    const body = await handler.body(input, prisma)
    if (body === undefined) return { refusal: refuse((await loadActor(prisma, asked.token, undefined, ports.clock.now())).person ? 'unknown' : 'not-signed-in') }
    const request = sha256(canonical(raw))

    let aftermath: Aftermath | undefined
    let cookie: Cookie | undefined
    let scope = 'public'
    const earlierAnswer = (db: Db) => key === undefined ? null : db.idempotency.findFirst({ where: { scope: { in: [scope, UNATTRIBUTED] }, command: name, key } })
    const transact = (held?: Held): Promise<unknown> => inTransaction(() => prisma.$transaction(async (tx) => {
      aftermath = undefined
      const unit = new Unit(tx, ports, ports.clock.now(), body ?? undefined)
      if (!handler.unrecorded) await unit.lock()
      await held?.lock(tx)
      const actor = await loadActor(tx, asked.token, body ?? undefined, unit.now)
      scope = actor.person?.id ?? 'public'
      const earlier = await earlierAnswer(tx)
      if (earlier && earlier.request !== request) throw new Turned(refuse('key-reused'))
      if (earlier) throw new Replayed(earlier.answer)
      const target = handler.target ? await handler.target(unit, input, actor) : { demonstration: house.demonstration() }
      if (!target) throw new Turned(refuse(actor.person ? 'unknown' : 'not-signed-in'))
      const allowed = admit(name, actor, body ?? undefined, handler.about, target, (input as { onInstruction?: true }).onInstruction === true)
      if (isRefusal(allowed)) throw new Turned(allowed)
      const answer = await handler.run({ ...asked, actor, unit, allowed, held, record: (drafts) => unit.record(drafts, byOf(actor, allowed)), cookie: (value, expires) => { cookie = { value, expires } } }, input)
      if (isRefusal(answer)) throw new Turned(answer)
      await unit.flush()
      if (key) await tx.idempotency.create({ data: { scope: unit.unattributed ? UNATTRIBUTED : scope, command: name, key, request, answer: answer as object, at: unit.now } })
      aftermath = unit.aftermath
      return answer
    }, { maxWait: 30_000, timeout: 30_000 }))

    /** The same act under the same key, done while this try waited: what it was refused for is its own effect. */
    async function answeredMeanwhile(): Promise<Answer | undefined> {
      const earlier = await earlierAnswer(prisma)
      return earlier?.request === request ? { answer: earlier.answer } : undefined
    }

    for (let attempt = 1; ; attempt += 1) {
      try {
        const document = handler.document ? await handler.document(input, prisma, asked) : undefined
        const told = () => { if (aftermath) { publisher.tell(aftermath); after(aftermath) } }
        const run = async (held?: Held) => {
          const answer = await transact(held)
          if (aftermath) await ports.committed?.(name)
          return answer
        }
        const answer = document ? await documents.act(document, run) : await run()
        told()
        return { answer, ...(cookie ? { cookie } : {}) }
      } catch (error) {
        if (error instanceof Replayed) return { answer: error.answer }
        const refusal = error instanceof Turned ? error.refusal : await conflictOf(error, prisma)
        if (refusal) return await answeredMeanwhile() ?? { refusal }
        if (attempt < 4 && isRetryable(error)) continue
        throw error
      }
    }
  }

  async function query(name: QueryName, raw: unknown, asked: Asked): Promise<Answer> {
    const read = QUERIES[name].input.safeParse(raw)
    if (!read.success) return { refusal: refuse('malformed'), issues: read.error.issues.map((issue) => issue.path.join('.') || issue.code) }
    const handler = handlers.queries[name] as QueryHandler<QueryName>
    const input = read.data as never
    const body = handler.body ? await handler.body(input, prisma) : undefined
    const actor = await loadActor(prisma, asked.token, body, ports.clock.now())
    if (handler.body && body === undefined) return { refusal: refuse(actor.person || handler.about === undefined ? 'unknown' : 'not-signed-in') }
    const target = handler.target ? await handler.target(input, prisma) : { demonstration: house.demonstration() }
    if (!target) return { refusal: refuse('unknown') }
    const allowed = admit(name, actor, body, handler.about, target, false)
    if (isRefusal(allowed)) return { refusal: allowed }
    const answer = await handler.run({ ...asked, actor, db: prisma }, input)
    return isRefusal(answer) ? { refusal: answer } : { answer }
  }

  return { command, query }
}
export type Runner = ReturnType<typeof makeRunner>
