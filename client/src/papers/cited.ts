// A figure that was chosen elsewhere, as an address carries it: whole, or with what is still to be chosen left out.
import type { LocationQuery } from 'vue-router'
import { INDICATORS } from '@roundtable/shared/survey/indicators'
import type { FigureChoice } from './figures'

export type Wanted = Partial<FigureChoice>
const one = (query: LocationQuery, name: string): string => { const value = query[name]; return typeof value === 'string' ? value : '' }

/** What makes no sense is left out, and is chosen in the paper. */
export function wantedIn(query: LocationQuery): Wanted {
  const [edition, state, indicator] = [one(query, 'edition'), one(query, 'state'), INDICATORS.find((known) => known === one(query, 'indicator'))]
  return { ...(/^20\d\d$/.test(edition) ? { edition: Number(edition) } : {}), ...(/^[A-Z]{3}$/.test(state) ? { iso3: state } : {}), ...(indicator ? { indicator } : {}) }
}
export const asQuery = ({ edition, iso3, indicator }: Wanted): Record<string, string> => ({ ...(edition === undefined ? {} : { edition: String(edition) }), ...(iso3 ? { state: iso3 } : {}), ...(indicator ? { indicator } : {}) })
