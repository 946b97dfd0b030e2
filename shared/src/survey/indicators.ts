// The indicators of the Survey that can be cited.
export const INDICATORS = ['egdi', 'rank', 'osi', 'tii', 'hci', 'epi'] as const
export type Indicator = (typeof INDICATORS)[number]
