// How the line to the server stands, for everybody to see: live, reconnecting, offline since when. Knows no socket.
import { readonly, ref } from 'vue'
import type { Personal } from '@roundtable/shared/wire/personal'

/** `none`: this page needs no live line. */
export type Connection = { is: 'none' } | { is: 'live' } | { is: 'reconnecting' | 'offline'; since: number }
/** Sends by the live socket, once; rejects with Unreachable. */
export type SocketDoor = (name: string, input: unknown, key?: string) => Promise<unknown>

const OFFLINE_AFTER = 5000
const current = ref<Connection>({ is: 'none' })
export const connection = readonly(current)

let door: SocketDoor | undefined
let giveUp: ReturnType<typeof setTimeout> | undefined
export const socketDoor = (): SocketDoor | undefined => (current.value.is === 'live' ? door : undefined)

/** What the socket lets others do with it, once there is one. */
export const line = { tryNow: (): void => undefined, rejoin: (): void => undefined }
/** Told when the server has ended this session. */
export const sessionEnded = new Set<() => void>()
/** Told what is for this person alone, on every device, while there is a line. */
export const personally = new Set<(told: Personal) => void>()
/** Told when the line is back after it was away: what is in no record has to be asked again. */
export const lineBack = new Set<() => void>()
/** Told when the line has just gone. */
export const lost = new Set<() => void>()
const waiting = new Set<() => void>()

export function lineUp(send: SocketDoor): void {
  clearTimeout(giveUp)
  door = send
  const away = 'since' in current.value
  lastUp = undefined
  current.value = { is: 'live' }
  for (const wake of [...waiting]) wake()
  if (away) for (const told of lineBack) told()
}

/** On a page that begins without a line: when this device last heard of the server. */
let lastUp: number | undefined
export const wasUpAt = (at: number): void => {
  lastUp ??= at
  if ('since' in current.value) current.value = { ...current.value, since: Math.min(current.value.since, at) }
}

export function lineDown(): void {
  const since = 'since' in current.value ? current.value.since : lastUp ?? Date.now()
  if (current.value.is === 'offline') return
  current.value = { is: navigator.onLine ? 'reconnecting' : 'offline', since }
  for (const told of lost) told()
  clearTimeout(giveUp)
  giveUp = setTimeout(() => { if (current.value.is === 'reconnecting') current.value = { is: 'offline', since } }, OFFLINE_AFTER)
}

/** An answer came by HTTP on a page that has no live line: that it was down is over. */
export function answered(): void {
  lastUp = undefined
  if (!door && 'since' in current.value) lineClosed()
}

export function lineClosed(): void {
  clearTimeout(giveUp)
  current.value = { is: 'none' }
}

/** Resolves after `most` milliseconds, or as soon as the line is said to be back. */
export function untilBack(most: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      waiting.delete(done)
      window.removeEventListener('online', done)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, most)
    waiting.add(done)
    window.addEventListener('online', done)
    signal?.addEventListener('abort', done)
  })
}
