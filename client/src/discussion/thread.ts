// What the screens of a thread show: posts as their reader may see them, and whom one can mention.
import type { Shape } from '@roundtable/shared/base/shapes'

export interface Voice { name: string; shape?: Shape; kind: string }
export interface MentionShown { name: string; /** it is I who am meant */ me: boolean }
/** How a post stands for this reader; a hidden one has its reason where the reader is its author or keeps the threads. */
export type PostStands = { is: 'shown' } | { is: 'deleted' } | { is: 'hidden'; reason?: string; by?: string; mine: boolean } | { is: 'sending' }
export type PostAct = 'reply' | 'edit' | 'delete' | 'history' | 'hide' | 'show'

export interface PostShown {
  id: string
  at: string
  by: Voice
  mine: boolean
  words: string
  mentions: readonly MentionShown[]
  answers?: { id: string; name: string; words: string }
  /** when it was last changed, if it was */
  edited?: string
  stands: PostStands
  may: readonly PostAct[]
}

/** Somebody a post can name: a delegation or a role. */
export interface Mentionable extends Voice { id: string }

/** What a thread hangs on; of a paragraph, its number and the words that were chosen. */
export interface Quoted { number?: string; words: string; language?: string }
