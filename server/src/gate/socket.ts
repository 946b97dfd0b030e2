// The same door by Socket.IO: emit(name, input, { key }, acknowledgement); followers of a body are told what happens there.
import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { audienceOf } from '@roundtable/shared/permissions/audience-of'
import type { Audience } from '@roundtable/shared/record/audience'
import { COMMANDS, QUERIES, type CommandName, type InputOf, type QueryName } from '@roundtable/shared/wire/contracts'
import type { Config } from '../platform/config'
import type { Log, Ports } from '../platform/ports'
import type { Wire } from '../platform/publish'
import type { Redis } from '../platform/redis'
import { bodyOf } from '../platform/record.db'
import { sayFor } from '../platform/say'
import type { PrismaClient } from '../generated/prisma/client'
import { loadActor } from './actor'
import { tokenIn } from './cookie'
import { compareHeads, type Heads } from '../platform/heads'
import { tooOften, type Limits } from './limits'
import { isOurs } from './origin'
import { languageOf } from './reader'
import type { Asked, Runner } from './run'

const room = (body: string, viewer: Audience) => `body ${body} ${viewer}`
const ofPerson = (person: string) => `person ${person}`
const everybody = (body: string) => `body ${body}`
interface Data { asked: Asked; language: string; session?: string; follows: Map<string, Audience> }
type Told = (answer: unknown) => void

/** Bodies that one may ask to follow with the greeting. */
const MOST_GREETED = 8
/** Sessions run out without a commit, so circles are asked again. */
const RIGHTS_AGAIN = 300_000

export interface SocketDoor { config: Config; ports: Ports; log: Log; prisma: PrismaClient; limits: Limits; origins(): string[]; redis?: Redis; /** which build of the screens is served */ build(): string }

