// Where the Survey's public pages stand.
import type { Indicator } from '@roundtable/shared/survey/indicators'

/** One figure: of which edition, State and indicator. */
export interface FigureAt { edition: number; iso3: string; indicator: Indicator }

export const statePath = (iso3: string): string => `/survey/states/${iso3}`
export const areaPath = (m49: string): string => `/survey/areas/${m49}`
export const groupPath = (group: string): string => `/survey/groups/${group}`
export const figurePath = ({ edition, iso3, indicator }: FigureAt): string => `/survey/figures/${edition}/${iso3}/${indicator}`
/** To the application: a paper is chosen there, and opens with this filled in. */
export const citePath = (asked: { edition?: number; iso3?: string; indicator?: Indicator }): string =>
  `/cite?${[['edition', asked.edition], ['state', asked.iso3], ['indicator', asked.indicator]].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join('&')}`
/** To the application: what is said of it at a table. */
export const discussPath = ({ edition, iso3, indicator }: FigureAt): string => `/figures/${edition}/${iso3}/${indicator}`
