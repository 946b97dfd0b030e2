// The views of the explorer and their names: the address of each, and the one by which a thread hangs on it. Light: it knows no State. Rules SUR-30, SUR-35.
import { isGroupId, type GroupId } from './group.ids'
import { INDICATORS, type Indicator } from './indicators'

export const EXPLORER_VIEWS = ['map', 'ranking', 'scatter', 'compare'] as const
export type ExplorerView = (typeof EXPLORER_VIEWS)[number]
/** A rank is no amount: it is neither painted nor followed over time (SUR-31). */
export const INDICES = ['egdi', 'osi', 'tii', 'hci', 'epi'] as const satisfies readonly Indicator[]
export type Index = (typeof INDICES)[number]
export const SORTS = ['figure', 'name'] as const
/** The area of M49 that nobody stands outside of. */
export const WORLD = '001'
/** An area of M49 or a group; without one the world. */
export type Within = { m49: string } | { group: GroupId }

export type Asked =
  | { view: 'map'; edition: number; indicator: Index; within?: Within; state?: string }
  | { view: 'ranking'; edition: number; indicator: Index; within?: Within; sort?: 'name'; state?: string }
  | { view: 'scatter'; edition: number; x: Indicator; y: Indicator; within?: Within; state?: string }
  | { view: 'compare'; indicator: Index; states: string[] }

export const explorerPath = (view: ExplorerView): string => `/survey/${view}`
export const withinName = (within: Within): string => ('m49' in within ? within.m49 : within.group)

/** What is asked as the pairs of an address: it names the edition, so that it shows the same when a newer one has come. */
export function pairsOf(asked: Asked): [string, string][] {
  if (asked.view === 'compare') return [['indicator', asked.indicator], ...asked.states.map((state): [string, string] => ['state', state])]
  const pairs: [string, string | undefined][] = [
    ['edition', String(asked.edition)], ...(asked.view === 'scatter' ? [['x', asked.x], ['y', asked.y]] as [string, string][] : [['indicator', asked.indicator] as [string, string]]),
    ['area', asked.within && withinName(asked.within)], ['sort', asked.view === 'ranking' ? asked.sort : undefined], ['state', asked.state],
  ]
  return pairs.filter((pair): pair is [string, string] => pair[1] !== undefined)
}

export const addressOf = (asked: Asked, file?: 'csv' | 'svg'): string =>
  `${explorerPath(asked.view)}${file ? `.${file}` : ''}?${pairsOf(asked).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`

/** `map-2024-egdi`, `ranking-2024-osi-014`, `scatter-2024-tii-egdi-ldc`, `compare-egdi-ken-rwa`: without what only points into a view or puts it in another order; at most 40 signs, as an id has. */
export function viewId(asked: Asked): string {
  if (asked.view === 'compare') return ['compare', asked.indicator, ...[...new Set(asked.states)].map((iso3) => iso3.toLowerCase()).sort()].join('-')
  const indicators = asked.view === 'scatter' ? [asked.x, asked.y] : [asked.indicator]
  return [asked.view, asked.edition, ...indicators, ...(asked.within ? [withinName(asked.within)] : [])].join('-')
}

/** What such a name says; nothing when `viewId` would not have written it. Whether there are that edition and those States says `askedOf`. */
export function viewFrom(id: string): Asked | undefined {
  const [view, first = '', ...rest] = id.split('-')
  const asked = view === 'compare' ? compared(first, rest) : placed(view, first, rest)
  return asked && viewId(asked) === id ? asked : undefined
}
const index = (value: string | undefined): Index | undefined => INDICES.find((one) => one === value)
function compared(first: string, rest: string[]): Asked | undefined {
  const indicator = index(first)
  return indicator && { view: 'compare', indicator, states: rest.map((iso3) => iso3.toUpperCase()) }
}
function placed(view: string | undefined, year: string, rest: string[]): Asked | undefined {
  const [named, edition] = [rest.slice(view === 'scatter' ? 2 : 1).join('-'), Number(year)]
  const within: Within | undefined = isGroupId(named) ? { group: named } : /^\d{3}$/.test(named) && named !== WORLD ? { m49: named } : undefined
  const [x, y] = rest.slice(0, 2).map((one) => INDICATORS.find((known) => known === one))
  const indicator = index(rest[0])
  const place = { edition, ...(within ? { within } : {}) }
  if (view === 'scatter') return x && y && { view, x, y, ...place }
  return (view === 'map' || view === 'ranking') && indicator ? { view, indicator, ...place } : undefined
}
