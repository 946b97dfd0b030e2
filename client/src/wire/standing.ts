// How a live text stands: is its line live, are my words saved.
import { ref } from 'vue'
import type { Attempt } from './attempt'
import type { Connection, Saved } from './live'

/** An edit that is not acknowledged for so long is not "being saved". */
const PATIENCE = 4_000
const OFFLINE_AFTER = 5_000

/** `bringing`: of a text that was put back, mine is still being brought in. */
export function standingOf(attempt: () => Attempt, bringing: () => boolean) {
  const connection = ref<Connection>({ state: 'reconnecting', since: new Date() })
  const saved = ref<Saved>({ state: 'saved' })
  let [waiting, offline]: (ReturnType<typeof setTimeout> | undefined)[] = []

  function tellSaved() {
    clearTimeout(waiting)
    const { acknowledged, began } = attempt()
    const { since = began, at } = acknowledged
    if (acknowledged.saved && !bringing()) saved.value = { state: 'saved', ...(at ? { at: new Date(at) } : saved.value.state === 'saved' ? saved.value : {}) }
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
  /** What the browser says of its network. */
  const network = {
    online() {
      if (attempt().provider.synced) tellConnection('live')
      else if (connection.value.state === 'offline') connection.value = { state: 'reconnecting', since: connection.value.since }
    },
    offline() { tellConnection('down') },
  }
  /** Says nothing more by itself. */
  function rest() {
    clearTimeout(waiting)
    clearTimeout(offline)
  }
  return { connection, saved, tellSaved, tellConnection, network, rest }
}
