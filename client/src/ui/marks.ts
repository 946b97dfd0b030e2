// The marks of a status; each differs in form: full, half, hatched, bracket, hollow, struck, ring with a dot, broken ring.
export const MARKS = ['agreed', 'adref', 'pending', 'contested', 'open', 'closed', 'live', 'off'] as const
export type Mark = (typeof MARKS)[number]
