// The paper's schema: one kind of block with attributes, one text in it, marks over it; read, written and repaired here.
import * as Y from 'yjs'

/** The root of every paper's document and the name of its only kind of block. Other programs rely on both. */
export const ROOT = 'paper'
export const BLOCK = 'paragraph'

/** A citation and a reference to a note stand in the text as this one character; the mark on it says which. A node would split the text (see checks). */
export const PLACE = '\uFFFC'

export const ROLES = ['text', 'heading', 'preambular', 'operative', 'note'] as const
export type Role = (typeof ROLES)[number]
/** Of a heading: its rank. Of text, preambular, operative: how deep a sub-item; none = a paragraph of its own. */
export const LEVELS = ['1', '2', '3'] as const
export type Level = (typeof LEVELS)[number]

export const ATTRIBUTES = ['id', 'role', 'level', 'for'] as const
export const MARKS = ['bold', 'italic', 'link', 'citation', 'note'] as const
export type MarkName = (typeof MARKS)[number]
export const LINK_PROTOCOLS = ['http:', 'https:', 'mailto:'] as const
export const LIMITS = { paragraphs: 2_000, paragraph: 20_000, link: 2_000 } as const

export interface Marks { bold?: true; italic?: true; link?: { href: string }; citation?: { id: string }; note?: { id: string } }
export interface Run { text: string; marks: Marks }
/** `for`: of a block of role note, the id that its references carry. Several blocks of one `for` are one note of several paragraphs. */
export interface Block { id: string; role: Role; level?: Level; for?: string; runs: Run[] }
export type Paper = Block[]

const ID = /^[a-z0-9][a-z0-9-]{0,39}$/
export const isBlockId = (value: unknown): value is string => typeof value === 'string' && ID.test(value)
export const isRole = (value: unknown): value is Role => ROLES.includes(value as Role)
export const isLevel = (value: unknown): value is Level => LEVELS.includes(value as Level)

// Control characters, bidi overrides and isolates, noncharacters, halves of surrogate pairs. Line breaks are no part of a paragraph either.
const NEVER = /(?![\t\n])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu
export const cleanText = (text: string): string => text.replace(/\r\n?|[\n\t\u2028\u2029]/g, ' ').replace(NEVER, '')

/** The address as it may stand in a paper, or undefined: http, https and mailto only, no hidden blanks, not too long. */
export function linkOf(href: unknown): string | undefined {
  if (typeof href !== 'string' || href.length > LIMITS.link) return undefined
  // What a browser would skip inside a scheme ("java\tscript:") is not skipped but refused.
  if (/[\p{Cc} \u202A-\u202E\u2066-\u2069]/u.test(href.trim())) return undefined
  const protocol = /^([a-z][a-z0-9+.-]*:)/i.exec(href.trim())?.[1]?.toLowerCase()
  return LINK_PROTOCOLS.some((allowed) => allowed === protocol) ? href.trim() : undefined
}

const idIn = (value: unknown): { id: string } | undefined => {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined
  return isBlockId(id) ? { id } : undefined
}

/** Marks as a text carries them (name to attributes), cut down to those of the schema. */
export function marksOf(attributes: Record<string, unknown> = {}): Marks {
  const marks: Marks = {}
  if (attributes.bold) marks.bold = true
  if (attributes.italic) marks.italic = true
  const href = attributes.link ? linkOf((attributes.link as { href?: unknown }).href) : undefined
  if (href) marks.link = { href }
  const citation = idIn(attributes.citation)
  const note = idIn(attributes.note)
  if (citation) marks.citation = citation
  else if (note) marks.note = note
  return marks
}

/** One piece of a text as runs: a place without an id is dropped; words that carry a citation's or a note's mark lose it. */
export function runsOf(text: string, marks: Marks): Run[] {
  const { citation, note, ...plain } = marks
  return text.split(/(\uFFFC)/).flatMap((piece): Run[] => {
    if (piece === PLACE) return citation || note ? [{ text: PLACE, marks }] : []
    const words = cleanText(piece)
    return words === '' ? [] : [{ text: words, marks: plain }]
  })
}

