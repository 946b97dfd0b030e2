// What the screens of a thread show: posts as their reader may see them, and whom one can mention.
import type { RouteLocationRaw } from 'vue-router'
import type { Attention } from '@roundtable/shared/discussion/words'
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

/** An earlier wording of a post, the oldest first. */
export interface Wording { at: string; words: string }
/** How giving a command went: done, or the sentence why not. */
export type Told = { done: true } | { done: false; sentence: string }
export interface Posting { words: string; mentions: string[]; answers?: string }

/** What a screen can do with a thread, whatever it hangs on. */
export interface ThreadView {
  id: string
  title: string
  /** in full, for where what it hangs on does not stand beside it */
  named: string
  quoted?: Quoted
  /** those loaded, in order of time, without a gap */
  posts: readonly PostShown[]
  /** there are older ones, and how many newer */
  more: boolean
  later: number
  /** how many of others came since it was opened */
  arrived: number
  asking: boolean
  read?: string
  /** nobody posts here any more, and why */
  locked?: { reason: string; by?: string }
  /** posts here bear no name */
  unnamed?: true
  mentionable: readonly Mentionable[]
  may: { post: boolean; lock: boolean; unlock: boolean }
  /** something was done to a post of mine here, and I have not looked */
  moderated: boolean
  /** how many are new to me */
  unread: number
  /** how I attend to it; none before its first post */
  attention?: Attention
  older(): void
  newer(): void
  newest(): void
  /** the first post in view */
  placed(post: string): void
  seen(post: string): void
  /** under one key: given twice it is done once */
  post(what: Posting, key: string): Promise<Told>
  edit(post: string, what: Posting): Promise<Told>
  act(act: 'delete' | 'show', post: string): Promise<Told>
  hide(post: string, reason: string): Promise<Told>
  attend(attention: Attention): Promise<Told>
  lock(reason: string): Promise<Told>
  unlock(): Promise<Told>
  history(post: string): Promise<readonly Wording[]>
}

/** A post that holds the words looked for. */
export interface Hit { id: string; at: string; by: Voice; words: string; where: string; to: RouteLocationRaw }
export type Found = { hits: readonly Hit[]; more?: string } | { sentence: string }
