// What a domain gives the gate: for each command and query, whose record it belongs to, what it is about, and what it does.
import type { Refusal } from '@roundtable/shared/base/refusal'
import type { Draft } from '@roundtable/shared/record/draft'
import type { Target } from '@roundtable/shared/permissions/grants'
import type { Allowed } from '@roundtable/shared/permissions/may'
import type { Actor } from '@roundtable/shared/permissions/roles'
import type { Kind } from '@roundtable/shared/record/aggregates'
import type { AnswerOf, CommandName, ContractOf, Domain, InputOf, QueryName } from '@roundtable/shared/wire/contracts'
import type { Config } from '../platform/config'
import type { Db } from '../platform/prisma'
import type { Ports } from '../platform/ports'
import type { Unit } from '../platform/unit'
import type { Watch } from '../platform/watch'
import type { Documents, Held } from '../documents/documents'
import type { Past } from '../documents/past'
import type { PrismaClient } from '../generated/prisma/client'

/** What all handlers are made with. */
export interface House { ports: Ports; config: Config; prisma: PrismaClient; documents: Documents; past: Past; watch: Watch; demonstration(): boolean; origin(): string }

/** Where a request comes from: the credentials, and what they allow. */
export interface Request { actor: Actor; token?: string; device: string; address: string }

export interface Act extends Request {
  unit: Unit
  allowed: Allowed
  /** the text that a command with `document` acts on, held */
  held?: Held
  /** records what was decided, in the name of the actor */
  record(drafts: Draft[]): Promise<void>
  /** a cookie to set (or, empty, to clear) with the answer */
  cookie(value: string, expires?: Date): void
}

export interface CommandHandler<N extends CommandName> {
  /** whose record: its head row is locked first. `undefined`: no such thing. `null`: it records nothing. */
  body(input: InputOf<N>, db: Db): Promise<string | undefined | null> | string | null
  /** records nothing: rights are read in the body, and its lock is not taken */
  unrecorded?: true
  /** what it is about; loaded under the lock. `undefined`: no such thing. */
  target?(unit: Unit, input: InputOf<N>, actor: Actor): Promise<Target | undefined>
  /** the kind it is about: who may not see such things gets "unknown" and not "not you" */
  about?: Kind
  /** the document whose text it acts on: the room is held from before the transaction until after the commit */
  document?(input: InputOf<N>, db: Db, asked: Pick<Request, 'token'>): Promise<string | undefined>
  run(act: Act, input: InputOf<N>): Promise<AnswerOf<N> | Refusal>
}

export interface QueryHandler<N extends QueryName> {
  body?(input: InputOf<N>, db: Db): Promise<string | undefined> | string
  target?(input: InputOf<N>, db: Db): Promise<Target | undefined>
  about?: Kind
  run(asked: Request & { db: PrismaClient }, input: InputOf<N>): Promise<AnswerOf<N> | Refusal>
}

export type Commands<D extends Domain> = { [N in Extract<CommandName, `${D}/${string}`> as N extends `${D}/${infer C}` ? C : never]: CommandHandler<N> }
export type Queries<D extends Domain> = { [N in Extract<QueryName, `${D}/${string}`> as N extends `${D}/${infer Q}` ? Q : never]: QueryHandler<N> }
export interface Handlers<D extends Domain> { commands: Commands<D>; queries: Queries<D> }
export type { ContractOf }