const sameMarks = (a: Marks, b: Marks) => a.bold === b.bold && a.italic === b.italic && a.link?.href === b.link?.href && !a.citation && !a.note && !b.citation && !b.note
export const joinRuns = (runs: Run[]): Run[] => runs.reduce<Run[]>((joined, run) => {
  const last = joined.at(-1)
  if (last && sameMarks(last.marks, run.marks)) joined[joined.length - 1] = { ...last, text: last.text + run.text }
  else joined.push(run)
  return joined
}, [])

export function blockOf(element: Y.XmlElement): Block {
  const { id, role, level, for: of } = element.getAttributes() as Record<string, unknown>
  const runs = element.toArray().flatMap((child) => child instanceof Y.XmlText
    ? (child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).flatMap((part) => (typeof part.insert === 'string' ? runsOf(part.insert, marksOf(part.attributes)) : []))
    : [])
  const block: Block = { id: isBlockId(id) ? id : '', role: isRole(role) ? role : 'text', runs: joinRuns(runs) }
  if (isLevel(level)) block.level = level
  if (block.role === 'note' && isBlockId(of)) block.for = of
  return block
}

/** What a document says, whatever is in it: what is not in the schema is left out. Only reads. A block not yet repaired has the id ''. */
export const readPaper = (fragment: Y.XmlFragment): Paper =>
  fragment.toArray().flatMap((child) => (child instanceof Y.XmlElement && child.nodeName === BLOCK ? [blockOf(child)] : []))

/** The bare words of a block; places are left out. */
export const wordsOf = (block: Block): string => block.runs.map((run) => (run.text === PLACE ? '' : run.text)).join('')
export const isEmpty = (block: Block): boolean => block.runs.every((run) => run.text !== PLACE && run.text.trim() === '')

export const attributesOf = (marks: Marks): Record<string, object> =>
  Object.fromEntries(Object.entries(marks).map(([name, value]) => [name, value === true ? {} : (value as object)]))

/** A block in the very form the editor would write. */
export function seedBlock(block: Block): Y.XmlElement {
  const element = new Y.XmlElement(BLOCK)
  for (const name of ATTRIBUTES) if (block[name] !== undefined) element.setAttribute(name, block[name])
  const text = new Y.XmlText()
  text.applyDelta(block.runs.map((run) => ({ insert: run.text, attributes: attributesOf(run.marks) })))
  element.insert(0, [text])
  return element
}

/** Writes blocks into an empty document. */
export function seedPaper(doc: Y.Doc, blocks: Paper): void {
  const fragment = doc.getXmlFragment(ROOT)
  if (fragment.length > 0) throw new Error('the document is not empty')
  doc.transact(() => fragment.insert(0, blocks.map(seedBlock)))
}

/**
 * Ids for blocks that have none, a malformed one, or one that stands before: the first of two keeps it, so the left half of a
 * split paragraph does. Answers index -> new id; empty when all is well. `fresh` makes an id.
 */
export function repairIds(ids: readonly unknown[], fresh: () => string): Map<number, string> {
  const taken = new Set(ids.filter(isBlockId))
  const seen = new Set<string>()
  const renamed = new Map<number, string>()
  ids.forEach((id, index) => {
    if (isBlockId(id) && !seen.has(id)) return void seen.add(id)
    let next = fresh()
    while (taken.has(next) || seen.has(next)) next = fresh()
    seen.add(next)
    renamed.set(index, next)
  })
  return renamed
}

/** `repairIds` on a document, in the caller's transaction; answers how many it renamed. */
export function repairPaper(fragment: Y.XmlFragment, fresh: () => string): number {
  const blocks = fragment.toArray().filter((child) => child instanceof Y.XmlElement)
  const renamed = repairIds(blocks.map((block) => block.getAttribute('id')), fresh)
  for (const [index, id] of renamed) blocks[index]?.setAttribute('id', id)
  return renamed.size
}
