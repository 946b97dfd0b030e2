// The other two bodies of the demonstration: the National Consortium of Kenya, which feeds its region, and a roundtable that was just founded.
import { castEmail, type CastMember } from '@roundtable/shared/accounts/cast'
import { nameOf, statesOf, states } from '@roundtable/shared/survey/states'
import { symbolOf } from '@roundtable/shared/outcomes/outcomes.rules'
import type { InputOf } from '@roundtable/shared/wire/contracts'
import type { App, AppOptions } from '../../server/src/app'
import { readText } from '../../server/src/papers/text'
import { loadState } from '../../server/src/platform/record.db'
import { areaNames, NAMES } from './cast'
import type { As, Sit } from './plant'
import { writeText } from './text'
import { PROCUREMENT } from './texts'

type Seat = InputOf<'bodies/foundBody'>['seats'][number]

/** Its organisations are invented, of the kinds that meet at such a table. The delegate of Kenya at the roundtable is in its chair. */
export const CONSORTIUM_SEATS: (Seat & { who?: CastMember })[] = [
  { organisation: 'Ministry of Finance and Planning', group: 'national-government', class: 'member' },
  { organisation: 'Ministry of Information and Communications', group: 'national-government', class: 'member' },
  { organisation: 'Public Procurement Authority', group: 'national-government', class: 'member' },
  { organisation: 'Parliamentary Committee on Information', group: 'parliament', class: 'member' },
  { organisation: 'Council of County Governments', group: 'local-government', class: 'member' },
  { organisation: 'Chamber of Commerce and Technology', group: 'private-sector', class: 'member', who: 'private-sector' },
  { organisation: 'Association of Small Suppliers', group: 'private-sector', class: 'member' },
  { organisation: 'Procurement Watch', group: 'civil-society', class: 'member', who: 'civil-society' },
  { organisation: 'School of Public Policy', group: 'academia', class: 'member' },
  { organisation: 'AAPAM', group: 'civil-society', class: 'observer' },
]

const CARIBBEAN = '029'
/** CARICAD's membership is its own: Belize, Guyana and Suriname lie outside the Caribbean of M49. */
const BEYOND = ['BLZ', 'GUY', 'SUR']
export const CARIBBEAN_SEATS: Seat[] = [
  ...[...statesOf(CARIBBEAN).map(({ iso3 }) => iso3), ...BEYOND].sort().map((iso3) => ({ organisation: nameOf(iso3, 'en'), group: 'national-government' as const, class: 'member' as const, iso3 })),
  { organisation: 'CARICAD', group: 'intergovernmental', class: 'observer' },
]

const secretariat = castEmail('secretariat')
const chair = castEmail('delegate-kenya')

export async function foundConsortium(app: App, { prisma, ports }: AppOptions, as: As, sit: Sit, region: string): Promise<void> {
  const { body, seats } = await as(secretariat, 'bodies/foundBody', {
    kind: 'national-consortium', name: { ...states.find(({ iso3 }) => iso3 === 'KEN')!.names }, state: 'KEN', symbol: 'NC.KEN', applicationDays: 14, seats: CONSORTIUM_SEATS.map(({ who: _, ...seat }) => seat),
  })
  await sit(await as(secretariat, 'bodies/inviteOfficer', { body, office: 'chair', email: chair, name: NAMES['delegate-kenya'] }))
  for (const [index, { who }] of CONSORTIUM_SEATS.entries()) {
    if (who) await sit(await as(secretariat, 'bodies/inviteDelegate', { seat: seats[index]!, rank: 'head', email: castEmail(who), name: NAMES[who] }))
  }
  const { paper, document } = await as(chair, 'papers/makePaper', { body, title: PROCUREMENT.title, kind: PROCUREMENT.kind, language: 'en' })
  await as(chair, 'papers/appointDrafters', { paper, seats: CONSORTIUM_SEATS.flatMap(({ organisation }, index) => (PROCUREMENT.drafters.includes(organisation) ? [seats[index]!] : [])) })
  if (readText(await app.documents.text(document)).empty) await writeText(app, prisma, document, PROCUREMENT.blocks, async (figure) => (await as(chair, 'papers/citeFigure', { paper, ...figure })).citation)
  await as(chair, 'papers/circulate', { paper })
  await as(chair, 'papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false })
  const outcome = (await loadState(prisma, 'paper', paper))?.stage === 'published'
    ? (await prisma.aggregate.findFirstOrThrow({ where: { kind: 'outcome', parent: paper }, select: { id: true } })).id
    : (await as(secretariat, 'outcomes/publish', { paper, symbol: symbolOf('NC.KEN', ports.clock.now().getUTCFullYear(), 1) })).outcome
  await as(chair, 'outcomes/forward', { outcome, to: region })
}

/** Founded, and nothing more: what a body looks like on its first day. */
export const foundCaribbean = (as: As): Promise<unknown> =>
  as(secretariat, 'bodies/foundBody', { kind: 'regional-roundtable', name: areaNames(CARIBBEAN), area: CARIBBEAN, symbol: 'RT.CAR', applicationDays: 14, seats: CARIBBEAN_SEATS })
