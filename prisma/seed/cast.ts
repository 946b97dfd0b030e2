// Who plays in the demonstration: roles, not people; the positions they take are invented.
import type { CastMember } from '@roundtable/shared/accounts/cast'
import { areas, nameOf, statesOf } from '@roundtable/shared/survey/states'

export const NAMES: Record<CastMember, string> = {
  'operator': 'Operator', 'secretariat': 'Secretariat', 'chair': 'Chair', 'moderator': 'Moderator', 'rapporteur': 'Rapporteur',
  'delegate-kenya': 'Delegate of Kenya', 'delegate-rwanda': 'Delegate of Rwanda', 'private-sector': 'Delegate of the private sector',
  'civil-society': 'Delegate of civil society', 'expert': 'Expert', 'observer': 'Observer',
}

/** M49 014; the body's membership is its own from the founding on. */
export const EASTERN_AFRICA = '014'
const governments = statesOf(EASTERN_AFRICA).map(({ iso3 }) => ({ organisation: nameOf(iso3, 'en'), group: 'national-government' as const, class: 'member' as const, iso3, who: ({ KEN: 'delegate-kenya', RWA: 'delegate-rwanda' } as Record<string, CastMember>)[iso3] }))

/** CAFRAD and AAPAM were observers of the working group whose recommendation the roundtable follows. The other organisations are invented. */
export const SEATS: { organisation: string; group: 'national-government' | 'local-government' | 'parliament' | 'private-sector' | 'civil-society' | 'academia' | 'intergovernmental'; class: 'member' | 'observer' | 'expert'; iso3?: string; who?: CastMember }[] = [
  ...governments,
  { organisation: 'Interparliamentary ICT Committee', group: 'parliament', class: 'member' },
  { organisation: 'Great Lakes Local Authorities', group: 'local-government', class: 'member' },
  { organisation: 'Chamber of Digital Industry', group: 'private-sector', class: 'member', who: 'private-sector' },
  { organisation: 'Civic Data Network', group: 'civil-society', class: 'member', who: 'civil-society' },
  { organisation: 'CAFRAD', group: 'intergovernmental', class: 'observer', who: 'observer' },
  { organisation: 'AAPAM', group: 'civil-society', class: 'observer' },
  { organisation: 'Expert on local e-government', group: 'academia', class: 'expert', who: 'expert' },
]

/** The area's name in the six languages, as a body's name. */
export const areaNames = (m49: string) => {
  const names = areas.find((area) => area.m49 === m49)!.names
  return { ...names }
}
