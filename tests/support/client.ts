// A reader or an actor by HTTP, with a cookie of its own.
import { randomUUID } from 'node:crypto'
import type { AnswerOf, CommandName, InputOf, QueryName } from '@roundtable/shared/wire/contracts'

export interface Refused { status: number; refused: string; sentence: string; params?: Record<string, unknown>; issues?: string[] }

export class Client {
  cookie = ''
  constructor(readonly url: string, readonly who = 'public') {}

  get headers(): Record<string, string> { return this.cookie ? { cookie: this.cookie } : {} }

  async post(name: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(`${this.url}/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...this.headers, ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })
    for (const line of response.headers.getSetCookie()) if (line.startsWith('roundtable=')) this.cookie = line.split(';')[0]!
    return response
  }

  /** The answer, or an error that names the refusal: for what must succeed. */
  async command<N extends CommandName>(name: N, input: InputOf<N>, key?: string): Promise<AnswerOf<N>> {
    const response = await this.post(name, input, key ? { 'idempotency-key': key } : {})
    const body = (await response.json()) as AnswerOf<N>
    if (!response.ok) throw new Error(`${this.who}: ${name} was refused: ${response.status} ${JSON.stringify(body)}`)
    return body
  }

  /** The refusal, or an error: for what must be refused. */
  async refused(name: CommandName, input: unknown, headers: Record<string, string> = {}): Promise<Refused> {
    const response = await this.post(name, input, headers)
    const body = (await response.json()) as Omit<Refused, 'status'>
    if (response.ok) throw new Error(`${this.who}: ${name} was accepted: ${JSON.stringify(body)}`)
    return { status: response.status, ...body }
  }

  async get(name: string, input: Record<string, unknown> = {}): Promise<Response> {
    const search = new URLSearchParams(Object.entries(input).filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)]))
    return fetch(`${this.url}/api/${name}?${search.toString()}`, { headers: this.headers })
  }

  async query<N extends QueryName>(name: N, input: InputOf<N>): Promise<AnswerOf<N>> {
    const response = await this.get(name, input as Record<string, unknown>)
    const body = (await response.json()) as AnswerOf<N>
    if (!response.ok) throw new Error(`${this.who}: ${name} was refused: ${response.status} ${JSON.stringify(body)}`)
    return body
  }

  async queryRefused(name: QueryName, input: Record<string, unknown> = {}): Promise<Refused> {
    const response = await this.get(name, input)
    const body = (await response.json()) as Omit<Refused, 'status'>
    if (response.ok) throw new Error(`${this.who}: ${name} was answered: ${JSON.stringify(body)}`)
    return { status: response.status, ...body }
  }
}
