// A command that gets no answer is tried again under the same key until it has one; the intent survives a reload.
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useAct } from '../../client/src/wire/act'
import { command } from '../../client/src/wire/http'
import { speak } from '../../client/src/words'

beforeAll(() => speak('en'))
afterEach(() => { vi.unstubAllGlobals(); sessionStorage.clear() })

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
const keysOf = (calls: ReturnType<typeof vi.fn>['mock']['calls']) => calls.map(([, init]) => (init as { headers: Record<string, string> }).headers['Idempotency-Key'])
/** The contract is fetched before the first is sent: on a busy machine that takes seconds. */
const sent = (send: () => unknown, times: number) => vi.waitFor(() => expect(send).toHaveBeenCalledTimes(times), { timeout: 20_000 })
/** What waits for the line is woken at once. */
const back = () => queueMicrotask(() => window.dispatchEvent(new Event('online')))

test('no answer, a broken one and "not just now" are tried again with one key; the refusal that comes is the answer', async () => {
  const refusal = { refused: 'not-you', sentence: 'Your role does not allow this.' }
  const send = vi.fn()
    .mockRejectedValueOnce(new TypeError('network'))
    .mockResolvedValueOnce(new Response('<html>', { status: 502 }))
    .mockResolvedValueOnce(answer(503, { refused: 'unavailable', sentence: 'Not just now.' }))
    .mockResolvedValueOnce(answer(403, refusal))
  vi.stubGlobal('fetch', send)
  const trouble = vi.fn(back)
  expect(await command('bodies/restoreSeat', { seat: 's1' }, undefined, { trouble })).toEqual(refusal)
  expect(trouble).toHaveBeenCalledTimes(3)
  const keys = keysOf(send.mock.calls)
  expect(keys).toHaveLength(4)
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^[\x21-\x7e]{8,80}$/)
})

test('the same intent after a reload has the same key; another intent has another', async () => {
  const send = vi.fn(() => new Promise<Response>(() => undefined))
  vi.stubGlobal('fetch', send)
  const act = () => effectScope(true).run(() => useAct('bodies/restoreSeat'))!
  void act().run({ seat: 's1' })
  await sent(send, 1)
  void act().run({ seat: 's1' })
  await sent(send, 2)
  void act().run({ seat: 's2' })
  await sent(send, 3)
  const [first, again, other] = keysOf(send.mock.calls)
  expect(again).toBe(first)
  expect(other).not.toBe(first)
})

test('what the contract refuses is not sent; each field is told', async () => {
  const send = vi.fn()
  vi.stubGlobal('fetch', send)
  const act = effectScope(true).run(() => useAct('bodies/inviteDelegate'))!
  expect(await act.run({ seat: 's1', rank: 'head', email: 'nobody', name: '' })).toBeUndefined()
  expect(act.wrongs.value).toMatchObject({ email: { key: 'base.wrong.email' }, name: { key: 'base.wrong.empty' } })
  expect(send).not.toHaveBeenCalled()
})
