// The named cast of the demonstration: roles, not people.
export const CAST = ['operator', 'secretariat', 'chair', 'moderator', 'rapporteur', 'delegate-kenya', 'delegate-rwanda', 'private-sector', 'civil-society', 'expert', 'observer'] as const
export type CastMember = (typeof CAST)[number]
export const castEmail = (who: CastMember): string => `${who}@demonstration.example`
