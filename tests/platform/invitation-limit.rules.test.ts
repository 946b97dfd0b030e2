// How often: what is counted for whom, and that one person's limit is nobody else's.
import { expect, it } from 'vitest'
import { makeLimits, tooOften } from '../../server/src/gate/limits'

const asking = (token: string) => ({ address: '192.0.2.1', token })

it.each(['bodies/inviteDelegate', 'bodies/inviteOfficer'])('%s: one session sends three hundred in an hour, whoever they go to', async (name) => {
  const limits = makeLimits()
  for (let time = 0; time < 300; time += 1) expect(await tooOften(limits, name, asking('one'), { email: `${time}@test.example` })).toBe(false)
  expect(await tooOften(limits, name, asking('one'), { email: 'last@test.example' })).toBe(true)
  expect(await tooOften(limits, name, asking('another'), { email: 'last@test.example' })).toBe(false)
  expect(await tooOften(limits, 'bodies/list', asking('one'), {})).toBe(false)
})
