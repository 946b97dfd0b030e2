// A live document for the page: is it live, is it saved, who is here, may I write, and which of my words were not stored.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { computed, ref, shallowRef } from 'vue'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import { readPaper, ROOT } from '@roundtable/shared/papers/schema'
import { type CrowdPart, type Present, presentIn } from '../papers/editor/carets'
import { Acknowledged } from './acknowledged'
import { addressed } from './addressed'
import { countingSocket } from './countingSocket'
import { shownAsHad } from './device'
import { lostPieces, type LostWords } from './lost'
import { keepText } from './keptText'
import type { Connection, DocumentOptions, LiveDocument, Saved } from './live'
import { bringBack, hasForgotten, LAGS, wroteIn } from './putBack'
import { answerThatIsAll, sayAgain } from './sayAgain'
import { sayOnlyMine } from './sayOnlyMine'
import { Stored } from './stored'

export type { Connection, DocumentOptions, LiveDocument, Saved } from './live'

/** What this device had is no edit of now. */
const HAD = Symbol('had')
const ASKED = 0
const OURS = 9, ACK = 1, REFUSED = 2, ADMITTED = 3, TURN = 4, CROWD = 5
/** An edit that is not acknowledged for so long is not "being saved". */
const PATIENCE = 4_000
const OFFLINE_AFTER = 5_000
/** A line that takes the call and does not answer it for so long is given up: a browser would wait for minutes. */
const ANSWERED_WITHIN = 15_000

