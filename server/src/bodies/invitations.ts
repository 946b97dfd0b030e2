// Inviting a person to a place at the table by mail, and the moment they take it.
import { isRefusal, refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { nameOfficer, type Body } from '@roundtable/shared/bodies/body.rules'
import { fullNameIn } from '@roundtable/shared/bodies/full-name'
import { seatDelegate } from '@roundtable/shared/bodies/seat.rules'
import type { Office, Rank } from '@roundtable/shared/bodies/words'
import { makeLink } from '../accounts/sessions.db'
import { sayFor } from '../platform/say'
import type { Unit } from '../platform/unit'
import { heldStill, languageAt } from './bodies.db'

export type Place = { seat: string; rank: Rank } | { office: Office }

/** Makes the link and its mail; the record knows the invitation by its id, never the address. */
export async function invite(unit: Unit, place: Place, to: { email: string; name: string }, body: Body): Promise<string> {
  const { id, token, expires } = await makeLink(unit.tx, unit.ports, { purpose: 'invitation', body: unit.body!, place, ...to }, unit.now)
  const language = await languageAt(unit.tx, to.email) ?? 'en'
  await unit.mail({ to: to.email, template: 'invitation', language, params: { token, name: to.name, body: fullNameIn(sayFor(language), language, body), expires: expires.toISOString() } })
  return id
}

/** What a person already holds, for the barred pairs. The installation stands still meanwhile, or somebody could be named to the secretariat beside. */
export async function holdings(unit: Unit, person: string) {
  const rows = await heldStill(unit.tx, person, unit.body!)
  return { chair: rows.some((row) => row.role === 'chair'), secretariat: rows.some((row) => row.role === 'secretariat'), memberDelegate: rows.some((row) => row.role === 'delegate') }
}

/** BOD-16: may an applicant not sit for the organisation that is admitted, being of the secretariat or the chair? */
export async function isBarred(unit: Unit, person: string): Promise<boolean> {
  const { chair, secretariat } = await holdings(unit, person)
  return chair || secretariat
}

/** The invited person sits down: recorded as their own act, in the place they take. */
export async function takePlace(unit: Unit, link: { place: unknown; body: string | null }, person: { id: string; name: string }): Promise<void | Refusal> {
  const place = link.place as Place
  const who = { person: person.id, name: person.name }
  const holds = await holdings(unit, person.id)
  if ('office' in place) {
    const body = await unit.load('body', unit.body!)
    if (!body) return refuse('unknown')
    const decided = nameOfficer(body, place.office, who, holds)
    if (isRefusal(decided)) return decided
    return unit.record(decided, { ...who, role: place.office })
  }
  const seat = await unit.load('seat', place.seat)
  if (!seat) return refuse('unknown')
  const decided = seatDelegate(seat, who, place.rank, holds)
  if (isRefusal(decided)) return decided
  return unit.record(decided, { ...who, role: seat.class === 'member' ? 'delegate' : seat.class, seat: seat.id })
}
