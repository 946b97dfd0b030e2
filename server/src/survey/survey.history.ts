// All editions at once, and from them the history of one State or of a group of States with its means.
import type { GroupId } from '@roundtable/shared/survey/group.ids'
import { membersOf } from '@roundtable/shared/survey/groups'
import { meanOf } from '@roundtable/shared/survey/means.rules'
import { figureOf, type FigureColumn, type SurveyRow } from '@roundtable/shared/survey/survey.rules'
import { statesOf } from '@roundtable/shared/survey/states'
import type { Point } from './line.chart'

/** Oldest first. */
export interface Year { edition: number; rows: ReadonlyMap<string, SurveyRow> }
export type Area = { m49: string } | { group: GroupId }

export const codesIn = (area: Area, edition: number): string[] => ('m49' in area ? statesOf(area.m49).map(({ iso3 }) => iso3) : membersOf(area.group, edition))
export const rowsIn = (area: Area, { edition, rows }: Year): SurveyRow[] => codesIn(area, edition).flatMap((iso3) => rows.get(iso3) ?? [])

export const meansOf = (area: Area, years: readonly Year[], column: FigureColumn): Point[] =>
  years.map((year) => ({ edition: year.edition, ...valued(meanOf(rowsIn(area, year), column)) }))

export const figuresOver = (iso3: string, years: readonly Year[], column: FigureColumn): Point[] => years.map(({ edition, rows }) => {
  const figure = figureOf(rows.get(iso3), column)
  return { edition, ...valued(figure.status === 'recorded' ? figure.value : undefined) }
})

const valued = (value: string | undefined): { value?: string } => (value === undefined ? {} : { value })
