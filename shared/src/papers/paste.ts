// What is pasted, from any page or from Word, becomes blocks of the paper's schema; what the schema has no word for is left behind.
import { cleanText, isBlockId, joinRuns, LIMITS, linkOf, PLACE } from './schema'
import type { Level, Marks, Role, Run } from './schema'

/** A parsed page, without the parser: the client hands over the tree of an inert document. Names in lower case. */
export type PastedNode = string | { name: string; attributes: Readonly<Record<string, string>>; children: readonly PastedNode[] }
/** Ids are given when it is inserted. */
export interface PastedBlock { role: Exclude<Role, 'note'>; level?: Level; runs: Run[] }

const NOTHING = new Set(['script', 'style', 'head', 'title', 'meta', 'link', 'template', 'noscript', 'svg', 'math', 'iframe', 'object', 'embed', 'canvas', 'audio', 'video', 'select', 'datalist', 'textarea', 'input', 'button', 'xml'])
const BLOCKS = new Set(['p', 'div', 'section', 'article', 'aside', 'header', 'footer', 'main', 'nav', 'address', 'blockquote', 'pre', 'center', 'figure', 'figcaption', 'dl', 'dt', 'dd', 'ul', 'ol', 'li', 'table', 'caption', 'tr', 'form', 'fieldset', 'legend', 'details', 'summary', 'hr', 'body', 'html', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const DEEPEST = 600

interface Place { marks: Marks; role: PastedBlock['role']; level?: Level; lists: number; depth: number }

/** Whether the paper has a citation, a note of this id; what it does not know is pasted as the words that stand for it. */
export interface Known { citation: (id: string) => boolean; note: (id: string) => boolean }
const UNKNOWN: Known = { citation: () => false, note: () => false }

export function blocksFromPasted(root: PastedNode, known: Known = UNKNOWN): PastedBlock[] {
  const blocks: PastedBlock[] = []
  let open: PastedBlock | undefined

  const close = () => {
    if (open) {
      const runs = tidy(open.runs)
      if (runs.length > 0 && blocks.length < LIMITS.paragraphs) blocks.push({ ...open, runs })
    }
    open = undefined
  }
  const write = (text: string, at: Place) => {
    open ??= { role: at.role, ...(at.level ? { level: at.level } : {}), runs: [] }
    open.runs.push({ text, marks: at.marks })
  }

  function walk(node: PastedNode, at: Place): void {
    if (typeof node === 'string') return write(cleanText(node).replaceAll(PLACE, ''), at)
    const style = styleOf(node.attributes.style)
    if (NOTHING.has(node.name) || at.depth > DEEPEST || isHidden(style)) return
    const { 'data-citation': citation, 'data-note': note } = node.attributes
    if (isBlockId(citation) && known.citation(citation)) return write(PLACE, { ...at, marks: { ...at.marks, citation: { id: citation } } })
    if (isBlockId(note) && known.note(note)) return write(PLACE, { ...at, marks: { ...at.marks, note: { id: note } } })
    if (node.name === 'br') return close()
    const inside: Place = { ...at, depth: at.depth + 1, marks: marksIn(node.name, node.attributes, style, at.marks) }
    if (node.name === 'ul' || node.name === 'ol') inside.lists += 1
    const isBlock = BLOCKS.has(node.name)
    if (isBlock) {
      close()
      Object.assign(inside, kindOf(node.name, node.attributes, style, inside))
    }
    if (node.name === 'tr') row(node.children, inside)
    else for (const child of node.children) walk(child, inside)
    if (isBlock) close()
  }

  /** A row of a table becomes one line: its cells with a stroke between them. */
  function row(cells: readonly PastedNode[], at: Place): void {
    const lines = cells.filter((cell) => typeof cell !== 'string').map((cell) => blocksFromPasted({ ...cell, name: 'div' }, known).flatMap((block, index) => (index > 0 ? [{ text: ' ', marks: {} }, ...block.runs] : block.runs)))
    lines.filter((runs) => runs.length > 0).forEach((runs, index) => {
      if (index > 0) write(' | ', { ...at, marks: {} })
      for (const run of runs) write(run.text, { ...at, marks: { ...at.marks, ...run.marks } })
    })
  }

  walk(root, { marks: {}, role: 'text', lists: 0, depth: 0 })
  close()
  return blocks
}

/** Plain text: one block for each line that is not empty. */
export const blocksFromText = (text: string): PastedBlock[] =>
  text.split(/\r\n?|[\n\u2028\u2029]/).flatMap((line): PastedBlock[] => {
    const runs = tidy([{ text: cleanText(line).replaceAll(PLACE, ''), marks: {} }])
    return runs.length > 0 ? [{ role: 'text', runs }] : []
  }).slice(0, LIMITS.paragraphs)

function kindOf(name: string, attributes: Readonly<Record<string, string>>, style: Record<string, string>, at: Place): Pick<Place, 'role' | 'level'> {
  const own = attributes['data-role']
  if (own === 'text' || own === 'heading' || own === 'preambular' || own === 'operative') return { role: own, level: levelAt(Number(attributes['data-level'])) }
  const outline = /^h([1-6])$/.exec(name)?.[1] ?? /^mso(?:heading|title)([1-9]?)/i.exec(attributes.class ?? '')?.[1] ?? /^[1-6]$/.exec(style['mso-outline-level'] ?? '')?.[0]
  if (outline !== undefined) return { role: 'heading', level: levelAt(Number(outline) || 1) }
  const word = /level(\d)/.exec(style['mso-list'] ?? '')?.[1]
  const depth = word ? Number(word) : at.lists
  return { role: at.role === 'heading' ? 'heading' : 'text', level: at.role === 'heading' ? at.level : levelAt(depth) }
}
const levelAt = (depth: number): Level | undefined => (depth >= 3 ? '3' : depth === 2 ? '2' : depth === 1 ? '1' : undefined)

function marksIn(name: string, attributes: Readonly<Record<string, string>>, style: Record<string, string>, marks: Marks): Marks {
  const { bold, italic, ...rest } = marks
  const weight = style['font-weight']
  const isBold = weight ? /^(bold|bolder|[6-9]00)$/.test(weight) : bold || name === 'b' || name === 'strong'
  const slant = style['font-style']
  const isItalic = slant ? /^(italic|oblique)/.test(slant) : italic || name === 'i' || name === 'em' || name === 'cite'
  const href = name === 'a' ? linkOf(attributes.href) : undefined
  return { ...(isBold ? { bold: true } : {}), ...(isItalic ? { italic: true } : {}), ...rest, ...(href ? { link: { href } } : {}) }
}

const styleOf = (style = ''): Record<string, string> =>
  Object.fromEntries(style.split(';').map((part) => part.split(':').map((word) => word.trim().toLowerCase())).filter(([name]) => name).map(([name, value = '']) => [name, value]))
/** Word writes the number of a list's item into the text, marked to be ignored. */
const isHidden = (style: Record<string, string>) => style.display === 'none' || style.visibility === 'hidden' || style['mso-hide'] === 'all' || style['mso-list'] === 'ignore'

/** Blanks as a page shows them: several are one, none at the ends; a paragraph that is too long is cut. */
function tidy(runs: readonly Run[]): Run[] {
  let left: number = LIMITS.paragraph
  let blank = true
  const tidied = joinRuns([...runs]).flatMap((run): Run[] => {
    let text = run.text.replace(/\s{2,}|[^\S\u00A0\u202F]/g, ' ')
    if (blank) text = text.trimStart()
    if (left <= 0 || text === '') return []
    text = text.slice(0, left).replace(/[\uD800-\uDBFF]$/, '')
    left -= text.length
    blank = /\s$/.test(text)
    return [{ text, marks: run.marks }]
  })
  const last = tidied.at(-1)
  if (last && blank) tidied[tidied.length - 1] = { ...last, text: last.text.trimEnd() }
  return tidied.filter((run) => run.text !== '')
}
