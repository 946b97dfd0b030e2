// Who is asked whether it is there, and whom we do not listen to just then: it must not be cut for the silence that we made.
import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { expect, it } from 'vitest'
import { Audience } from '../../server/src/documents/audience'
import { Connection } from '../../server/src/documents/connection'
import { Truth } from '../../server/src/documents/text'

/** A socket that never answers. */
class Silent extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  cut = false
  pause() { /* nothing is heard */ }
  resume() { /* it still says nothing */ }
  ping() { /* unanswered */ }
  terminate() { this.cut = true }
}

function room() {
  const ws = new Silent()
  const connection = new Connection(ws as unknown as WebSocket, { write: () => true, writableLength: 0 } as unknown as Duplex, { onInstruction: false }, { acks: true, echoes: false, vector: '' })
  const audience = new Audience(new Truth(0, []), () => 0)
  audience.connections.add(connection)
  return { ws, connection, beat: (times: number) => { for (let n = 0; n < times; n++) audience.keepAlive() } }
}

it.each(['budget', 'backlog'] as const)('held by its %s it is asked as often as one likes and stays; heard again it has to answer', (why) => {
  const { ws, connection, beat } = room()
  connection.pause(why)
  beat(10)
  expect(ws.cut).toBe(false)
  connection.resume(why)
  beat(2)
  expect(ws.cut).toBe(false)
  beat(1)
  expect(ws.cut).toBe(true)
})

it('one that is listened to and never answers is cut', () => {
  const { ws, beat } = room()
  beat(3)
  expect(ws.cut).toBe(true)
})
