// The live line: one Socket.IO connection a tab, opened when a screen needs it; it comes back by itself and says so.
import { io, type Socket } from 'socket.io-client'
import type { ToldEvent } from '@roundtable/shared/record/event'
import { watch } from 'vue'
import { language } from '../words'
import { Unreachable } from './answer'
import type { Personal } from '@roundtable/shared/wire/personal'
import { heardOfBuild } from './build'
import { Greeting, type FollowAsked } from './greeting'
import { line as control, lineClosed, lineDown, lineUp, personally, sessionEnded } from './connection'

const PATIENCE = 30_000
const AGAIN = 4000

export interface Listener {
  /** what it will ask as soon as the line is up: said with the greeting, which saves a way there and back */
  asks(): Promise<FollowAsked>
  /** the line is up (again): ask for what was missed, where its answer is not coming already */
  up(coming: (body: string) => Promise<unknown> | undefined): void
  events(told: { body: string; events: ToldEvent[] }): void
  resnapshot(body: string): void
  /** how far a body's record goes: said by one of several servers, which may have missed what the others told */
  head(told: { body: string; seq: number }): void
}

let socket: Socket | undefined
const listeners = new Set<Listener>()

const send = async (name: string, input: unknown, key?: string): Promise<unknown> => {
  if (!socket?.connected) throw new Unreachable(name)
  try {
    return await socket.timeout(PATIENCE).emitWithAck(name, input, key ? { key } : {})
  } catch {
    throw new Unreachable(name)
  }
}

/** Asks by the socket only: what a follower asks must join this very connection. */
export const askBySocket = send

function open(): Socket {
  const greeting = new Greeting()
  let giveUp: ReturnType<typeof setTimeout> | undefined
  const line = io({
    path: '/socket.io/', transports: ['websocket', 'polling'], tryAllTransports: true, reconnectionDelay: 500, reconnectionDelayMax: 8000,
    auth: (greet) => { void greeting.say([...listeners].map((listener) => listener.asks()), greet) },
  })
  line.io.on('close', () => { greeting.gone() })
  line.on('connect', () => {
    lineUp(send)
    for (const listener of listeners) listener.up((body) => greeting.answerOf(body))
    clearTimeout(giveUp)
    giveUp = setTimeout(() => { greeting.giveUp() }, PATIENCE)
  })
  line.on('followed', ({ body, answer }: { body: string; answer: unknown }) => { greeting.answered(body, answer) })
  line.on('disconnect', (reason) => {
    lineDown()
    if (reason !== 'io server disconnect') return
    for (const told of sessionEnded) told()
    setTimeout(() => line.connect(), 500)
  })
  // Refused at the door: the client does not come back by itself then.
  line.on('connect_error', () => {
    lineDown()
    if (!line.active) setTimeout(() => line.connect(), AGAIN)
  })
  line.on('build', heardOfBuild)
  line.on('events', (told: { body: string; events: ToldEvent[] }) => { for (const listener of listeners) listener.events(told) })
  line.on('head', (told: { body: string; seq: number }) => { for (const listener of listeners) listener.head(told) })
  line.on('resnapshot', ({ body }: { body: string }) => { for (const listener of listeners) listener.resnapshot(body) })
  line.on('personal', (told: Personal) => { for (const one of personally) one(told) })
  window.addEventListener('offline', lineDown)
  // A connection that lived through a time without network may be dead and not know it: begin anew, and ask what was missed.
  control.tryNow = () => { line.disconnect().connect() }
  window.addEventListener('online', () => control.tryNow())
  control.rejoin = rejoin
  return line
}

export function listen(listener: Listener): void {
  listeners.add(listener)
  socket ??= open()
  if (socket.connected) listener.up(() => undefined)
}

/** Another session or language: the same line, through the same door anew. */
function rejoin(): void {
  if (!socket) return
  socket.disconnect()
  lineClosed()
  socket.connect()
}
watch(language, rejoin)
