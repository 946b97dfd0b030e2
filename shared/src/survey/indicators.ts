// The indicators of the Survey that can be cited, and what a figure of one can be.
export const INDICATORS = ['egdi', 'rank', 'osi', 'tii', 'hci', 'epi'] as const
export type Indicator = (typeof INDICATORS)[number]

/** Why there is no figure; told apart and never shown as zero. */
export const NO_FIGURE = ['unranked', 'not-member', 'unknown'] as const
export const FIGURE_STATUS = ['recorded', ...NO_FIGURE] as const
export type FigureStatus = (typeof FIGURE_STATUS)[number]
