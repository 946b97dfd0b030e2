// Reads a post's plain text: links, emphasis and mentions become pieces; nothing of it ever becomes markup. Pure.
import type { MentionShown } from './thread'

export type Piece =
  | { is: 'text' | 'strong' | 'emphasis'; text: string }
  | { is: 'link'; text: string; href: string }
  | { is: 'mention'; text: string; me: boolean }

// Only what the web is made of; an address ends before the stop or bracket of the sentence around it.
const LINK = /https?:\/\/[^\s<>"]{1,2000}/giu
const END = /[.,;:!?…'’”»\])}]+$/u
const MARKED = /(?<![\p{L}\p{N}*])\*([^*\n]{0,499}[^*\s])\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_([^_\n]{0,499}[^_\s])_(?![\p{L}\p{N}_])/gu

function linked(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(LINK)) {
    const whole = found[0].replace(END, '')
    if (!URL.canParse(whole)) continue
    if (found.index > at) pieces.push(...marked(text.slice(at, found.index)))
    pieces.push({ is: 'link', text: whole, href: new URL(whole).href })
    at = found.index + whole.length
  }
  return at < text.length ? [...pieces, ...marked(text.slice(at))] : pieces
}

function marked(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(MARKED)) {
    const inner = found[1] ?? found[2]!
    if (/^\s/u.test(inner)) continue
    if (found.index > at) pieces.push({ is: 'text', text: text.slice(at, found.index) })
    pieces.push({ is: found[1] === undefined ? 'emphasis' : 'strong', text: inner })
    at = found.index + found[0].length
  }
  return at < text.length ? [...pieces, { is: 'text', text: text.slice(at) }] : pieces
}

/** Mentions first: a name may hold a star or an underscore of its own. The longest name wins where one begins another. */
function mentioned(text: string, mentions: readonly MentionShown[]): Piece[] {
  const names = [...mentions].sort((a, b) => b.name.length - a.name.length)
  const pieces: Piece[] = []
  let [from, at] = [0, 0]
  while ((at = text.indexOf('@', at)) >= 0) {
    const one = names.find(({ name }) => name !== '' && text.startsWith(name, at + 1))
    if (!one) { at += 1; continue }
    if (at > from) pieces.push(...linked(text.slice(from, at)))
    pieces.push({ is: 'mention', text: `@${one.name}`, me: one.me })
    from = at = at + 1 + one.name.length
  }
  return from < text.length ? [...pieces, ...linked(text.slice(from))] : pieces
}

/** Paragraphs, each with pieces; a line break within one stays in its text. */
export const readPost = (words: string, mentions: readonly MentionShown[] = []): Piece[][] =>
  words.split(/\n\s*\n/u).filter((one) => one.trim() !== '').map((one) => mentioned(one.trim(), mentions))
