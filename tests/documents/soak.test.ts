// Who leaves, leaves nothing: no room, no connection, no timer, no handle, no listener. The bench has ten times as many and weighs the memory.
import { queryObjects } from 'node:v8'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Connection } from '../../server/src/documents/connection'
import { TIMES } from '../../server/src/documents/limits'
import { Room } from '../../server/src/documents/room'
import { eventually, presence, Raw, type } from './peers'
import { openStage, type Stage } from './stage'

const before = { ...TIMES }
// A timer that was forgotten must not run out meanwhile.
Object.assign(TIMES, { idle: 100, sweep: 20, admission: 300_000 })
let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(async () => { await stage.close(); Object.assign(TIMES, before) })

/** Each count is a collection of all garbage. */
const gone = (kind: object, what: string) => eventually(async () => { await new Promise((go) => { setTimeout(go, 100) }); return count(kind) === 0 }, what)
const count = (kind: object): number => queryObjects(kind as never, { format: 'count' }) as unknown as number
/** What keeps the process alive, by its kind; work of the thread pool and sockets to the database come and go. */
const handles = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'TCPServerWrap' || name === 'Immediate').length
const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)

async function visit(document: string, write: boolean): Promise<void> {
  const raw = await new Raw(stage.url, document, 'kenya').joined()
  raw.say(presence(raw.doc.clientID, 1, { cursor: null }))
  if (write) {
    raw.write(type('Was here. '))
    await raw.until(() => raw.acked === 1, 'ack')
  }
  raw.close()
}
const inTens = async (total: number, one: (index: number) => Promise<void>) => {
  for (let first = 0; first < total; first += 10) await Promise.all(Array.from({ length: 10 }, (_, index) => one(first + index)))
}

it('200 joins and leaves, 50 documents opened and idled', async () => {
  const warnings: string[] = []
  const warn = ({ name, message }: Error) => { if (name !== 'ExperimentalWarning') warnings.push(message) }
  process.on('warning', warn)
  const hall = await stage.makeDocument({ kenya: 'write' })
  const documents = await Promise.all(Array.from({ length: 50 }, () => stage.makeDocument({ kenya: 'write' })))
  await inTens(10, () => visit(hall, true))
  await gone(Room, 'the first room is unloaded')
  const [timers, heard] = [handles(), listeners()]

  await inTens(200, (index) => visit(hall, index % 10 === 0))
  await inTens(50, (index) => visit(documents[index]!, true))

  await gone(Room, 'all rooms are unloaded')
  await gone(Connection, 'all connections are forgotten')
  await eventually(() => handles() <= timers, 'no timer more than before', 5_000)
  expect(listeners()).toBe(heard)
  expect(warnings).toEqual([])
  // The texts are as they were left.
  expect(await stage.stored(documents[49]!)).toContain('Was here. ')
  process.off('warning', warn)
}, 60_000)
