// A text that is opened: told as it is stored, built when its first reader has taken it; then the others are asked what they have. What can't be built fails the room.
import { expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import type { Audience } from '../../server/src/documents/audience'
import type { Connection } from '../../server/src/documents/connection'
import type { Draft } from '../../server/src/documents/draft'
import { Opening, type OpeningRoom } from '../../server/src/documents/opening'
import { Truth } from '../../server/src/documents/text'
import { served } from './served'

const turn = () => new Promise((go) => { setImmediate(go) })
const reader = () => ({ onceTaken: vi.fn<(work: () => void) => void>() }) as unknown as Connection & { onceTaken: ReturnType<typeof vi.fn<(work: () => void) => void>> }
function stage(here: Connection[], truth = new Truth(1, [Y.encodeStateAsUpdate(served())])) {
  const [asked, told] = [[] as Connection[], [] as number[]]
  const room = { state: 'live' as OpeningRoom['state'], askWriter: (one: Connection) => { asked.push(one) }, fail: vi.fn() }
  const [builds, drafts] = [vi.spyOn(truth, 'build'), vi.fn()]
  const draft = { build: drafts, moves: { fates: { moved: 7 } } } as unknown as Draft<Connection>
  const audience = { get size() { return here.length }, connections: new Set(here), tellTurn: (moved: number) => { told.push(moved) } } as unknown as Audience
  return { opening: new Opening(room, truth, draft, audience), room, asked, told, builds, drafts }
}

it('who comes first is told before anything is built; then who may write is asked, and the rest follows in a turn of its own', async () => {
  const [first, second] = [reader(), reader()]
  const { opening, asked, told, builds, drafts } = stage([first, second])
  opening.joined(first)
  opening.answered(first)
  await turn()
  expect([builds.mock.calls.length, asked]).toEqual([0, []])
  first.onceTaken.mock.calls[0]![0]()
  expect(builds).not.toHaveBeenCalled()
  await turn()
  expect([builds.mock.calls.length, asked, drafts.mock.calls.length]).toEqual([1, [first, second], 0])
  await turn()
  expect([drafts.mock.calls.length, told]).toEqual([1, [7]])
  // Whoever comes now finds it built, and is asked at once; it is not built again.
  const late = reader()
  opening.joined(late)
  opening.answered(late)
  opening.build()
  expect([asked.at(-1), late.onceTaken.mock.calls.length, builds.mock.calls.length]).toEqual([late, 0, 1])
})

it('where nobody is left, or the room has closed, nothing is built', async () => {
  const [left, closed] = [stage([]), stage([reader()])]
  closed.room.state = 'closed'
  for (const { opening, builds } of [left, closed]) {
    opening.build()
    expect(builds).not.toHaveBeenCalled()
  }
  const gone = stage([reader()])
  gone.opening.build()
  gone.room.state = 'closed'
  await turn()
  expect(gone.drafts).not.toHaveBeenCalled()
})

it('a text that can not be built fails the room, and asks nobody', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (made: Uint8Array) => { updates.push(made) })
  for (let n = 0; n < 3; n++) doc.getMap('m').set(String(n), n)
  const { opening, room, asked } = stage([reader()], new Truth(3, [updates[0]!, updates[2]!]))
  opening.build()
  expect(room.fail).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'the log has a gap' }))
  expect(asked).toEqual([])
})
