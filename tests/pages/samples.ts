// What the pages' tests show: a body with seats of every kind, the Survey's own rows, and a frozen outcome.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Seat } from '@roundtable/shared/bodies/seat.rules'
import type { Group } from '@roundtable/shared/bodies/words'
import type { Language } from '@roundtable/shared/base/languages'
import type { OutcomeContent } from '@roundtable/shared/papers/compile'
import { nameOf } from '@roundtable/shared/survey/states'
import type { SurveyRow } from '@roundtable/shared/survey/survey.rules'
import type { FrozenOutcome } from '../../server/src/outcomes/freeze'
import type { View } from '../../server/src/pages/view'
import { sayFor } from '../../server/src/platform/say'
import { readEdition } from '../../server/src/survey/survey.importer'

export const viewIn = (language: Language, more: Partial<View> = {}): View =>
  ({ language, say: sayFor(language), inAddress: false, origin: 'https://table.example', stylesheet: '/assets/public-1.css', demonstration: true, ...more })

export async function editionRows(edition: number): Promise<SurveyRow[]> {
  const read = await readEdition(edition, readFileSync(fileURLToPath(new URL(`../../prisma/seed/survey/${edition}.csv`, import.meta.url)), 'utf8'))
  if (!('edition' in read) || !('rows' in read.edition)) throw new Error('the carried edition does not read')
  return [...read.edition.rows]
}

export const EASTERN = ['BDI', 'COM', 'DJI', 'ERI', 'ETH', 'KEN', 'MDG', 'MWI', 'MUS', 'MOZ', 'RWA', 'SYC', 'SOM', 'SSD', 'UGA', 'TZA', 'ZMB', 'ZWE']

export const body: Body = {
  id: 'ibody', body: 'ibody', kind: 'regional-roundtable', symbol: 'RT.EAF', area: '014', applicationDays: 14, founded: '2026-11-20T09:00:00.000Z',
  name: { en: 'Eastern Africa', ar: 'شرق أفريقيا' },
  officers: { chair: [{ person: 'p1', name: 'Chair' }], moderator: [], rapporteur: [{ person: 'p2', name: 'Rapporteur' }] },
}

export const seatOf = (id: string, organisation: string, group: Group, more: Partial<Seat> = {}): Seat =>
  ({ id, body: body.id, organisation, group, class: 'member', since: body.founded, standing: 'seated', delegates: [], ...more })

export const seats: Seat[] = [
  ...EASTERN.map((iso3) => seatOf(`s-${iso3.toLowerCase()}`, `Government of ${nameOf(iso3, 'en')}`, 'national-government', { iso3 })),
  seatOf('s1', 'Interparliamentary ICT Committee', 'parliament'), seatOf('s2', 'Great Lakes Local Authorities', 'local-government'),
  seatOf('s3', 'Chamber of Digital Industry', 'private-sector'), seatOf('s4', 'Mobile Operators Forum', 'private-sector'),
  seatOf('s5', 'Civic Data Network', 'civil-society'), seatOf('s6', 'Universities for Public Administration', 'academia'),
  seatOf('s7', 'African Training and Research Centre in Administration for Development (CAFRAD)', 'intergovernmental', { class: 'observer' }),
  seatOf('s8', 'African Association for Public Administration and Management (AAPAM)', 'civil-society', { class: 'observer' }),
  seatOf('s9', 'Expert in a personal capacity', 'academia', { class: 'expert' }),
]

const text = (words: string) => ({ type: 'text' as const, text: words })
const italic = (words: string) => ({ ...text(words), italic: true as const })
const mark = (number: number) => ({ type: 'footnote' as const, number })

export const content: OutcomeContent = {
  title: 'Position paper on the use of the United Nations E-Government Survey at regional and local levels', language: 'en',
  paragraphs: [
    { id: 'b1', role: 'heading', level: '1', runs: [text('I. Introduction')] },
    { id: 'b2', role: 'text', number: '1', runs: [italic('Citizens'), text(' are closer to local public administration than to central national levels.'), mark(1)] },
    { id: 'b3', role: 'text', number: '2', runs: [text('Kenya stood at '), { ...text('0.6314'), figure: 'c1' }, mark(2), text(' in the 2024 edition, and Rwanda at '), { ...text('0.5799'), figure: 'c2' }, mark(3), text('.')] },
    { id: 'b4', role: 'text', number: '2 bis', runs: [text('A fall in rank does not mean that e-government goes backwards;'), mark(2), text(' scores are shown before ranks. See '), { ...text('the study'), href: 'https://example.org/study?a=1&b=2' }, text('.')] },
    { id: 'b5', role: 'heading', level: '2', runs: [text('Conclusions and recommendations')] },
    { id: 'b6', role: 'text', number: '3', runs: [text('The Roundtable recommends that common local indicators be prepared, and for this purpose that:')] },
    { id: 'b7', role: 'text', level: '1', number: '(a)', runs: [text('The Rapporteur collect the indicators now in use by local authorities;')] },
    { id: 'b8', role: 'text', level: '1', number: '(b)', runs: [text('Academia and the private sector contribute in writing, in particular on:')] },
    { id: 'b9', role: 'text', level: '2', number: '(i)', runs: [text('Services that residents ask for first;')] },
    { id: 'b10', role: 'text', level: '2', number: '(ii)', runs: [text('Access for people without a connection.')] },
    { id: 'b11', role: 'preambular', number: 'PP1', runs: [italic('Noting'), text(' that the Survey is the policy tool,')] },
    { id: 'b12', role: 'operative', number: 'OP1', runs: [italic('Requests'), text(' the secretariat to follow these recommendations until they are done.')] },
  ],
  footnotes: [
    { number: 1, paragraphs: [[text('Report of the Committee of Experts on Public Administration, eleventh session, 16 to 20 April 2012.')], [text('Second paragraph of the note.')]] },
    { number: 2, figures: ['c1'], paragraphs: [[text('E-Government Development Index (EGDI), Kenya, 2024 edition. Source: UN DESA, United Nations E-Government Survey, 2024.')]] },
    { number: 3, figures: ['c2'], paragraphs: [[text('E-Government Development Index (EGDI), Rwanda, 2024 edition. Source as in footnote 2.')]] },
  ],
}

export const frozen: FrozenOutcome = {
  form: 1, symbol: 'RT.EAF/2026/1', body: { id: body.id, kind: body.kind, name: body.name, symbol: body.symbol }, paper: 'ipaper', kind: 'position-paper',
  adopted: { at: '2026-11-24T11:30:00.000Z', how: 'by-consensus', asOrallyRevised: true, digest: 'd'.repeat(64) }, published: '2026-11-25T08:00:00.000Z', content, figures: [],
}
export const digest = '36732d2260456cb3209a05e494b794019f1b91d2342bdce9bb30c268e8e1c14f'
export const entries = [
  { symbol: 'RT.EAF/2026/2', title: 'National consortia: composition and first tasks', language: 'en', at: '2026-11-25T09:00:00.000Z', adopted: { how: 'without-vote' as const, asOrallyRevised: false } },
  { symbol: 'RT.EAF/2026/1', title: content.title, language: 'en', at: frozen.published, adopted: frozen.adopted },
]
/** A body that has called no meeting, and stands beside no other. */
export const still = { meetings: [], beside: [], arrivals: [], now: new Date('2026-11-25T08:00:00.000Z') }
