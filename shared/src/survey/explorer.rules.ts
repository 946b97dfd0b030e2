// What the explorer of the Survey may be asked for, and how it puts States in classes and in order. Rules SUR-30 on.
import { isRefusal, refuse, type Refusal } from '../base/refusal'
import { INDICES, pairsOf, SORTS, WORLD, type Asked, type ExplorerView, type Index, type Within } from './explorer.views'
import { isGroupId } from './group.ids'
import { membersOf } from './groups'
import { INDICATORS } from './indicators'
import { groupAt, type EgdiGroup } from './means.rules'
import { areaOf, stateOf, statesOf } from './states'
import { figureOf, type Figure, type SurveyRow } from './survey.rules'

export const MOST_COMPARED = 6

export type Params = Readonly<Record<string, unknown>>

/** SUR-30: the whole request from the parameters of an address, or what is wrong with it. */
export function askedOf(view: ExplorerView, params: Params, editions: readonly number[]): Asked | Refusal {
  const indexIn = (name: string): Index | Refusal => choice(params, name, INDICES, 'egdi')
  if (view === 'compare') {
    const indicator = indexIn('indicator')
    if (isRefusal(indicator)) return indicator
    const states = manyIn(params['state'])
    return isRefusal(states) ? states : { view, indicator, states }
  }
  const edition = editionIn(params, editions)
  if (isRefusal(edition)) return edition
  const state = stateIn(params)
  if (isRefusal(state)) return state
  const within = withinIn(params)
  if (isRefusal(within)) return within
  const marked = { ...(within ? { within } : {}), ...(state === undefined ? {} : { state }) }
  if (view === 'scatter') {
    const [x, y] = [choice(params, 'x', INDICATORS, 'tii'), choice(params, 'y', INDICATORS, 'egdi')]
    if (isRefusal(x)) return x
    return isRefusal(y) ? y : { view, edition, x, y, ...marked }
  }
  const indicator = indexIn('indicator')
  if (isRefusal(indicator)) return indicator
  if (view === 'map') return { view, edition, indicator, ...marked }
  const sort = choice(params, 'sort', SORTS, 'figure')
  return isRefusal(sort) ? sort : { view, edition, indicator, ...(sort === 'name' ? { sort } : {}), ...marked }
}

/** An empty field of a form is one that was not filled in; a field that stands twice, or is a list, is no word. */
function oneIn(params: Params, name: string): string | undefined | Refusal {
  const value = params[name]
  if (value === undefined || value === '') return undefined
  return typeof value === 'string' && value.length <= 20 ? value : refuse('malformed')
}

function choice<C extends string>(params: Params, name: string, among: readonly C[], otherwise: C): C | Refusal {
  const value = oneIn(params, name)
  if (isRefusal(value)) return value
  return value === undefined ? otherwise : among.find((one) => one === value) ?? refuse('indicator-unknown')
}

function editionIn(params: Params, editions: readonly number[]): number | Refusal {
  const value = oneIn(params, 'edition')
  if (isRefusal(value)) return value
  const edition = value === undefined ? editions.at(-1) : editions.find((one) => String(one) === value)
  return edition ?? refuse('edition-unknown', { edition: value ?? '' })
}

function stateIn(params: Params): string | undefined | Refusal {
  const value = oneIn(params, 'state')
  if (value === undefined || isRefusal(value)) return value
  return stateOf(value) ? value : refuse('state-unknown')
}

function withinIn(params: Params): Within | undefined | Refusal {
  const value = oneIn(params, 'area')
  if (value === undefined || isRefusal(value) || value === WORLD) return value === WORLD ? undefined : value
  return isGroupId(value) ? { group: value } : areaOf(value) ? { m49: value } : refuse('area-unknown')
}
/** The codes of who is shown; without an area everybody. */
export function membersWithin(within: Within | undefined, edition: number): ReadonlySet<string> | undefined {
  return within && new Set('m49' in within ? statesOf(within.m49).map(({ iso3 }) => iso3) : membersOf(within.group, edition))
}

function manyIn(given: unknown): string[] | Refusal {
  const values = given === undefined ? [] : Array.isArray(given) ? given : [given]
  if (!values.every((one): one is string => typeof one === 'string')) return refuse('malformed')
  const states = [...new Set(values.filter((one) => one !== ''))]
  if (states.length > MOST_COMPARED) return refuse('states-too-many', { most: MOST_COMPARED })
  return states.every((one) => stateOf(one)) ? states : refuse('state-unknown')
}

/** Whether there is anything to be seen there: it names an edition that is here, and States that there are. */
export function canBeShown(asked: Asked, editions: readonly number[]): boolean {
  const params: Record<string, string | string[]> = {}
  for (const [name, value] of pairsOf(asked)) params[name] = name in params ? [params[name]!, value].flat() : value
  return !isRefusal(askedOf(asked.view, params, editions))
}

export interface Placed { iso3: string; figure: Figure; rank: Figure; group?: EgdiGroup }
/** SUR-32 */
const placed = (row: SurveyRow, indicator: Index): Placed => {
  const recorded = row[indicator]
  const figure = figureOf(row, indicator)
  return { iso3: row.iso3, figure, rank: figureOf(row, 'rank'), ...(figure.status === 'recorded' && recorded !== undefined ? { group: groupAt(recorded) } : {}) }
}

/** SUR-33: highest first, as recorded; equal figures in the order of `before`, and who has no figure apart from the others. */
export function rankingOf(rows: readonly SurveyRow[], indicator: Index, before: (a: string, b: string) => number): { ranked: Placed[]; apart: Placed[] } {
  const height = new Map(rows.map((row) => [row.iso3, Number(row[indicator] ?? -1)]))
  const all = rows.map((row) => placed(row, indicator))
  return {
    ranked: all.filter((one) => one.group !== undefined).sort((a, b) => height.get(b.iso3)! - height.get(a.iso3)! || before(a.iso3, b.iso3)),
    apart: all.filter((one) => one.group === undefined).sort((a, b) => before(a.iso3, b.iso3)),
  }
}