/** The wire is made first (the runner tells through it), then `open` joins the runner to it. */
export function socketDoor(http: HttpServer, { config, ports, log, prisma, limits, origins, redis, build }: SocketDoor) {
  const io = new Server(http, {
    // Polling would need each request to reach the same server.
    ...(redis ? { adapter: redis.adapter, transports: ['websocket'] as const } : {}),
    path: '/socket.io/', serveClient: false, maxHttpBufferSize: 320_000, destroyUpgrade: false, connectTimeout: 10_000,
    // A whole picture of a body is squeezed, an event is not: no memory is held between messages.
    perMessageDeflate: { threshold: 2_048, serverNoContextTakeover: true, clientNoContextTakeover: true, concurrencyLimit: 4 },
    // Missing Origin: programs. A browser always names it, on polling POSTs and on upgrades.
    allowRequest: (request, decide) => decide(null, request.headers.origin === undefined ? request.headers['sec-fetch-site'] === undefined || request.headers['sec-fetch-site'] === 'same-origin' : isOurs(request.headers.origin, origins())),
  })

  const wire: Wire = {
    events: (body, viewer, events) => { io.to(room(body, viewer)).emit('events', { body, events }) },
    endSessions: (sessions) => { for (const session of sessions) io.in(`session ${session}`).disconnectSockets(true) },
    person: (person, told) => { io.to(ofPerson(person)).emit('personal', told) },
    rightsChanged(body) {
      rightsAgain(body)
      if (redis) io.serverSideEmit('rights', body)
    },
  }
  const rightsAgain = (body: string) => { void circlesAgain(body).catch((error: unknown) => log.error({ error }, 'circles could not be asked again')) }

  /** Whose circle changed gets told to fetch anew. */
  async function circlesAgain(body: string): Promise<void> {
    const local = [...io.sockets.sockets.values()].filter((socket) => socket.rooms.has(everybody(body)) || body === 'installation')
    for (const socket of local) {
      if (body === 'installation') await personAgain(socket)
      for (const [followed, viewer] of (socket.data as Data).follows) {
        if (body !== 'installation' && followed !== body) continue
        const now = audienceOf(await loadActor(prisma, (socket.data as Data).asked.token, followed, ports.clock.now()), followed)
        if (now === viewer) continue
        join(socket, followed, now)
        socket.emit('resnapshot', { body: followed })
      }
    }
  }

  /** A session that ran out is nobody's any more. */
  async function personAgain(socket: Socket): Promise<void> {
    const { asked, session } = socket.data as Data
    if (!session || (await loadActor(prisma, asked.token, undefined, ports.clock.now())).person) return
    for (const one of socket.rooms) if (one.startsWith(ofPerson(''))) void socket.leave(one)
  }

  function join(socket: Socket, body: string, viewer: Audience): void {
    const { follows } = socket.data as Data
    const before = follows.get(body)
    if (before) void socket.leave(room(body, before))
    follows.set(body, viewer)
    void socket.join([everybody(body), room(body, viewer)])
  }

  function askAgainLater(): void {
    ports.clock.at(new Date(ports.clock.now().getTime() + RIGHTS_AGAIN), () => {
      rightsAgain('installation')
      if (http.listening) askAgainLater()
    })
  }

  /** What other servers tell, and what of it was lost. */
  function joinOthers(redis: Redis): Heads {
    io.on('rights', rightsAgain)
    redis.onAgain(() => { rightsAgain('installation') })
    const followed = () => [...io.sockets.adapter.rooms.keys()].flatMap((name) => (name.startsWith('body ') && name.lastIndexOf(' ') === 4 ? [name.slice(5)] : []))
    return compareHeads(prisma, ports, followed, (body, seq) => {
      io.local.to(everybody(body)).emit('head', { body, seq })
      if (!redis.ready) rightsAgain(body)
    })
  }

  let heads: Heads | undefined
  function open(runner: Runner): void {
    askAgainLater()
    if (redis) heads = joinOthers(redis)
    io.use((socket, next) => {
      const request = socket.request
      const asked: Asked = { token: tokenIn(request.headers.cookie, config), device: request.headers['user-agent'] ?? '', address: request.socket.remoteAddress ?? '' }
      loadActor(prisma, asked.token, undefined, ports.clock.now()).then((actor) => {
        Object.assign(socket.data, { asked, language: languageOf(request), session: actor.session, follows: new Map() } satisfies Data)
        if (actor.session && actor.person) void socket.join([`session ${actor.session}`, ofPerson(actor.person.id)])
        next()
      }, () => next(new Error('unavailable')))
    })
    io.on('connection', (socket) => {
      socket.on('error', () => socket.disconnect(true))
      socket.emit('build', build())
      void greeted(socket, runner)
      socket.onAny((name: unknown, ...given: unknown[]) => {
        // The acknowledgement stands last, whether or not a key stands before it.
        const told = typeof given.at(-1) === 'function' ? (given.pop() as Told) : undefined
        const reply: Told = told ?? (() => {})
        const [input, meta] = given
        answer(socket, runner, String(name), input, meta).then(reply, (error: unknown) => {
          log.error({ error, name: String(name) }, 'a request failed')
          reply(refused(socket.data as Data, refuse('unavailable')))
        })
      })
    })
  }

  /** What a body's follower would ask first is said with the greeting: answered unasked, which saves a way there and back. */
  async function greeted(socket: Socket, runner: Runner): Promise<void> {
    const { follows } = socket.handshake.auth as { follows?: unknown }
    for (const input of Array.isArray(follows) ? follows.slice(0, MOST_GREETED) as unknown[] : []) {
      const body = (input as { body?: unknown } | null)?.body
      const told = await answer(socket, runner, 'bodies/follow', input, undefined).catch((error: unknown) => {
        log.error({ error }, 'a greeting could not be answered')
        return refused(socket.data as Data, refuse('unavailable'))
      })
      socket.emit('followed', { body, answer: told })
    }
  }

  async function answer(socket: Socket, runner: Runner, name: string, input: unknown, meta: unknown): Promise<unknown> {
    const data = socket.data as Data
    const { asked } = data
    if (await tooOften(limits, name, asked, input)) return refused(data, refuse('too-often'))
    if (Object.hasOwn(COMMANDS, name)) {
      if (COMMANDS[name as CommandName].cookie) return refused(data, refuse('http-only'))
      const key = (meta as { key?: unknown } | null)?.key
      const result = await runner.command(name as CommandName, input ?? {}, typeof key === 'string' && /^[\x21-\x7e]{8,80}$/.test(key) ? key : undefined, asked)
      return 'refusal' in result ? refused(data, result.refusal, result.issues) : result.answer
    }
    if (!Object.hasOwn(QUERIES, name)) return refused(data, refuse('unknown-command'))
    // Joined before the read: what happens between the two is told again, never missed.
    if (name === 'bodies/follow') await follow(socket, input)
    const result = await runner.query(name as QueryName, input ?? {}, asked)
    return 'refusal' in result ? refused(data, result.refusal, result.issues) : result.answer
  }

  async function follow(socket: Socket, input: unknown): Promise<void> {
    const read = QUERIES['bodies/follow'].input.safeParse(input)
    if (!read.success) return
    const { body } = read.data as InputOf<'bodies/follow'>
    const data = socket.data as Data
    if (!data.follows.has(body) && data.follows.size >= 50) return
    if ((await bodyOf(prisma, 'body', body)) === undefined) return
    join(socket, body, audienceOf(await loadActor(prisma, data.asked.token, body, ports.clock.now()), body))
  }

  const refused = (data: Data, refusal: Refusal, issues?: string[]) => ({ ...refusal, sentence: sayFor(data.language)(`refusal.${refusal.refused}`, refusal.params), ...(issues ? { issues } : {}) })
  return { io, wire, open, async close() { heads?.stop(); await io.close() } }
}
