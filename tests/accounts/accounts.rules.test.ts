// Who serves the installation (accounts.RULES.md).
import { describe, expect, it } from 'vitest'
import { dismissSecretariat, installation, nameOperator, nameSecretariat, openInstallation, plantedDemonstration } from '@roundtable/shared/accounts/accounts.rules'
import { refuse } from '@roundtable/shared/base/refusal'
import { may } from '@roundtable/shared/permissions/may'
import { WHO_MAY } from '@roundtable/shared/permissions/who-may'
import { fold, types } from '../support/fold'

const opened = fold(installation, 'installation', openInstallation(false), undefined, 'installation')
const ada = { person: 'ada', name: 'Ada' }
const served = fold(installation, 'installation', nameSecretariat(opened, ada, false), opened)

describe('the installation', () => {
  it('[ACC-4] a person serves in the secretariat once', () => {
    expect(served.secretariat).toEqual([ada])
    expect(nameSecretariat(served, { person: 'ada', name: 'Another name' }, false)).toEqual(refuse('already-secretariat'))
  })

  it('[ACC-4] is dismissed only while serving, and may be named again', () => {
    expect(dismissSecretariat(opened, 'ada')).toEqual(refuse('not-secretariat'))
    const dismissed = fold(installation, 'installation', dismissSecretariat(served, 'ada'), served)
    expect(dismissed.secretariat).toEqual([])
    expect(types(nameSecretariat(dismissed, ada, false))).toEqual(['secretariatNamed'])
  })

  it('[ACC-5] who holds a seat or an office is not named', () => {
    expect(nameSecretariat(opened, ada, true)).toEqual(refuse('barred-pair'))
  })

  it('[ACC-6] naming an operator twice changes nothing', () => {
    const operated = fold(installation, 'installation', nameOperator(opened, ada), opened)
    expect(operated.operators).toEqual([ada])
    expect(nameOperator(operated, ada)).toEqual([])
    expect(installation.memberships?.(operated)).toEqual([{ person: 'ada', body: 'installation', role: 'operator' }])
  })

  it('[ACC-6] an operator has no say in the substance: no act of a body, no text, no outcome', () => {
    const operator = { person: { id: 'ada', name: 'Ada', language: 'en' }, memberships: [{ body: 'installation', role: 'operator' as const }] }
    const substance = Object.keys(WHO_MAY).filter((action) => /^(bodies|papers|outcomes)\//.test(action)) as (keyof typeof WHO_MAY)[]
    const allowed = substance.filter((action) => !('refused' in may(action, operator, {}, true)))
    expect(allowed).toEqual(['bodies/list', 'bodies/read', 'bodies/part', 'bodies/events', 'bodies/follow', 'bodies/exportRecord', 'outcomes/list', 'outcomes/read'])
  })

  it('[ACC-8] a demonstration is planted once, and nothing else ever is', () => {
    expect(plantedDemonstration(opened)).toEqual([])
    const begun = fold(installation, 'installation', openInstallation(true))
    expect(begun.planted).toBeUndefined()
    const planted = fold(installation, 'installation', plantedDemonstration(begun), begun)
    expect(planted).toMatchObject({ demonstration: true, planted: true })
    expect(plantedDemonstration(planted)).toEqual([])
  })

  it('is never opened twice, and an event that cannot be is a bug', () => {
    const event = { type: 'seatSuspended', v: 1, by: { system: true as const }, aggregate: { kind: 'installation', id: 'installation' }, payload: {}, body: 'installation', seq: 1, at: '2026-01-01T00:00:00.000Z' }
    expect(() => installation.apply(undefined, event)).toThrow('cannot be applied')
    expect(() => installation.apply(opened, event)).toThrow('cannot be applied')
  })

  it('shows people who serve it to the secretariat’s circle only', () => {
    expect(installation.cut?.(served, 'public')).toMatchObject({ secretariat: [], operators: [] })
    expect(installation.cut?.(served, 'table')).toMatchObject({ secretariat: [] })
    expect(installation.cut?.(served, 'secretariat')).toEqual(served)
  })
})
