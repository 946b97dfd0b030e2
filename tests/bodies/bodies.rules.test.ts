// A body, its officers and its seats (bodies.RULES.md, BOD-1 to BOD-9).
import { describe, expect, it } from 'vitest'
import { refuse } from '@roundtable/shared/base/refusal'
import { applyForSeat } from '@roundtable/shared/bodies/application.rules'
import { balanceOf } from '@roundtable/shared/bodies/balance.rules'
import { body, foundBody, nameOfficer, releaseOfficer, type Body, type Founding } from '@roundtable/shared/bodies/body.rules'
import { inviteDelegate, releaseDelegate, restoreSeat, seat, seatDelegate, suspendSeat, type Seat } from '@roundtable/shared/bodies/seat.rules'
import { GROUPS, type Group, type SeatClass } from '@roundtable/shared/bodies/words'
import { may } from '@roundtable/shared/permissions/may'
import { rolesOf, type Membership } from '@roundtable/shared/permissions/roles'
import { fold, types } from '../support/fold'

const founding = { kind: 'regional-roundtable' as const, name: { en: 'Table' }, symbol: 'RT.TAB', applicationDays: 7 }
const place = (organisation: string, group: Group, iso3?: string, as: SeatClass = 'member') => ({ organisation, group, class: as, ...(iso3 ? { iso3 } : {}) })
const found = (...seats: ReturnType<typeof place>[]) => foundBody('table', founding, seats.map((one, index) => ({ id: `seat-${index}`, seat: one })))
const kenya = place('Kenya', 'national-government', 'KEN')
const free = { memberDelegate: false, secretariat: false, chair: false }
const ada = { person: 'ada', name: 'Ada' }
const table: Body = fold(body, 'body', found(kenya))
const seated = (as: SeatClass = 'member'): Seat => fold(seat, 'seat', found(place('Somebody', 'civil-society', undefined, as)))

describe('a body', () => {
  it('[BOD-1] is founded in one act with its seats', () => {
    expect(types(found(kenya, place('Chamber', 'private-sector')))).toEqual(['bodyFounded', 'seatEstablished', 'seatEstablished'])
    expect(table).toMatchObject({ id: 'table', symbol: 'RT.TAB', officers: { chair: [], moderator: [], rapporteur: [] } })
  })

  it('[BOD-2] a government’s seat names its State, once at a table; other groups need none', () => {
    expect(found(place('Kenya', 'national-government'))).toEqual(refuse('state-missing', { organisation: 'Kenya' }))
    expect(found(kenya, place('Republic of Kenya', 'national-government', 'KEN'))).toEqual(refuse('seat-taken', { organisation: 'Republic of Kenya' }))
    expect(types(found(kenya, place('Parliament of Kenya', 'parliament', 'KEN')))).toHaveLength(3)
  })

  it('[BOD-3] an office is held once by a person, by several people, and given back', () => {
    const chaired = fold(body, 'body', nameOfficer(table, 'chair', ada, free), table)
    expect(nameOfficer(chaired, 'chair', ada, free)).toEqual(refuse('already-officer'))
    expect(types(nameOfficer(chaired, 'chair', { person: 'ben', name: 'Ben' }, free))).toEqual(['officerNamed'])
    expect(types(nameOfficer(chaired, 'rapporteur', ada, free))).toEqual(['officerNamed'])
    expect(releaseOfficer(chaired, 'rapporteur', 'ada')).toEqual(refuse('not-officer'))
    expect(fold(body, 'body', releaseOfficer(chaired, 'chair', 'ada'), chaired).officers.chair).toEqual([])
  })

  it('[BOD-4] the chair speaks for no delegation that votes; the secretariat holds no office', () => {
    expect(nameOfficer(table, 'chair', ada, { ...free, memberDelegate: true })).toEqual(refuse('barred-pair'))
    expect(types(nameOfficer(table, 'rapporteur', ada, { ...free, memberDelegate: true }))).toEqual(['officerNamed'])
    for (const office of ['chair', 'moderator', 'rapporteur'] as const) expect(nameOfficer(table, office, ada, { ...free, secretariat: true })).toEqual(refuse('barred-pair'))
  })

  it('[BOD-5] several roles add up, and are held where they were given', () => {
    const actor = (...memberships: Membership[]) => ({ person: { id: 'ada', name: 'Ada', language: 'en' }, memberships })
    const both = actor({ body: 'table', role: 'rapporteur' }, { body: 'table', role: 'observer', seat: 'seat-0' })
    expect([...rolesOf(both)].sort()).toEqual(['observer', 'public', 'rapporteur'])
    expect(may('papers/write', both, { drafters: [] })).toEqual({ role: 'rapporteur' })
    expect([...rolesOf(actor())].sort()).toEqual(['citizen', 'public'])
  })
})

