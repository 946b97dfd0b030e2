// What the editor asks of its page: which figure, what it is, whether it was taken into the paper, and what stands for it in the text.
import { figureText, type Figure, type Figures } from '@roundtable/shared/papers/compile'
import type { FigureStatus } from '@roundtable/shared/survey/indicators'
import type { Indicator } from '@roundtable/shared/survey/indicators'
import type { Note } from '@roundtable/shared/survey/survey.rules'
import type { Say } from '@roundtable/shared/words/words'

export interface FigureChoice { edition: number; iso3: string; indicator: Indicator }
export interface Preview { status: FigureStatus; value?: string; notes?: readonly Note[] }
export type Cited = { citation: string } | { sentence: string }

/** Figures that have not come are another thing than a figure that there is not. */
export const figureIn = (figures: Figures | undefined, id: string): Figure | undefined => (figures && Object.hasOwn(figures, id) ? figures[id] : undefined)
export const figureShown = (figures: Figures | undefined, id: string, say: Say): string => (figures ? figureText(figureIn(figures, id), say) : '…')
