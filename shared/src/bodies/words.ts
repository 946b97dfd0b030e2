// The fixed sets of the bodies domain (domain.md's words).
export const BODY_KINDS = ['regional-roundtable', 'national-consortium', 'working-group'] as const
export type BodyKind = (typeof BODY_KINDS)[number]
export const GROUPS = ['national-government', 'local-government', 'parliament', 'private-sector', 'civil-society', 'academia', 'intergovernmental'] as const
export type Group = (typeof GROUPS)[number]
export const CLASSES = ['member', 'observer', 'expert'] as const
export type SeatClass = (typeof CLASSES)[number]
export const RANKS = ['head', 'alternate', 'adviser'] as const
export type Rank = (typeof RANKS)[number]
export const OFFICES = ['chair', 'moderator', 'rapporteur'] as const
export type Office = (typeof OFFICES)[number]
