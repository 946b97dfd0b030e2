// The words of discussion that code, record and screens share.

/** What a thread hangs on. */
export const ON = ['body', 'item', 'paper', 'paragraph', 'arrival', 'figure', 'view'] as const
/** Offices that a post can mention; delegations are mentioned by their seat. */
export const MENTIONED_ROLES = ['chair', 'rapporteur', 'moderator', 'secretariat'] as const
export type MentionedRole = (typeof MENTIONED_ROLES)[number]
/** How a person attends to a thread: as usual; told of what is new in it; without a mark of what is new. */
export const ATTENTIONS = ['usual', 'followed', 'muted'] as const
export type Attention = (typeof ATTENTIONS)[number]
/** Why something in a thread is for a person: named in a post, following the thread, author of what was hidden or locked. */
export const REASONS = ['mention', 'followed', 'hidden', 'locked'] as const
export type Reason = (typeof REASONS)[number]
export const STANDS = ['shown', 'hidden', 'deleted'] as const
/** How many characters a post can have. */
export const LONGEST_POST = 4_000
/** As much as a thread keeps of a paragraph. */
export const QUOTED_MOST = 600
/** How long an author can change or take back a post. */
export const EDIT_MINUTES = 15
/** How many posts a look at a thread brings at most. */
export const WINDOW = 50

export const isMentionedRole = (value: string): value is MentionedRole => (MENTIONED_ROLES as readonly string[]).includes(value)
