// How often: from one machine, in one session, for one address of mail; whoever is told "too often" holds up nobody else.
import { expect, it } from 'vitest'
import { makeLimits, tooOften } from '../../server/src/gate/limits'

/** How many of `most` were let in. */
async function letIn(most: number, ask: (index: number) => Parameters<typeof tooOften>): Promise<number> {
  let count = 0
  for (let index = 0; index < most; index += 1) if (!(await tooOften(...ask(index)))) count += 1
  return count
}
const mail = (index: number) => ({ email: `somebody-${index}@test.example` })

it('from one machine, whoever asks', async () => {
  const limits = makeLimits()
  expect(await letIn(12_010, (index) => [limits, 'bodies/list', { address: 'one', token: `session-${index}` }, undefined])).toBe(12_000)
  expect(await tooOften(limits, 'bodies/list', { address: 'another' }, undefined)).toBe(false)
})

it('in one session, from wherever', async () => {
  const limits = makeLimits()
  expect(await letIn(1_210, (index) => [limits, 'bodies/list', { address: `machine-${index}`, token: 'session' }, undefined])).toBe(1_200)
  expect(await tooOften(limits, 'bodies/list', { address: 'machine-1', token: 'another' }, undefined)).toBe(false)
  expect(await tooOften(limits, 'bodies/list', { address: 'machine-1' }, undefined)).toBe(false)
})

it('mails from one machine, to whomever', async () => {
  const limits = makeLimits()
  expect(await letIn(70, (index) => [limits, 'accounts/requestLink', { address: 'one' }, mail(index)])).toBe(60)
  expect(await tooOften(limits, 'accounts/requestLink', { address: 'another' }, mail(1))).toBe(false)
  expect(await tooOften(limits, 'bodies/list', { address: 'one' }, undefined)).toBe(false)
})

it('mails to one address, however it is written and from wherever', async () => {
  const limits = makeLimits()
  const written = ['ada@test.example', 'ADA@test.example', ' ada@test.example ']
  expect(await letIn(9, (index) => [limits, 'accounts/requestLink', { address: `machine-${index}` }, { email: written[index % 3] }])).toBe(5)
  expect(await tooOften(limits, 'accounts/requestLink', { address: 'machine-1' }, mail(1))).toBe(false)
})
