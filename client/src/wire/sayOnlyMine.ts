// Of who is where, each says only what is theirs.
import type { WebsocketProvider } from 'y-websocket'

/** The provider repeats to the server whatever it hears of others; with many people that is much talk about nothing. */
export function sayOnlyMine(provider: WebsocketProvider): void {
  const say = provider._awarenessUpdateHandler
  provider.awareness.off('update', say)
  provider._awarenessUpdateHandler = (change, origin) => {
    const me = provider.doc.clientID
    if ([...change.added, ...change.updated, ...change.removed].includes(me)) say({ added: [], updated: [me], removed: [] }, origin)
  }
  provider.awareness.on('update', provider._awarenessUpdateHandler)
}
