// A WebSocket that sees what the document's provider sends: counted as the server counts it, with its number, and held back from who may only read.
import { encode, writeUint8Array, writeVarUint } from 'lib0/encoding'

const SYNC = 0, ANSWER = 1, UPDATE = 2

/** Sync step 2 brings the whole document, an update one edit; anything else brings no text. */
function broughtBy(data: unknown): 'whole' | 'edit' | undefined {
  if (!(data instanceof Uint8Array) || data[0] !== SYNC) return undefined
  return data[1] === ANSWER ? 'whole' : data[1] === UPDATE ? 'edit' : undefined
}

export function countingSocket(Base: typeof WebSocket, mayWrite: () => boolean, sending: (whole: boolean) => number): typeof WebSocket {
  return class extends Base {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      const brought = broughtBy(data)
      // Yjs tidies formatting also for readers; that is theirs alone.
      if (brought && !mayWrite()) return
      if (!brought) return super.send(data)
      const number = sending(brought === 'whole')
      super.send(new Uint8Array(encode((encoder) => { writeUint8Array(encoder, data as Uint8Array); writeVarUint(encoder, number) })))
    }
  }
}
