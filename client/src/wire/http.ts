// Commands and queries as the screens give them: by the socket while it is live, else by HTTP; tried again under the same key until answered.
import type { AnswerOf, CommandName, InputOf, QueryName } from '@roundtable/shared/wire/contracts'
import { isRefused, Unreachable, type Refused } from './answer'
import { heardOfBuild } from './build'
import { answered, connection, lineDown, socketDoor, untilBack } from './connection'

/** A slow line that is full needs long for a little; one that is dead is noticed by other means. */
const PATIENCE = 45_000
const WAITS = [700, 1500, 3000, 6000, 12_000]
/** These set or clear the session cookie: HTTP alone can do that, and they carry no key. */
const COOKIE: readonly CommandName[] = ['accounts/openLink', 'accounts/enterAs', 'accounts/signOut']

export interface Watch {
  signal?: AbortSignal
  /** told before each wait, with the number of tries so far */
  trouble?(tries: number): void
}

/** 128 random bits; `randomUUID` is missing on plain http beyond this machine. */
const fresh = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

async function byHttp(path: string, init: RequestInit): Promise<unknown> {
  let response: Response
  let answer: unknown
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init, signal: AbortSignal.timeout(PATIENCE) })
    answer = await response.json()
    heardOfBuild(response.headers.get('Roundtable-Build'))
  } catch {
    throw new Unreachable(path)
  }
  // Answers from something on the way, not from the product.
  if (!response.ok && !isRefused(answer)) throw new Unreachable(`${path} ${response.status}`)
  answered()
  return settled(answer)
}

/** "Not just now" is no answer to keep: what was asked is asked again. */
function settled(answer: unknown): unknown {
  if (isRefused(answer) && answer.refused === 'unavailable') throw new Unreachable(answer.sentence)
  return answer
}

const post = (name: CommandName, input: unknown, key?: string): Promise<unknown> =>
  byHttp(`/api/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...(key ? { 'Idempotency-Key': key } : {}) }, body: JSON.stringify(input) })

function get(name: QueryName, input: object): Promise<unknown> {
  const asked = new URLSearchParams(Object.entries(input).flatMap(([field, value]): [string, string][] => (value === undefined ? [] : [[field, String(value)]])))
  return byHttp(`/api/${name}${asked.size > 0 ? `?${asked}` : ''}`, { method: 'GET' })
}

async function untilAnswered(once: () => Promise<unknown>, { signal, trouble }: Watch): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once()
    } catch (error) {
      if (!(error instanceof Unreachable) || signal?.aborted) throw error
      trouble?.(tries)
      // Where there is no live line it is said all the same that nothing is answered.
      if (connection.value.is === 'none') lineDown()
      await untilBack(WAITS[Math.min(tries, WAITS.length) - 1]! * (0.8 + Math.random() * 0.4), signal)
      if (signal?.aborted) throw error
    }
  }
}

/** Gives a command until it is answered. `key` stands for the intent: the same for every try, whichever door it goes by. */
export async function command<N extends CommandName>(name: N, input: InputOf<N>, key: string = fresh(), watch: Watch = {}): Promise<AnswerOf<N> | Refused> {
  if (COOKIE.includes(name)) return (await untilAnswered(() => post(name, input), watch)) as AnswerOf<N> | Refused
  const once = () => {
    const door = socketDoor()
    return door ? door(name, input, key).then(settled) : post(name, input, key)
  }
  return (await untilAnswered(once, watch)) as AnswerOf<N> | Refused
}

/** Asks until it is answered. */
export async function query<N extends QueryName>(name: N, input: InputOf<N>, watch: Watch = {}): Promise<AnswerOf<N> | Refused> {
  return (await untilAnswered(() => get(name, input as object), watch)) as AnswerOf<N> | Refused
}

export const newKey = fresh
