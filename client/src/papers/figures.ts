// What the editor asks of its page: which figure, what it is, and whether it was taken into the paper.
import type { FigureStatus } from '@roundtable/shared/survey/indicators'
import type { Indicator } from '@roundtable/shared/survey/indicators'
import type { Note } from '@roundtable/shared/survey/survey.rules'

export interface FigureChoice { edition: number; iso3: string; indicator: Indicator }
export interface Preview { status: FigureStatus; value?: string; notes?: readonly Note[] }
export type Cited = { citation: string } | { sentence: string }
