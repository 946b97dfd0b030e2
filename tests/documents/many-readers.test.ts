// Above fifty readers nobody's cursor is told any more, only how many of each delegation are there; one who comes and goes does not change that.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { LIMITS } from '../../server/src/documents/limits'
import { presence, Raw } from './peers'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() }, 120_000)
afterAll(() => stage.close())

const NAMES = Array.from({ length: LIMITS.cursors + 1 }, (_, index) => (index < 2 ? ['kenya', 'peru'][index]! : `reader-${index}`))
const RIGHTS = Object.fromEntries(NAMES.map((name) => [name, name.startsWith('reader') ? 'read' as const : 'write' as const]))
const join = (document: string, name: string) => new Raw(stage.url, document, name).joined()
/** Whose cursors stand on the screen of one who has heard all this. */
function seen(peer: Raw): string[] {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  for (const { bytes } of peer.of('presence')) applyAwarenessUpdate(awareness, bytes, 'server')
  const names = [...awareness.getStates().values()].map((state) => (state as { user: { name: string } }).user.name).sort()
  awareness.destroy()
  return names
}
const cursor = (peer: Raw, clock: number) => { peer.say(presence(peer.doc.clientID, clock, { cursor: { anchor: { type: { client: 1, clock } }, head: null } })) }

it('cursors give way to counts, and come back when it is quiet again', async () => {
  const document = await stage.makeDocument(RIGHTS)
  const [kenya, peru] = [await join(document, 'kenya'), await join(document, 'peru')]
  const reader = await join(document, 'reader-2')
  const others = await Promise.all(NAMES.slice(3, LIMITS.cursors).map((name) => join(document, name)))
  cursor(kenya, 1)
  cursor(peru, 1)
  await reader.until(() => seen(reader).length === 2, 'two cursors before fifty')
  expect(reader.of('crowd')).toEqual([])

  const last = await join(document, NAMES.at(-1)!)
  await reader.until(() => reader.of('crowd').length > 0, 'the counts')
  // Everybody who is connected counts, most of whom have no cursor.
  const here = (peer = reader) => Object.fromEntries(peer.of('crowd').at(-1)!.here?.map(({ delegation, people }) => [delegation.replace('Delegation of ', ''), people]) ?? [])
  await reader.until(() => Object.keys(here()).length === NAMES.length, 'all are counted')
  expect(here()).toEqual(Object.fromEntries(NAMES.map((name) => [name, 1])))
  await reader.until(() => seen(reader).length === 0, 'the cursors go')
  expect(seen(kenya)).toEqual([])

  // No cursor is told to anybody; that somebody comes is.
  const before = reader.of('presence').length
  cursor(kenya, 2)
  const again = await join(document, 'kenya')
  cursor(again, 1)
  peru.close()
  // One person in two windows counts once.
  await reader.until(() => here()['peru'] === undefined, 'a delegation less')
  expect(here()['kenya']).toBe(1)
  expect(reader.of('presence').slice(before).map(({ bytes }) => Buffer.from(bytes).toString()).join('')).not.toContain('KENYA')
  // Who comes now is told the counts, and no cursor.
  const late = await join(document, 'reader-3')
  await late.until(() => late.of('crowd').length > 0, 'the counts for who comes')
  expect([seen(late), here(late)['reader-3']]).toEqual([[], 1])

  // Fifty again is still a crowd.
  for (const peer of [last, again, late]) peer.close()
  const back = await join(document, 'peru')
  cursor(back, 1)
  await reader.until(() => here()['peru'] === 1, 'a delegation more')
  expect(reader.of('crowd').every(({ here }) => here !== undefined)).toBe(true)
  back.close()
  for (const peer of others.slice(0, 8)) peer.close()
  await reader.until(() => reader.of('crowd').at(-1)!.here === undefined, 'cursors are told again')
  await reader.until(() => seen(reader).join() === 'KENYA', 'the cursor is back')
  for (const peer of [kenya, reader, ...others.slice(8)]) peer.close()
}, 120_000)
