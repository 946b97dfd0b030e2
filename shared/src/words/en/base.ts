export const base = {
} as const
