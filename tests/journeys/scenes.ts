// Moments of a live paper that more than one person makes: what has happened before the picture is taken.
import { WebSocket } from 'ws'
import { CAST } from '@roundtable/shared/accounts/cast'
import { Client } from '../support/client'
import type { Demonstration } from './demonstration'

/** `crowd`: more readers than have cursors */
export type Scene = 'crowd'
/** windows of each of the cast */
const WINDOWS = 5
const asCast = async ({ url, cookieOf }: Demonstration, who: (typeof CAST)[number]) => Object.assign(new Client(url, who), { cookie: await cookieOf(who) })

/** A crowd at a paper, until the answer is called. */
export async function crowdAt(demonstration: Demonstration, paper: string): Promise<() => void> {
  const { document } = await (await asCast(demonstration, 'chair')).query('papers/read', { paper })
  const sockets: WebSocket[] = []
  const come: Promise<unknown>[] = []
  for (const who of CAST) for (let window = 0; window < WINDOWS; window++) {
    const socket = new WebSocket(`${demonstration.url.replace('http', 'ws')}/documents/${document}?acks=1`, { headers: { cookie: await demonstration.cookieOf(who), origin: demonstration.url } })
    socket.on('error', () => undefined)
    sockets.push(socket)
    come.push(new Promise((done) => { socket.once('message', done); socket.once('close', done) }))
  }
  await Promise.all(come)
  return () => { for (const socket of sockets) socket.terminate() }
}
