// The names of groups of States; who belongs to each stands in groups.ts, which is heavy.
export const INCOMES = ['low', 'lower-middle', 'upper-middle', 'high'] as const
export type Income = (typeof INCOMES)[number]
export const SITUATIONS = ['ldc', 'lldc', 'sids'] as const
export const GROUP_IDS = [...SITUATIONS, ...INCOMES] as const
export type GroupId = (typeof GROUP_IDS)[number]
export const isGroupId = (value: string): value is GroupId => (GROUP_IDS as readonly string[]).includes(value)
