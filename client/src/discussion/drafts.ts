// What a person writes in a thread is kept in this browser until it is posted, also when the tab closes; signing out takes all of it away.
import type { Unsent } from '../wire/device'
import type { Mentionable } from './thread'

export interface Draft {
  words: string
  mentions: Mentionable[]
  answers?: string
  /** the key of the intent to post these very words, once it was sent */
  key?: string
  /** where it was begun, to be said when it would be lost */
  about?: Unsent
}
const BEGINS = 'post draft '
export const EMPTY: Draft = { words: '', mentions: [] }
const place = (person: string, thread: string): string => `${BEGINS}${person} ${thread}`

const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && 'words' in value && typeof value.words === 'string' && 'mentions' in value && Array.isArray(value.mentions)

export function readDraft(person: string, thread: string): Draft {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(place(person, thread)) ?? 'null')
    return isDraft(value) ? value : EMPTY
  } catch {
    return EMPTY
  }
}

/** False where the browser keeps nothing: then the page says so. */
export function keepDraft(person: string, thread: string, draft: Draft): boolean {
  try {
    if (draft.words.trim() === '') localStorage.removeItem(place(person, thread))
    else localStorage.setItem(place(person, thread), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

/** All that wait here; of one that does not know where it was begun, how it begins. */
export function draftsHere(): Unsent[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(BEGINS)).flatMap((name): Unsent[] => {
      const value: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
      return isDraft(value) && value.words.trim() !== '' ? [value.about ?? { title: value.words.trim().slice(0, 80), path: '/threads' }] : []
    })
  } catch {
    return []
  }
}

/** On signing out: whoever sits down here next finds nothing. */
export function dropDrafts(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(BEGINS)) localStorage.removeItem(name)
  } catch {
    // nothing was kept
  }
}