describe('a national consortium', () => {
  const consortium = (of: Partial<Founding>, ...seats: ReturnType<typeof place>[]) => foundBody('table', { ...founding, ...of }, seats.map((one, index) => ({ id: `seat-${index}`, seat: one })))
  const treasury = place('National Treasury', 'national-government')

  it('[BOD-17] names its one State; no other body does, and none of its seats', () => {
    expect(types(consortium({ kind: 'national-consortium', state: 'KEN' }, treasury, place('Ministry of Information', 'national-government')))).toHaveLength(3)
    expect(consortium({ kind: 'national-consortium' }, treasury)).toEqual(refuse('consortium-state'))
    expect(consortium({ state: 'KEN' }, kenya)).toEqual(refuse('consortium-state'))
    expect(consortium({ kind: 'national-consortium', state: 'KEN' }, kenya)).toEqual(refuse('consortium-state'))
  })

  it('[BOD-17] a ministry applies to it without naming a State', () => {
    const standing = { organisation: 'National Treasury', group: 'national-government' as const, mandate: 'Money.', owners: 'The State.', interests: 'None.' }
    const ask = (iso3?: string) => applyForSeat('one', { ...standing, ...(iso3 ? { iso3 } : {}) }, ada, '2026-12-01T00:00:00.000Z', { consortium: true })
    expect(types(ask())).toEqual(['applicationMade'])
    expect(ask('KEN')).toEqual(refuse('consortium-state'))
  })

  it('[BOD-19] counts members on three sides and says which is missing', () => {
    const members = [treasury, place('Parliament', 'parliament'), place('Counties', 'local-government'), place('Chamber', 'private-sector'), place('University', 'academia')]
    const { of, missing } = balanceOf([...members, place('Bank', 'intergovernmental'), place('Watch', 'civil-society', undefined, 'observer')])
    expect(of).toEqual({ 'government': ['national-government', 'local-government', 'parliament'], 'private-sector': ['private-sector'], 'civil-society': ['academia'] })
    expect(missing).toEqual([])
    expect(balanceOf([treasury, place('Watch', 'civil-society', undefined, 'observer')]).missing).toEqual(['private-sector', 'civil-society'])
    // Whatever sits at the table: nobody is counted twice.
    const every = GROUPS.map((group) => place(group, group))
    expect(Object.values(balanceOf(every).of).flat().sort()).toEqual(GROUPS.filter((group) => group !== 'intergovernmental').sort())
  })
})

describe('a seat', () => {
  const suspended = fold(seat, 'seat', suspendSeat(seated(), 'Papers.'), seated())

  it('[BOD-6] invites while it is seated, suspended nobody', () => {
    expect(types(inviteDelegate(seated(), 'invitation', 'adviser'))).toEqual(['delegateInvited'])
    expect(inviteDelegate(suspended, 'invitation', 'adviser')).toEqual(refuse('seat-not-seated'))
  })

  it('[BOD-7] a person sits once; the secretariat in none, the chair in no member’s; a suspended one seats nobody', () => {
    const sitting = fold(seat, 'seat', seatDelegate(seated(), ada, 'head', free), seated())
    expect(sitting.delegates).toEqual([{ ...ada, rank: 'head' }])
    expect(seatDelegate(sitting, ada, 'adviser', free)).toEqual(refuse('already-delegate'))
    expect(seatDelegate(seated(), ada, 'head', { ...free, secretariat: true })).toEqual(refuse('barred-pair'))
    expect(seatDelegate(seated('observer'), ada, 'head', { ...free, secretariat: true })).toEqual(refuse('barred-pair'))
    expect(seatDelegate(seated(), ada, 'head', { ...free, chair: true })).toEqual(refuse('barred-pair'))
    expect(types(seatDelegate(seated('expert'), ada, 'head', { ...free, chair: true }))).toEqual(['delegateSeated'])
    expect(seatDelegate(suspended, ada, 'head', free)).toEqual(refuse('seat-not-seated'))
  })

  it('[BOD-8] suspended its people read on as observers without a rank; restored they are what they were', () => {
    const sitting = fold(seat, 'seat', seatDelegate(seated(), ada, 'head', free), seated())
    const held = fold(seat, 'seat', suspendSeat(sitting, 'Papers.'), sitting)
    expect(seat.memberships?.(sitting)).toEqual([{ person: 'ada', body: 'body', role: 'delegate', seat: 'seat-0', rank: 'head' }])
    expect(seat.memberships?.(held)).toEqual([{ person: 'ada', body: 'body', role: 'observer', seat: 'seat-0' }])
    expect(suspendSeat(held, 'Again.')).toEqual(refuse('seat-not-seated'))
    expect(fold(seat, 'seat', restoreSeat(held), held)).toEqual(sitting)
    expect(restoreSeat(sitting)).toEqual(refuse('seat-not-suspended'))
  })

  it('[BOD-9] who is released holds nothing any more', () => {
    const sitting = fold(seat, 'seat', seatDelegate(seated('expert'), ada, 'head', free), seated('expert'))
    expect(seat.memberships?.(sitting)).toEqual([expect.objectContaining({ role: 'expert' })])
    const left = fold(seat, 'seat', releaseDelegate(sitting, 'ada'), sitting)
    expect(seat.memberships?.(left)).toEqual([])
    expect(releaseDelegate(left, 'ada')).toEqual(refuse('not-delegate'))
  })

  it('shows the public that it is there, not who sits in it nor that it is suspended', () => {
    expect(seat.cut?.(suspended, 'public')).toEqual(expect.objectContaining({ standing: 'seated', delegates: [] }))
    expect(seat.cut?.(suspended, 'public')).not.toHaveProperty('reason')
    expect(seat.cut?.(suspended, 'table')).toEqual(suspended)
  })
})
