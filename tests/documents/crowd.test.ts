// A crowd is told in pieces: in order, each once, and nobody is left out who comes, goes or stops reading meanwhile.
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { Audience } from '../../server/src/documents/audience'
import type { Connection } from '../../server/src/documents/connection'
import { LIMITS } from '../../server/src/documents/limits'
import { Truth } from '../../server/src/documents/text'
import { served, by, KENYA } from './served'
import { type } from './peers'

const SIZE = 3 * LIMITS.atOnce + 7
function crowd() {
  const doc = served()
  const truth = new Truth(1, [Y.encodeStateAsUpdate(doc)])
  const audience = new Audience(truth, () => 1)
  const heard = Array.from({ length: SIZE }, () => [] as string[])
  const people = heard.map((list) => ({
    synced: true, stale: undefined as Connection['stale'], unsent: 0, drained: () => {},
    hearing: { has: () => {}, holds: () => {} },
    tell(frame: Buffer) { if (!this.stale) list.push(`told ${frame.length}`) },
    send(frame: Buffer) { list.push(`sent ${frame.length}`) },
    tellPlace: () => undefined,
    tellTurn(turn: number) { list.push(`turn ${turn}`) },
    onceDrained(work: () => void) { this.drained = work },
  }))
  for (const one of people) audience.connections.add(one as unknown as Connection)
  return { truth, audience, heard, people, update: (words: string) => by(doc, type(words), KENYA) }
}

it('in order: the row, then that words were moved; the first fifty at once, the others soon', async () => {
  const { audience, heard, update } = crowd()
  const row = update('a')
  audience.tell(2, row)
  audience.tellTurn(5)
  expect(heard.filter((list) => list.length > 0)).toHaveLength(LIMITS.atOnce)
  await audience.told()
  expect(new Set(heard.map((list) => list.map((said) => said.split(' ')[0]).join(' ')))).toEqual(new Set(['told turn']))
})

it('the next row comes to nobody before the one before it, even if he stops reading in between', async () => {
  const { audience, heard, people, update } = crowd()
  const last = people.at(-1)!
  audience.tell(2, update('a'))
  expect(heard.at(-1)).toEqual([])
  last.unsent = LIMITS.unsent + 1
  audience.tell(3, update('b'))
  expect(heard.at(-1)).toHaveLength(1)
  await audience.told()
  expect(heard.at(-1)).toHaveLength(1)
  last.drained()
  expect(heard.at(-1)).toHaveLength(2)
})

it('who has gone is told nothing, who has come has it with his answer', async () => {
  const { truth, audience, heard, people, update } = crowd()
  audience.tell(2, update('news'))
  audience.leave(people.at(-1) as unknown as Connection)
  audience.join(people.at(-2) as unknown as Connection, new Uint8Array([0]))
  await audience.told()
  expect(heard.at(-1)).toEqual([])
  expect(heard.at(-2)![0]).toMatch(/^sent/)
  expect(truth.seq).toBe(2)
})