export function openDocument(name: string, options: DocumentOptions = {}): LiveDocument {
  const { server = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/documents`, Socket = WebSocket } = options
  const doc = shallowRef<Y.Doc>(new Y.Doc())
  const awareness = shallowRef<Awareness>(new Awareness(doc.value))
  const connection = ref<Connection>({ state: 'reconnecting', since: new Date() })
  const saved = ref<Saved>({ state: 'saved' })
  const synced = ref(false)
  const admitted = ref<boolean>()
  const why = ref<RefusalId>()
  const present = ref<Present[]>([])
  const crowd = ref<CrowdPart[]>()
  const lost = ref<LostWords[]>([])
  let provider: WebsocketProvider
  let [acknowledged, stored] = [new Acknowledged(), new Stored()]
  let [waiting, offline, giveUp, calling]: (ReturnType<typeof setTimeout> | undefined)[] = []
  let startedAt = 0
  /** up to which I have heard of moved words */
  let turn = 0
  /** Something was written that is not kept edit by edit, or an edit alone was not taken: only the whole text brings it. */
  let onlyWhole = false
  let closed = false
  let doubted = false
  /** ends the bringing in of what a server that was put back had lost */
  let brought: (() => void) | undefined
  /** as this device had it, until the server's own text has come */
  let had: { write: boolean; why?: RefusalId } | undefined
  const place = `text ${name}`
  const kept = keepText(name, options.onInstruction === true, options.about, () => {
    const told = synced.value ? stored.whole() : undefined
    return told && { told, turn, write: admitted.value ?? had?.write ?? false, ...(why.value ? { why: why.value } : {}) }
  })

  function tellSaved() {
    clearTimeout(waiting)
    const { since = startedAt, at } = acknowledged
    if (acknowledged.saved && !brought) saved.value = { state: 'saved', ...(at ? { at: new Date(at) } : saved.value.state === 'saved' ? saved.value : {}) }
    else if (connection.value.state !== 'live' || Date.now() - since >= PATIENCE) saved.value = { state: 'not-saved', since: new Date(since) }
    else {
      saved.value = { state: 'saving' }
      waiting = setTimeout(tellSaved, PATIENCE - (Date.now() - since))
    }
  }
  function tellConnection(now: 'live' | 'down') {
    clearTimeout(offline)
    if (connection.value.state === 'closed') return
    if (now === 'live') connection.value = { state: 'live' }
    else {
      const since = 'since' in connection.value ? connection.value.since : new Date()
      const isOffline = !navigator.onLine || connection.value.state === 'offline'
      connection.value = { state: isOffline ? 'offline' : 'reconnecting', since }
      if (!isOffline) offline = setTimeout(() => { if (connection.value.state === 'reconnecting') connection.value = { state: 'offline', since } }, OFFLINE_AFTER)
    }
    tellSaved()
  }

  /** What was typed and is not stored is shown, and the text goes on from what is: with another client id, since the old one's words have a gap. */
  function lose(reason: RefusalId, again = true) {
    clearTimeout(giveUp)
    kept.refused()
    const pieces = acknowledged.saved ? [] : lostPieces(stored.paper(), doc.value, options.frozen?.())
    if (pieces.length > 0) lost.value = [...lost.value, { at: new Date(), why: reason, pieces }]
    stop()
    if (again && !closed) begin(Date.now() - startedAt < 1_000 ? 1_000 : 0)
    else if (pieces.length > 0) doc.value = stored.doc()
  }

  function hear(kind: number, decoder: decoding.Decoder) {
    if (kind === ACK) {
      acknowledged.acknowledged(decoding.readVarUint(decoder), Date.now())
      stored.upTo(acknowledged.stored)
      kept.storedUp(acknowledged.stored)
      if (acknowledged.saved) clearTimeout(giveUp)
      return tellSaved()
    }
    const said = JSON.parse(decoding.readVarString(decoder)) as { refused?: RefusalId; n?: number; write?: boolean; why?: RefusalId; here?: CrowdPart[] }
    if (kind === CROWD) crowd.value = said.here
    else if (kind === ADMITTED) {
      admitted.value = said.write === true
      why.value = said.why
      had = undefined
      kept.changed()
      // Whether what is under way came in before the door closed is for the server to say: an acknowledgement or a refusal is coming.
      if (!admitted.value && !acknowledged.saved) wait(said.why ?? 'not-you')
    } else if (kind === REFUSED && said.refused) {
      const whole = acknowledged.refused(said.n ?? 0)
      if (acknowledged.isAgain(said.n ?? 0)) onlyWhole = true
      // An edit that came before the whole text it builds on: the server has asked for all, and that is on its way.
      if (said.refused === 'text-lost' && !whole && admitted.value) return wait(said.refused)
      lose(said.refused)
    }
  }
  /** What was stored is not there any more: the text goes on from what is, and what I wrote in the old one comes in again, or is shown. */
  function putBack() {
    const before = doc.value
    clearTimeout(giveUp)
    kept.refused()
    kept.forget()
    stop()
    begin()
    const now = doc.value
    brought = bringBack(before, now, () => (synced.value ? admitted.value : undefined), () => {
      brought = undefined
      const pieces = !wroteIn(before) ? [] : lostPieces(readPaper(now.getXmlFragment(ROOT)), before, options.frozen?.())
      if (pieces.length > 0) lost.value = [...lost.value, { at: new Date(), why: 'text-lost', pieces }]
      tellSaved()
    })
  }
  /** Of several servers one may lag a second or two behind what another has told: asked once more before it is believed. */
  function doubt(mine: WebsocketProvider) {
    if (doubted) { doubted = false; return putBack() }
    doubted = true
    mine.disconnect()
    setTimeout(() => { if (mine === provider && !closed) mine.connect() }, LAGS)
  }
  function wait(reason: RefusalId) {
    clearTimeout(giveUp)
    giveUp = setTimeout(() => { if (!acknowledged.saved) lose(reason) }, 5_000)
  }

  const tellPresent = () => { present.value = presentIn(awareness.value) }

  function begin(after = 0, again = true) {
    startedAt = Date.now()
    const now = new Y.Doc()
    acknowledged = new Acknowledged()
    stored = new Stored()
    synced.value = false
    turn = 0
    onlyWhole = false
    // Before the provider's own listener, so that an edit is counted before it is sent.
    now.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === HAD) return
      if (origin === provider) { stored.told(update); return kept.changed() }
      if (admitted.value === false) { onlyWhole = true; return }
      acknowledged.edited(Date.now())
      stored.mine(acknowledged.edits, update, turn)
      kept.mine(acknowledged.edits, update, turn)
      tellSaved()
    })
    doc.value = now
    awareness.value = new Awareness(now)
    awareness.value.on('change', tellPresent)
    provider = new WebsocketProvider(server, name, now, {
      awareness: awareness.value,
      disableBc: true,
      connect: false,
      params: { acks: '1', turns: '1', ...(options.onInstruction ? { onInstruction: '1' } : {}), get vector() { return addressed(now) } },
      WebSocketPolyfill: countingSocket(Socket, () => admitted.value !== false, (whole) => acknowledged.sending(whole)),
    })
    const mine = provider
    sayOnlyMine(mine)
    const sync = mine.messageHandlers[0]!
    mine.messageHandlers[0] = (...message) => {
      const [encoder, decoder] = message
      if (hasForgotten(decoder, () => stored.whole())) return doubt(mine)
      if (!onlyWhole && decoding.peekVarUint(decoder) === ASKED) {
        acknowledged.sendingAgain(() => { sayAgain(stored.waiting, (bytes) => mine.ws?.send(bytes)) })
        return answerThatIsAll(encoder)
      }
      // Whatever a listener throws while a change is drawn, the change is in and the connection lives.
      try { sync(...message) } catch (error) { reportError(error) }
    }
    mine.messageHandlers[OURS] = (encoder, decoder) => {
      const kind = decoding.readVarUint(decoder)
      // Said back at once: what is written from here on knows of the words that were moved.
      if (kind === TURN) {
        turn = decoding.readVarUint(decoder)
        for (const value of [OURS, TURN, turn]) encoding.writeVarUint(encoder, value)
      } else if (mine === provider) hear(kind, decoder)
    }
    mine.on('status', ({ status }) => {
      clearTimeout(calling)
      if (status === 'connecting') calling = setTimeout(() => { mine.ws?.close() }, ANSWERED_WITHIN)
      if (status === 'connected') { acknowledged.connected(); crowd.value = undefined }
      if (status === 'disconnected') { admitted.value = undefined; tellConnection('down') }
    })
    mine.on('connection-error', () => { tellConnection('down') })
    mine.on('sync', (isSynced) => {
      if (!isSynced) return
      synced.value = true
      doubted = false
      shownAsHad.delete(place)
      tellConnection('live')
      kept.changed()
    })
    mine.on('closed', ({ reason }) => {
      connection.value = { state: 'closed', since: new Date(), why: (reason || 'not-you') as RefusalId }
      admitted.value = false
      why.value = (reason || 'not-you') as RefusalId
      shownAsHad.delete(place)
      kept.forget()
      if (!acknowledged.saved) lose(why.value, false)
      else tellSaved()
    })
    const connect = () => { if (mine === provider && !closed) mine.connect() }
    if (after > 0) setTimeout(connect, after)
    else if (again) connect()
    else void remember(now).then(connect, connect)
  }

  /** What this device had of it, and my edits that were not stored when its page was closed: before the server is asked for the rest. */
  async function remember(now: Y.Doc) {
    const { text, at, edits } = await kept.recall()
    if (closed) return
    if (text) {
      had = { write: text.write, ...(text.why ? { why: text.why } : {}) }
      turn = text.turn
      why.value = text.why
      stored.told(text.told)
      Y.applyUpdate(now, text.told, HAD)
    }
    for (const edit of edits) {
      Y.applyUpdate(now, edit.update, HAD)
      acknowledged.edited(at ?? Date.now())
      stored.mine(acknowledged.edits, edit.update, edit.turn)
      kept.again(acknowledged.edits, edit.key)
    }
    if (at !== undefined) shownAsHad.set(place, at)
    if (text) synced.value = true
    tellSaved()
  }
  function stop() {
    brought?.()
    clearTimeout(waiting)
    clearTimeout(offline)
    clearTimeout(calling)
    awareness.value.off('change', tellPresent)
    provider.destroy()
    awareness.value.destroy()
  }

  const leaving = (event: BeforeUnloadEvent) => { if ((!acknowledged.saved && !kept.keepsAll()) || lost.value.length > 0) event.preventDefault() }
  const online = () => {
    if (provider.synced) tellConnection('live')
    else if (connection.value.state === 'offline') connection.value = { state: 'reconnecting', since: connection.value.since }
  }
  const gone = () => { tellConnection('down') }
  window.addEventListener('beforeunload', leaving)
  window.addEventListener('online', online)
  window.addEventListener('offline', gone)
  begin(0, false)

  return {
    doc, awareness, connection, saved, synced, why, present, crowd, lost,
    // Without a connection one may go on writing, if one could before: it is sent when it is back.
    writing: computed(() => admitted.value ?? (synced.value && connection.value.state !== 'closed' && why.value === undefined && had?.write !== false)),
    drop: (words) => { lost.value = lost.value.filter((one) => one !== words) },
    tryNow() {
      if (connection.value.state !== 'closed') return provider.connect()
      stop()
      connection.value = { state: 'reconnecting', since: new Date() }
      why.value = undefined
      begin()
    },
    close() {
      closed = true
      shownAsHad.delete(place)
      clearTimeout(giveUp)
      stop()
      window.removeEventListener('beforeunload', leaving)
      window.removeEventListener('online', online)
      window.removeEventListener('offline', gone)
    },
  }
}
