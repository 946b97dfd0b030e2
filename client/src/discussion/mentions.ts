// Typing @ in a post: which word is being typed, who fits it, and the text with the name put in. Pure.
import type { Mentionable } from './thread'

export interface Typed { from: number; to: number; word: string }
const MOST = 8
const LONGEST = 60

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** The @ that stands before the caret, at the beginning of a word; names have blanks in them, so what follows may too. */
export function typedAt(text: string, caret: number): Typed | undefined {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0 || caret - from > LONGEST) return undefined
  const before = text[from - 1]
  if (before !== undefined && /[\p{L}\p{N}._%+-]/u.test(before)) return undefined
  const word = text.slice(from + 1, caret)
  return /[\n@]|^\s|\s{2}/u.test(word) ? undefined : { from, to: caret, word }
}

/** Those whose name begins with what was typed come first, then those with a word that does, then those that hold it. */
export function fitting(all: readonly Mentionable[], word: string, collate: (a: string, b: string) => number): Mentionable[] {
  const sought = folded(word)
  const rank = ({ name }: Mentionable): number => {
    const own = folded(name)
    if (own.startsWith(sought)) return 0
    if (own.split(/[\s\-'’(]+/u).some((part) => part.startsWith(sought))) return 1
    return own.includes(sought) ? 2 : 3
  }
  return all.map((one) => ({ one, rank: rank(one) })).filter((each) => each.rank < 3).sort((a, b) => a.rank - b.rank || collate(a.one.name, b.one.name)).slice(0, MOST).map(({ one }) => one)
}

/** The name stands in the text as typed words, with a blank after it; the caret goes behind. */
export function withMention(text: string, typed: Typed, name: string): { text: string; caret: number } {
  const rest = text.slice(typed.to)
  const put = `@${name}${/^\s/u.test(rest) ? '' : ' '}`
  return { text: text.slice(0, typed.from) + put + rest, caret: typed.from + put.length + (/^\s/u.test(rest) ? 1 : 0) }
}

/** Those of the chosen that the text still names. */
export const stillMentioned = (text: string, chosen: readonly Mentionable[]): Mentionable[] =>
  chosen.filter((one, index) => text.includes(`@${one.name}`) && chosen.findIndex(({ id }) => id === one.id) === index)
