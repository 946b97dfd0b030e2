// The 193 Member States and the M49 areas they stand in: names in the six languages, codes, and who an area prefills.
import { AREA_TABLE, STATE_TABLE } from './states.data'

export const UN_LANGUAGES = ['en', 'fr', 'es', 'ru', 'zh', 'ar'] as const
export type UnLanguage = (typeof UN_LANGUAGES)[number]
export type Names = Record<UnLanguage, string>
export type AreaLevel = 'global' | 'region' | 'subregion' | 'intermediate'

export interface Area { m49: string; level: AreaLevel; parent?: string; names: Names }
/** `region`, `subregion` and `intermediate` are M49 codes of areas. */
export interface State {
  iso2: string
  iso3: string
  m49: string
  region: string
  subregion: string
  intermediate?: string
  ldc: boolean
  lldc: boolean
  sids: boolean
  names: Names
}

const rows = (table: string): string[][] => table.trim().split('\n').map((row) => row.split('|'))
const namesFrom = (cells: string[]): Names => {
  const [en = '', fr = '', es = '', ru = '', zh = '', ar = ''] = cells
  return { en, fr, es, ru, zh, ar }
}

export const areas: readonly Area[] = rows(AREA_TABLE).map(([m49 = '', level, parent, ...names]) => ({
  m49, level: level as AreaLevel, ...(parent ? { parent } : {}), names: namesFrom(names),
}))
const areaBy = new Map(areas.map((area) => [area.m49, area]))

/** The area itself and all that it lies in, smallest first. */
function upwards(m49: string): Area[] {
  const area = areaBy.get(m49)
  return area ? [area, ...(area.parent ? upwards(area.parent) : [])] : []
}

function stateFrom([iso2 = '', iso3 = '', m49 = '', area = '', flags = '', ...names]: string[]): State {
  const at = (level: AreaLevel) => upwards(area).find((one) => one.level === level)?.m49
  const intermediate = at('intermediate')
  return {
    iso2, iso3, m49, region: at('region') ?? '', subregion: at('subregion') ?? '', ...(intermediate ? { intermediate } : {}),
    ldc: flags[0] === '1', lldc: flags[1] === '1', sids: flags[2] === '1', names: namesFrom(names),
  }
}

/** In the order of their ISO alpha-3 codes; a list that people read is sorted by name in their language. */
export const states: readonly State[] = rows(STATE_TABLE).map(stateFrom)
const stateBy = new Map(states.map((state) => [state.iso3, state]))

export const stateOf = (iso3: string): State | undefined => stateBy.get(iso3)
export const areaOf = (m49: string): Area | undefined => areaBy.get(m49)

/** The Member States in an area. M49 lists territories as well; only States have a seat and a row in the Survey. */
export const statesOf = (m49: string): State[] =>
  states.filter((state) => m49 === '001' || [state.region, state.subregion, state.intermediate].includes(m49))

/** The areas that a State lies in, smallest first. */
export function areasOf(iso3: string): string[] {
  const state = stateBy.get(iso3)
  return state ? upwards(state.intermediate ?? state.subregion).map(({ m49 }) => m49) : []
}

/** The name of a State, or the code itself when no State has it. */
export const nameOf = (iso3: string, language: UnLanguage): string => stateBy.get(iso3)?.names[language] ?? iso3
export const areaNameOf = (m49: string, language: UnLanguage): string => areaBy.get(m49)?.names[language] ?? m49
