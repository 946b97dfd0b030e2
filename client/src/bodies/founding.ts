// The draft of a body's founding: what M49 fills in, and what is sent of it.
import type { InjectionKey } from 'vue'
import { BODY_KINDS, type BodyKind, type Group, type SeatClass } from '@roundtable/shared/bodies/words'
import { UN_LANGUAGES, type Area, type State, type UnLanguage } from '@roundtable/shared/survey/states'
import { sorterIn } from '@roundtable/shared/words/dates'
import type { InputOf } from '@roundtable/shared/wire/contracts'

export interface SeatDraft { organisation: string; group: Group; class: SeatClass }
export interface FoundingDraft {
  kind: BodyKind
  area: string
  /** of a national consortium */
  state: string
  names: Record<UnLanguage, string>
  /** governments: the State's name as the record will have it, in English */
  states: { iso3: string; name: string; in: boolean }[]
  others: SeatDraft[]
  symbol: string
  days: string
}

/** The parts of the form write in the one draft that the page keeps. */
export const theDraft: InjectionKey<FoundingDraft> = Symbol('founding')

/** The names of the record are English. */
const inRecord = sorterIn('en')
const noNames = (): Record<UnLanguage, string> => Object.fromEntries(UN_LANGUAGES.map((language) => [language, ''])) as Record<UnLanguage, string>
export const newSeat = (): SeatDraft => ({ organisation: '', group: 'civil-society', class: 'member' })
export const beginFounding = (): FoundingDraft => ({ kind: BODY_KINDS[0], area: '', state: '', names: noNames(), states: [], others: [newSeat()], symbol: '', days: '14' })

const PREFIX: Record<BodyKind, string> = { 'regional-roundtable': 'RT', 'national-consortium': 'NC', 'working-group': 'WG' }

/** RT.EAF for Eastern Africa: initials, and two letters of the last word. */
export function symbolFor(kind: BodyKind, name: string): string {
  const words = name.normalize('NFD').toUpperCase().replace(/[^A-Z\s-]/g, '').split(/[\s-]+/).filter((word) => word && !['AND', 'THE', 'OF', 'FOR'].includes(word))
  const last = words.at(-1) ?? ''
  const letters = words.length > 1 ? words.slice(0, -1).map((word) => word[0]).join('') + last.slice(0, 2) : last.slice(0, 3)
  return letters.length >= 2 ? `${PREFIX[kind]}.${letters.slice(0, 6)}` : ''
}

export const stateDraft = (state: State): FoundingDraft['states'][number] => ({ iso3: state.iso3, name: state.names.en, in: true })

export function fillFrom(draft: FoundingDraft, area: Area, states: State[]): void {
  draft.names = { ...area.names }
  draft.states = states.map(stateDraft).sort((a, b) => inRecord(a.name, b.name))
  draft.symbol = symbolFor(draft.kind, area.names.en)
}

/** NC.KEN: the State's own code. */
export function fillFromState(draft: FoundingDraft, state: State): void {
  draft.names = { ...state.names }
  draft.symbol = `${PREFIX[draft.kind]}.${state.iso3}`
}

const filled = (names: Record<UnLanguage, string>) =>
  ({ en: names.en, ...Object.fromEntries(UN_LANGUAGES.flatMap((language) => (language !== 'en' && names[language].trim() ? [[language, names[language]]] : []))) }) as InputOf<'bodies/foundBody'>['name']

export function foundingInput(draft: FoundingDraft): InputOf<'bodies/foundBody'> {
  const governments = (draft.kind === 'national-consortium' ? [] : draft.states.filter((state) => state.in)).map(({ iso3, name }) => ({ organisation: name, group: 'national-government' as const, class: 'member' as const, iso3 }))
  return {
    kind: draft.kind, name: filled(draft.names), ...(draft.area ? { area: draft.area } : {}), ...(draft.state ? { state: draft.state } : {}), symbol: draft.symbol.trim().toUpperCase(),
    applicationDays: Number(draft.days), seats: [...governments, ...othersOf(draft).map(({ seat }) => seat)],
  }
}

/** A row that nobody has written in is no seat; the others keep their place in the form. */
export const othersOf = (draft: FoundingDraft): { seat: SeatDraft; row: number }[] =>
  draft.others.flatMap((seat, row) => (seat.organisation.trim() ? [{ seat: { ...seat }, row }] : []))
