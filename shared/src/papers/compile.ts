// A paper with its figures and notes becomes the content of an outcome: numbered paragraphs, footnotes, no mark left to resolve.
import type { Language } from '../base/languages'
import type { FigureStatus, Indicator } from '../survey/indicators'
import { nameOf } from '../survey/states'
import { withAside } from '../words/joins'
import type { Say } from '../words/words'
import { numbersOf } from './numbering'
import type { Numbers } from './numbering'
import { isEmpty, joinRuns, PLACE } from './schema'
import type { Block, Level, Paper, Role, Run } from './schema'

/** A citation as the server resolved it. `value` stands only beside the status `recorded`. */
export interface Figure { id: string; edition: number; iso3: string; indicator: Indicator; status: FigureStatus; value?: string; source: string; was?: FigureThen; now?: FigureThen }
/** The same figure at another time: before the edition was corrected, or since the text was adopted. */
export interface FigureThen { status: FigureStatus; value?: string; at: string }
export type Figures = Readonly<Record<string, Figure>>

export interface OutcomeText { type: 'text'; text: string; bold?: true; italic?: true; href?: string; /** the citation that this text is the value of */ figure?: string }
export interface OutcomeMark { type: 'footnote'; number: number }
export type OutcomeRun = OutcomeText | OutcomeMark
export interface OutcomeParagraph { id: string; role: Exclude<Role, 'note'>; level?: Level; number?: string; runs: OutcomeRun[] }
/** A note may have several paragraphs; a figure's footnote has one. */
export interface OutcomeFootnote { number: number; figures?: string[]; paragraphs: OutcomeText[][] }
export interface OutcomeContent { title: string; language: Language; paragraphs: OutcomeParagraph[]; footnotes: OutcomeFootnote[] }

export interface OutcomeSource { title: string; language: Language; paper: Paper; figures: Figures; frozen?: Numbers; say: Say }

/** What stands in the text for a figure: its value, or the word for why there is none. Never a zero that was not recorded. */
export function figureText(figure: Figure | undefined, say: Say): string {
  if (!figure) return say('papers.figure.missing')
  if (figure.status !== 'recorded') return say(`papers.figure.word.${figure.status}`)
  return figure.value === undefined ? say('papers.figure.word.unknown') : say('survey.figure', { value: figure.value })
}

/** Which figure: indicator, State, edition. */
export const figureName = (figure: Figure, language: Language, say: Say): string =>
  say('papers.figure.name', { indicator: say(`survey.indicator.${figure.indicator}`), state: nameOf(figure.iso3, language), edition: String(figure.edition) })

const isPlain = (block: Block): block is Block & { role: Exclude<Role, 'note'> } => block.role !== 'note'
const has = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined)

export function compileOutcome({ title, language, paper, figures, frozen, say }: OutcomeSource): OutcomeContent {
  const numbers = numbersOf(paper, frozen)
  const notes = notesOf(paper)
  const footnotes: OutcomeFootnote[] = []
  const byKey = new Map<string, OutcomeFootnote>()
  const bySource = new Map<string, number>()

  /** In order of first appearance; the same figure, or the same note, twice is one footnote. */
  function footnote(key: string, paragraphs: (number: number) => OutcomeText[][]): OutcomeFootnote {
    let found = byKey.get(key)
    if (!found) {
      found = { number: footnotes.length + 1, paragraphs: [] }
      footnotes.push(found)
      byKey.set(key, found)
      found.paragraphs = paragraphs(found.number)
    }
    return found
  }

  function figureFootnote(figure: Figure): number {
    const entry = footnote(`figure ${figure.edition} ${figure.iso3} ${figure.indicator}`, (number) => {
      const first = bySource.get(figure.source)
      if (first === undefined) bySource.set(figure.source, number)
      const name = figureName(figure, language, say)
      return [[{ type: 'text', text: first === undefined ? say('papers.figure.footnote', { name, source: figure.source }) : say('papers.figure.footnoteAgain', { name, number: first }) }]]
    })
    if (!entry.figures?.includes(figure.id)) entry.figures = [...(entry.figures ?? []), figure.id]
    return entry.number
  }

  function runsFor(run: Run): OutcomeRun[] {
    if (run.text !== PLACE) return [textRun(run)]
    const { citation, note } = run.marks
    if (citation) {
      const figure = has(figures, citation.id)
      const value = textRun(run, figureText(figure, say), citation.id)
      return figure ? [value, { type: 'footnote', number: figureFootnote(figure) }] : [value]
    }
    const blocks = note && notes.get(note.id)
    return blocks ? [{ type: 'footnote', number: footnote(`note ${note.id}`, () => blocks.map((block) => trimmed(block.runs).flatMap(inNote))).number }] : []
  }

  /** A footnote has no footnotes: a figure in a note says at once what it is. */
  function inNote(run: Run): OutcomeText[] {
    if (run.text !== PLACE) return [textRun(run)]
    const figure = run.marks.citation && has(figures, run.marks.citation.id)
    if (!run.marks.citation) return []
    const value = textRun(run, figureText(figure, say), run.marks.citation.id)
    return figure ? [value, { type: 'text', text: withAside(say, '', figureName(figure, language, say)) }] : [value]
  }

  const paragraphs = paper.filter(isPlain).filter((block) => !isEmpty(block)).map((block): OutcomeParagraph => {
    const number = has(numbers, block.id)
    return { id: block.id, role: block.role, ...(block.level ? { level: block.level } : {}), ...(number ? { number } : {}), runs: trimmed(joinRuns(block.runs)).flatMap(runsFor) }
  })
  return { title, language, paragraphs, footnotes }
}

/** What a reader should know before a paper becomes an act: nothing of it stops the compilation. */
export type Problem = { type: 'unknown-figure' | 'note-without-text' | 'note-without-reference'; id: string }
export function problemsOf(paper: Paper, figures: Figures): Problem[] {
  const notes = notesOf(paper)
  const problems: Problem[] = []
  const referred = new Set<string>()
  for (const block of paper) for (const { text, marks } of block.runs) {
    if (text !== PLACE) continue
    if (marks.citation && !has(figures, marks.citation.id)) problems.push({ type: 'unknown-figure', id: marks.citation.id })
    if (marks.note && isPlain(block)) {
      referred.add(marks.note.id)
      if (!notes.has(marks.note.id)) problems.push({ type: 'note-without-text', id: marks.note.id })
    }
  }
  for (const id of notes.keys()) if (!referred.has(id)) problems.push({ type: 'note-without-reference', id })
  return problems
}

function notesOf(paper: Paper): Map<string, Block[]> {
  const notes = new Map<string, Block[]>()
  for (const block of paper) {
    if (block.role === 'note' && block.for && !isEmpty(block)) notes.set(block.for, [...(notes.get(block.for) ?? []), block])
  }
  return notes
}

const textRun = ({ text: words, marks }: Run, text = words, figure?: string): OutcomeText => ({
  type: 'text', text, ...(marks.bold ? { bold: true } : {}), ...(marks.italic ? { italic: true } : {}), ...(marks.link ? { href: marks.link.href } : {}), ...(figure ? { figure } : {}),
})

/** Blanks at the ends of a paragraph are nobody's words. */
function trimmed(runs: Run[]): Run[] {
  return runs.map((run, index) => {
    let { text } = run
    if (index === 0) text = text.trimStart()
    if (index === runs.length - 1) text = text.trimEnd()
    return { ...run, text }
  }).filter((run) => run.text !== '')
}
