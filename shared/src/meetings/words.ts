// The words of meetings that code, record and screens share.

/** `not-attributed`: what is said may be used, not who said it. */
export const MODES = ['public', 'closed', 'not-attributed'] as const
export const MEETING_STAGES = ['called', 'open', 'suspended', 'closed', 'cancelled'] as const
export const HOW_PRESENT = ['on-line', 'in-the-room'] as const
export const FILE_KINDS = ['pdf', 'docx'] as const
export type FileKind = (typeof FILE_KINDS)[number]
export type Mode = (typeof MODES)[number]
