// A live document for the page: is it live, is it saved, who is here, may I write, and which of my words were not stored.
import { computed, ref, shallowRef } from 'vue'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import { type CrowdPart, type Present, presentIn } from '../papers/editor/carets'
import { Attempt } from './attempt'
import { shownAsHad } from './device'
import { keepText } from './keptText'
import { layLine } from './line'
import type { DocumentOptions, LiveDocument } from './live'
import { Losing } from './losing'
import type { LostWords } from './lost'
import type { Place, Said } from './ours'
import { standingOf } from './standing'
import { countEdits, remember } from './written'

export type { Connection, DocumentOptions, LiveDocument, Saved } from './live'

export function openDocument(name: string, options: DocumentOptions = {}): LiveDocument {
  const { server = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/documents`, Socket = WebSocket } = options
  const onInstruction = options.onInstruction === true
  let at = new Attempt(new Y.Doc())
  const doc = shallowRef<Y.Doc>(at.doc)
  const awareness = shallowRef<Awareness>(at.awareness)
  const synced = ref(false)
  const admitted = ref<boolean>()
  const why = ref<RefusalId>()
  const present = ref<Present[]>([])
  const crowd = ref<CrowdPart[]>()
  const lost = ref<LostWords[]>([])
  let closed = false
  /** as this device had it, until the server's own text has come */
  let had: { write: boolean; why?: RefusalId } | undefined
  const place = `text ${name}`
  const kept = keepText(name, onInstruction, options.about, () => {
    const told = synced.value ? at.stored.whole() : undefined
    return told && { told, turn: at.turn, ...(at.place ? { place: at.place } : {}), write: admitted.value ?? had?.write ?? false, ...(why.value ? { why: why.value } : {}) }
  })
  const { connection, saved, tellSaved, tellConnection, network, rest } = standingOf(() => at, () => losing.bringing)
  const losing: Losing = new Losing({ attempt: () => at, doc, lost, kept, frozen: options.frozen, mayWrite: () => (synced.value ? admitted.value : undefined), closed: () => closed, tellSaved, stop, begin })

  function hear(said: Said) {
    const { acknowledged, stored } = at
    if (said.is === 'stored') {
      acknowledged.acknowledged(said.n, Date.now())
      stored.upTo(acknowledged.stored)
      kept.storedUp(acknowledged.stored)
      if (acknowledged.saved) losing.calm()
      tellSaved()
    } else if (said.is === 'stands') {
      if (!said.stands) return losing.doubt(at, 'row')
      at.stands()
      losing.trust('row')
    } else if (said.is === 'crowd') crowd.value = said.here
    else if (said.is === 'admitted') {
      admitted.value = said.write
      why.value = said.why
      had = undefined
      kept.changed()
      // Whether what is under way came in before the door closed is for the server to say: an acknowledgement or a refusal is coming.
      if (!said.write && !acknowledged.saved) losing.wait(said.why ?? 'not-you')
    } else if (said.is === 'refused') {
      const whole = acknowledged.refused(said.n)
      if (acknowledged.isAgain(said.n)) at.onlyWhole = true
      // An edit that came before the whole text it builds on: the server has asked for all, and that is on its way.
      if (said.refused === 'text-lost' && !whole && admitted.value) return losing.wait(said.refused)
      losing.lose(said.refused)
    }
  }

  const tellPresent = () => { present.value = presentIn(awareness.value) }

  function begin(after = 0, again = true, lost?: Place) {
    const mine = at = new Attempt(new Y.Doc())
    mine.lost = lost
    synced.value = false
    countEdits(mine, kept, () => admitted.value === false, tellSaved)
    doc.value = mine.doc
    awareness.value = mine.awareness
    mine.awareness.on('change', tellPresent)
    layLine(mine, { server, name, Socket, onInstruction }, {
      mayWrite: () => admitted.value !== false,
      connected() { crowd.value = undefined },
      down(lostIt) { if (lostIt) admitted.value = undefined; tellConnection('down') },
      synced() {
        synced.value = true
        losing.trust('words')
        shownAsHad.delete(place)
        tellConnection('live')
        kept.changed()
      },
      closed(reason) {
        why.value = (reason || 'not-you') as RefusalId
        connection.value = { state: 'closed', since: new Date(), why: why.value }
        admitted.value = false
        shownAsHad.delete(place)
        kept.forget()
        if (!mine.acknowledged.saved) losing.lose(why.value, false)
        else tellSaved()
      },
      said(said) { if (mine === at) hear(said) },
      forgotten() { losing.doubt(mine, 'words') },
    })
    const connect = () => { if (mine === at && !closed) mine.provider.connect() }
    if (after > 0) setTimeout(connect, after)
    else if (again) connect()
    else void recall(mine).then(connect, connect)
  }

  async function recall(mine: Attempt) {
    const { text, at: since } = await remember(mine, kept, () => closed) ?? {}
    if (closed) return
    if (text) {
      had = { write: text.write, ...(text.why ? { why: text.why } : {}) }
      why.value = text.why
      synced.value = true
    }
    if (since !== undefined) shownAsHad.set(place, since)
    tellSaved()
  }
  function stop() {
    losing.stopBringing()
    rest()
    at.awareness.off('change', tellPresent)
    at.hangUp()
    at.awareness.destroy()
  }

  const leaving = (event: BeforeUnloadEvent) => { if ((!at.acknowledged.saved && !kept.keepsAll()) || lost.value.length > 0) event.preventDefault() }
  const heard = { beforeunload: leaving, ...network } as Record<string, EventListener>
  for (const [event, hears] of Object.entries(heard)) window.addEventListener(event, hears)
  begin(0, false)

  return {
    doc, awareness, connection, saved, synced, why, present, crowd, lost,
    // Without a connection one may go on writing, if one could before: it is sent when it is back.
    writing: computed(() => admitted.value ?? (synced.value && connection.value.state !== 'closed' && why.value === undefined && had?.write !== false)),
    drop: (words) => { lost.value = lost.value.filter((one) => one !== words) },
    tryNow() {
      if (connection.value.state !== 'closed') return at.provider.connect()
      stop()
      connection.value = { state: 'reconnecting', since: new Date() }
      why.value = undefined
      begin()
    },
    close() {
      closed = true
      shownAsHad.delete(place)
      losing.calm()
      stop()
      for (const [event, hears] of Object.entries(heard)) window.removeEventListener(event, hears)
    },
  }
}
