// Presence without a wire: what is kept of what a client says, and of whom.
import { expect, it } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import type { Writer } from '../../server/src/documents/admission'
import { Draft } from '../../server/src/documents/draft'
import { TIMES } from '../../server/src/documents/limits'
import { Presence } from '../../server/src/documents/presence'
import { Truth } from '../../server/src/documents/text'
import { textOf } from './peers'

const said = (client: number, state: unknown) => encoding.encode((encoder) => {
  for (const value of [1, client, 1]) encoding.writeVarUint(encoder, value)
  encoding.writeVarString(encoder, JSON.stringify(state))
})
/** What is told of a person who says this. */
function told(who: Partial<Writer>, state: unknown, claim = true): string {
  const presence = new Presence<{ tell(frame: Buffer): void; tellCrowd(frame: Buffer): void }>(() => 1)
  const frames: Buffer[] = []
  presence.hear({ tell: () => undefined, tellCrowd: () => undefined }, { person: 'kenya', session: 's', name: 'Kenya', ...who }, said(7, state), () => claim)
  presence.tell(2, (say) => { say({ tell: (frame) => { frames.push(frame) }, tellCrowd: () => undefined }) })
  return Buffer.concat(frames).toString()
}

it('a colour is six hex digits, or the neutral one', () => {
  expect(told({ color: '#0a1B2c' }, {})).toContain('"color":"#0a1B2c"')
  for (const color of ['red', '#12345', '#1234567', 'url(https://elsewhere.example)', '#123456;x', undefined]) expect(told({ color }, {})).toContain('"color":"#5a6472"')
})

it('a name is the session’s, whatever the client says', () => {
  const frame = told({}, { user: { name: 'Chair', color: '#ffffff' }, name: 'Chair', cursor: { anchor: { type: { client: 1, clock: 2 }, evil: 'x' }, head: 'x' } })
  expect(frame).toContain('"name":"Kenya"')
  expect(frame).not.toMatch(/Chair|evil|ffffff/)
})

it('who may not use a client id is not seen under it', () => { expect(told({}, {}, false)).toBe('') })

it('a client id that has words and no owner is nobody’s to use', () => {
  const doc = new Y.Doc()
  seedPaper(doc, [{ id: 'a', role: 'text', runs: [{ text: 'Recalling', marks: {} }] }])
  const truth = new Truth(1, [Y.encodeStateAsUpdate(doc)])
  const draft = new Draft(truth, new Map())
  expect(draft.claim(doc.clientID, 'kenya')).toBe(false)
  expect(draft.claim(5, 'kenya')).toBe(true)
  expect(draft.claim(5, 'peru')).toBe(false)
})

it('a log with a gap is no text', () => {
  const doc = new Y.Doc()
  seedPaper(doc, [{ id: 'a', role: 'text', runs: [{ text: 'one', marks: {} }] }])
  const before = Y.encodeStateVector(doc)
  textOf(doc).insert(3, ' two')
  expect(() => { new Truth(2, [Y.encodeStateAsUpdate(doc, before)]).build() }).toThrow('gap')
})

/** A crowd of so many readers, told at moments of the test's own. */
function crowd(people: Writer[]) {
  const said: { delegation: string; people: number }[][] = []
  let now = 1_000_000
  const listener = { tell: () => undefined, tellCrowd: (frame: Buffer) => { said.push((JSON.parse(/\{.*\}/s.exec(frame.toString())![0]) as { here: never[] }).here) } }
  const presence = new Presence<typeof listener>(() => now, () => people)
  return { presence, said, tell: (passed: number) => { now += passed; presence.tell(60, (say) => { say(listener) }) } }
}
const reader = (person: string, delegation?: string): Writer => ({ person, session: 's', name: `Name of ${person}`, ...(delegation ? { delegation } : {}) })

it('of a crowd everybody counts, cursor or not, once in two windows; who has no delegation among the others, and nobody by name', () => {
  const { said, tell } = crowd([reader('a', 'Kenya'), reader('a', 'Kenya'), reader('b', 'Kenya'), reader('c'), reader('d')])
  tell(0)
  expect(said).toEqual([[{ delegation: 'Kenya', people: 2 }, { delegation: '', people: 2 }]])
  expect(JSON.stringify(said)).not.toContain('Name of')
})

it('a crowd is told anew when somebody came or went, not more often than it should, and not when nothing changed', () => {
  const people = [reader('a', 'Kenya')]
  const { presence, said, tell } = crowd(people)
  tell(0)
  people.push(reader('b', 'Kenya'))
  expect(presence.come(60)).toBe(true)
  tell(10)
  expect([said.length, presence.moved]).toEqual([1, true])
  tell(TIMES.crowd)
  expect([said.at(-1), presence.moved]).toEqual([[{ delegation: 'Kenya', people: 2 }], false])
  // Nobody came: not even counted.
  people.push(reader('c', 'Kenya'))
  tell(TIMES.crowd)
  expect(said.length).toBe(2)
  presence.come(60)
  people.pop()
  tell(TIMES.crowd)
  expect(said.length).toBe(2)
})
