// Applications for a seat (bodies.RULES.md, BOD-10 to BOD-16).
import { describe, expect, it } from 'vitest'
import { refuse } from '@roundtable/shared/base/refusal'
import { application, applyForSeat, decideApplication, endPeriod, objectTo, verifyApplication, withdrawObjection, type Application } from '@roundtable/shared/bodies/application.rules'
import { AT, drafts, fold, types } from '../support/fold'

const UNTIL = '2026-03-09T10:00:00.000Z'
const BEFORE = '2026-03-09T09:59:59.999Z'
const standing = { organisation: 'Universities Forum', group: 'academia' as const, mandate: 'Teaching.', owners: 'Nine.', interests: 'Research.' }
const open = fold(application, 'application', applyForSeat('one', standing, { person: 'ada', name: 'Ada' }, UNTIL))
const after = (state: Application, decided: Parameters<typeof drafts>[0]) => fold(application, 'application', decided, state)
const objected = after(open, objectTo(open, 'kenya', 'Not named.', BEFORE))
const referred = after(objected, endPeriod(objected, 'new', UNTIL))
const ADMITTED = ['applicationAdmitted', 'seatEstablished', 'delegateSeated']

describe('an application', () => {
  it('[BOD-10] says what is asked, and is open for the period', () => {
    expect(open).toMatchObject({ ...standing, applicant: { person: 'ada', name: 'Ada' }, at: AT, until: UNTIL, verified: false, objections: [], stage: 'open' })
  })

  it('[BOD-11] keeps its organisation’s place while it is open or before the body, whatever the case', () => {
    expect(application.columns?.(open).key).toBe('body:universities forum')
    expect(application.columns?.(referred).key).toBe('body:universities forum')
    expect(application.columns?.(after(open, endPeriod(open, 'new', UNTIL))).key).toBeUndefined()
  })

  it('[BOD-12] a delegation objects once and within the period', () => {
    expect(objected.objections).toEqual([{ seat: 'kenya', reason: 'Not named.' }])
    expect(objectTo(objected, 'kenya', 'Again.', BEFORE)).toEqual(refuse('already-objected'))
    expect(objectTo(open, 'kenya', 'Late.', UNTIL)).toEqual(refuse('period-over'))
    expect(objectTo(referred, 'rwanda', 'Late.', BEFORE)).toEqual(refuse('application-closed'))
  })

  it('[BOD-13] an objection is withdrawn by who raised it; the last one after the period admits', () => {
    expect(withdrawObjection(objected, 'rwanda', 'new')).toEqual(refuse('not-objected'))
    expect(types(withdrawObjection(objected, 'kenya', 'new'))).toEqual(['objectionWithdrawn'])
    expect(types(withdrawObjection(referred, 'kenya', 'new'))).toEqual(['objectionWithdrawn', ...ADMITTED])
    const two = after(open, [...drafts(objectTo(open, 'kenya', 'A.', BEFORE)), ...drafts(objectTo(open, 'rwanda', 'B.', BEFORE))])
    const both = after(two, endPeriod(two, 'new', UNTIL))
    expect(types(withdrawObjection(both, 'kenya', 'new'))).toEqual(['objectionWithdrawn'])
    const admitted = after(open, endPeriod(open, 'new', UNTIL))
    expect(withdrawObjection(admitted, 'kenya', 'new')).toEqual(refuse('application-closed'))
  })

  it('[BOD-14] at the end of the period nothing against it admits, an objection refers; earlier or twice nothing happens', () => {
    expect(endPeriod(open, 'new', BEFORE)).toEqual([])
    expect(types(endPeriod(open, 'new', UNTIL))).toEqual(ADMITTED)
    expect(drafts(endPeriod(open, 'new', UNTIL)).map(({ aggregate }) => aggregate.id)).toEqual(['one', 'new', 'new'])
    expect(types(endPeriod(objected, 'new', UNTIL))).toEqual(['applicationReferred'])
    expect(endPeriod(referred, 'new', UNTIL)).toEqual([])
    expect(after(open, endPeriod(open, 'new', UNTIL))).toMatchObject({ stage: 'admitted', how: 'no-objection', seat: 'new' })
  })

  it('[BOD-15] the chair declares what the body decided, only when it stands before the body', () => {
    expect(decideApplication(open, true, 'new')).toEqual(refuse('period-running'))
    expect(types(decideApplication(referred, true, 'new'))).toEqual(ADMITTED)
    expect(after(referred, decideApplication(referred, true, 'new'))).toMatchObject({ stage: 'admitted', how: 'decision' })
    const declined = after(referred, decideApplication(referred, false, 'new'))
    expect(declined.stage).toBe('declined')
    expect(decideApplication(declined, true, 'new')).toEqual(refuse('application-closed'))
    expect(verifyApplication(declined)).toEqual(refuse('application-closed'))
  })

  it('[BOD-16] whom another role bars does not sit; the seat is there', () => {
    const without = ['applicationAdmitted', 'seatEstablished']
    expect(types(endPeriod(open, 'new', UNTIL, true))).toEqual(without)
    expect(types(decideApplication(referred, true, 'new', true))).toEqual(without)
    expect(types(withdrawObjection(referred, 'kenya', 'new', true))).toEqual(['objectionWithdrawn', ...without])
  })

  it('its papers are verified once', () => {
    const verified = after(open, verifyApplication(open))
    expect(verified.verified).toBe(true)
    expect(verifyApplication(verified)).toEqual(refuse('already-verified'))
  })
})
