// A followed body: events in order through `apply`; a gap asks for what was missed, another circle fetches anew, withheld ones only count.
import { beforeEach, expect, test, vi } from 'vitest'
import type { Listener } from '../../client/src/wire/socket'

const line = vi.hoisted(() => ({ listener: undefined as unknown as Listener, asked: [] as { input: unknown; answer: (value: unknown) => void }[] }))
vi.mock('../../client/src/wire/socket', () => ({
  askBySocket: (_name: string, input: unknown) => new Promise((answer) => { line.asked.push({ input, answer }) }),
  listen: (listener: Listener) => { line.listener = listener; listener.up(() => undefined) },
}))
const { followBody } = await import('../../client/src/wire/body')

const founded = { id: 'b', body: 'b', kind: 'working-group', name: { en: 'Ours' }, symbol: 'WG.OUR', applicationDays: 14, founded: '2026-01-01', officers: { chair: [], moderator: [], rapporteur: [] } }
const event = (body: string, seq: number, type: string, payload: unknown) => ({ body, seq, at: '2026-01-02', type, v: 1, by: { system: true as const }, aggregate: { kind: 'body', id: body }, payload })
const chair = (body: string, seq: number, person: string) => event(body, seq, 'officerNamed', { person, name: person, office: 'chair' })
const settled = () => new Promise((done) => { setTimeout(done) })
const next = async () => { await vi.waitFor(() => expect(line.asked.length).toBeGreaterThan(0)); return line.asked.shift()! }

let count = 0
beforeEach(() => { line.asked.length = 0 })
async function opened() {
  const id = `b${++count}`
  const follow = followBody(id)
  ;(await next()).answer({ seq: 3, audience: 'table', aggregates: [{ kind: 'body', state: { ...founded, id, body: id } }] })
  await settled()
  const body = follow.all('body')
  return { id, follow, chairs: () => body.value[0]!.officers.chair.map((one) => one.person) }
}

test('events apply in order, once each; what is withheld only moves the number', async () => {
  const { id, follow, chairs } = await opened()
  line.listener.events({ body: id, events: [chair(id, 4, 'p'), { body: id, seq: 5, withheld: true }] })
  line.listener.events({ body: id, events: [chair(id, 4, 'p')] })
  line.listener.events({ body: 'another', events: [chair('another', 6, 'q')] })
  expect([follow.seq.value, chairs()]).toEqual([5, ['p']])
  expect(line.asked).toEqual([])
})

test('a gap asks for what was missed, and what comes meanwhile waits its turn', async () => {
  const { id, follow, chairs } = await opened()
  line.listener.events({ body: id, events: [chair(id, 6, 'r')] })
  expect(chairs()).toEqual([])
  const missed = await next()
  expect(missed.input).toEqual({ body: id, after: 3 })
  line.listener.events({ body: id, events: [chair(id, 7, 's')] })
  missed.answer({ seq: 6, audience: 'table', events: [chair(id, 4, 'p'), chair(id, 5, 'q'), chair(id, 6, 'r')] })
  await settled()
  expect([follow.seq.value, chairs()]).toEqual([7, ['p', 'q', 'r', 's']])
})

test('another circle, or an event that cannot be applied, fetches the whole anew', async () => {
  const { id, follow, chairs } = await opened()
  const rights = vi.fn()
  follow.onRights(rights)
  line.listener.resnapshot(id)
  expect(rights).toHaveBeenCalledTimes(1)
  const first = await next()
  expect(first.input).toEqual({ body: id })
  first.answer({ seq: 8, audience: 'public', aggregates: [{ kind: 'body', state: { ...founded, id, body: id } }] })
  await settled()
  expect([follow.seq.value, follow.audience.value]).toEqual([8, 'public'])
  line.listener.events({ body: id, events: [event(id, 9, 'neverHeardOf', {})] })
  expect((await next()).input).toEqual({ body: id })
  expect(chairs()).toEqual([])
})

test('the answer that comes with the greeting is taken; where it is broken off the socket is asked', async () => {
  const { id, follow, chairs } = await opened()
  expect(await line.listener.asks()).toEqual({ body: id, after: 3 })
  line.listener.up((of) => (of === id ? Promise.resolve({ seq: 4, audience: 'table', events: [chair(id, 4, 'p')] }) : undefined))
  await settled()
  expect([follow.seq.value, chairs(), line.asked]).toEqual([4, ['p'], []])
  line.listener.up(() => Promise.reject(new Error('gone')))
  expect((await next()).input).toEqual({ body: id, after: 4 })
})
