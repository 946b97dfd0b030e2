// The line of a live text: y-websocket's, with what we count, say again and hear beside it.
import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import { addressed } from './addressed'
import type { Attempt } from './attempt'
import { countingSocket } from './countingSocket'
import { OURS, placeSaid, readOurs, sayTurn, type Said } from './ours'
import { hasForgotten } from './putBack'
import { answerThatIsAll, sayAgain } from './sayAgain'
import { sayOnlyMine } from './sayOnlyMine'

const ASKED = 0
/** A line that takes the call and does not answer it for so long is given up: a browser would wait for minutes. */
const ANSWERED_WITHIN = 15_000

export interface LineOf { server: string; name: string; Socket: typeof WebSocket; onInstruction: boolean }
export interface LineEnds {
  /** not that I know it: unless the server has said no */
  mayWrite(): boolean
  connected(): void
  /** `lost`: it was there before, or was called in vain */
  down(lost: boolean): void
  synced(): void
  /** the server has closed it for good */
  closed(reason: string): void
  said(said: Said): void
  /** the server asks by less than it had stored */
  forgotten(): void
}

/** Not connected yet. */
export function layLine(at: Attempt, { server, name, Socket, onInstruction }: LineOf, ends: LineEnds): void {
  const { doc, acknowledged, stored } = at
  const line = new WebsocketProvider(server, name, doc, {
    awareness: at.awareness,
    disableBc: true,
    connect: false,
    params: { acks: '1', turns: '1', ...(onInstruction ? { onInstruction: '1' } : {}), get vector() { return addressed(doc) }, get place() { return placeSaid(at.asked()) }, ...(at.lost ? { again: `${placeSaid(at.lost)}.${doc.clientID}` } : {}) },
    WebSocketPolyfill: countingSocket(Socket, ends.mayWrite, (whole) => acknowledged.sending(whole)),
  })
  at.provider = line
  sayOnlyMine(line)
  const sync = line.messageHandlers[0]!
  line.messageHandlers[0] = (...message) => {
    const [encoder, decoder] = message
    if (hasForgotten(decoder, () => stored.whole())) return ends.forgotten()
    if (!at.onlyWhole && decoding.peekVarUint(decoder) === ASKED) {
      acknowledged.sendingAgain(() => { sayAgain(stored.waiting, (bytes) => line.ws?.send(bytes)) })
      return answerThatIsAll(encoder)
    }
    // Whatever a listener throws while a change is drawn, the change is in and the connection lives.
    try { sync(...message) } catch (error) { reportError(error) }
  }
  line.messageHandlers[OURS] = (encoder, decoder) => {
    const said = readOurs(decoder)
    if (!said) return
    if (said.is === 'place' || said.is === 'stored') at.heardOf(said.place)
    if (said.is !== 'turn') return ends.said(said)
    // Said back at once: what is written from here on knows of the words that were moved.
    at.turn = said.turn
    sayTurn(encoder, said.turn)
  }
  let calling: ReturnType<typeof setTimeout> | undefined
  line.on('status', ({ status }) => {
    clearTimeout(calling)
    if (status === 'connecting') calling = setTimeout(() => { line.ws?.close() }, ANSWERED_WITHIN)
    if (status === 'connected') { acknowledged.connected(); ends.connected() }
    if (status === 'disconnected') ends.down(true)
  })
  line.on('connection-error', () => { ends.down(false) })
  line.on('sync', (isSynced) => { if (isSynced) ends.synced() })
  line.on('closed', ({ reason }) => { ends.closed(reason) })
  at.hangUp = () => {
    clearTimeout(calling)
    line.destroy()
  }
}
