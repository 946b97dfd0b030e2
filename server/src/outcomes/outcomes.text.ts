// The text of an outcome as it is read: hanging numbers, sub-items, headings, marks of footnotes, and the footnotes.
import type { Language } from '@roundtable/shared/base/languages'
import type { OutcomeContent, OutcomeFootnote, OutcomeParagraph, OutcomeRun, OutcomeText } from '@roundtable/shared/papers/compile'
import { printedNumberIn } from '@roundtable/shared/papers/numberIn'
import { linkOf } from '@roundtable/shared/papers/schema'
import { sentencesIn } from '@roundtable/shared/words/joins'
import type { Say } from '@roundtable/shared/words/words'
import { html, NOTHING, unbroken, type Html } from '../pages/html'
import type { View } from '../pages/view'

/** In print an operative paragraph is "1." and a preambular one has no number; the record calls them OP1 and PP1. */
const printed = (language: Language, { role, level, number }: OutcomeParagraph): string | undefined =>
  (!number || role === 'heading' || (role === 'preambular' && !level) ? undefined : printedNumberIn(language, number, level))

const slug = (number: string): string => number.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

/** A place to link to for each numbered paragraph: #p-2-bis, #p-op1-a; sub-items under the paragraph above them. */
export function anchorsOf(paragraphs: readonly OutcomeParagraph[]): (string | undefined)[] {
  const taken = new Set<string>()
  let above: string[] = []
  return paragraphs.map(({ role, level, number }) => {
    const depth = role === 'heading' ? 0 : Number(level ?? 0)
    above = above.slice(0, depth)
    if (role === 'heading' || !number) return undefined
    above[depth] = slug(number)
    const anchor = ['p', ...above.filter(Boolean)].join('-')
    if (taken.has(anchor)) return undefined
    taken.add(anchor)
    return anchor
  })
}

/** `leads`: where a citation leads; as it is printed it looks like any other word. */
type Leads = (citation: string) => string | undefined
const plain = (leads: Leads) => ({ text, bold, italic, href, figure }: OutcomeText): Html => {
  let written = unbroken(text)
  if (italic) written = html`<i>${written}</i>`
  if (bold) written = html`<b>${written}</b>`
  const cited = figure === undefined ? undefined : leads(figure)
  if (cited) return html`<a class="cited" href="${cited}">${written}</a>`
  const link = href === undefined ? undefined : linkOf(href)
  return link ? html`<a href="${link}" rel="noreferrer">${written}</a>` : written
}

const wordsOf = (say: Say, footnote: OutcomeFootnote | undefined): string => sentencesIn(say, footnote?.paragraphs.map((runs) => runs.map(({ text }) => text).join('')) ?? [])

/** The runs of a paragraph; the first mark of each footnote is the one that the footnote leads back to. */
function runsIn({ say }: View, { footnotes }: OutcomeContent, leads: Leads) {
  const marked = new Set<number>()
  return (runs: readonly OutcomeRun[]): Html[] => runs.map((run) => {
    if (run.type === 'text') return plain(leads)(run)
    const first = !marked.has(run.number)
    marked.add(run.number)
    const says = wordsOf(say, footnotes.find(({ number }) => number === run.number))
    return html`<sup><a href="#f${run.number}"${first && html` id="r${run.number}"`} aria-label="${say('outcomes.page.footnote', { number: run.number })}" title="${says}">${run.number}</a></sup>`
  })
}

/** In the outcome's own language and direction: no paragraph is turned by its first word. */
export function outcomeText(view: View, content: OutcomeContent, leads: Leads = () => undefined): Html {
  const runs = runsIn(view, content, leads)
  const anchors = anchorsOf(content.paragraphs)
  return html`<div class="body-text">${content.paragraphs.map((paragraph, index) => {
    const { role, level } = paragraph
    const written = runs(paragraph.runs)
    if (role === 'heading') return level === '3' ? html`<h4>${written}</h4>` : level === '2' ? html`<h3>${written}</h3>` : html`<h2>${written}</h2>`
    const anchor = anchors[index]
    const number = printed(content.language, paragraph)
    return html`<p${anchor && html` id="${anchor}"`}${number && html` data-n="${number}"`}${level && html` class="sub sub-${level}"`}>${number && html`<span class="n">${number}</span> `}${written}</p>
`
  })}</div>`
}

export function outcomeNotes({ say }: View, { footnotes }: OutcomeContent, leads: Leads = () => undefined): Html {
  if (footnotes.length === 0) return NOTHING
  return html`<section aria-labelledby="notes-h"><h2 class="vh" id="notes-h">${say('outcomes.page.footnotes')}</h2><ol class="notes">${footnotes.map(({ number, paragraphs }) =>
    html`<li id="f${number}"><a class="back" href="#r${number}" aria-label="${say('outcomes.page.back', { number })}">${number}</a><div>${paragraphs.map((runs) => html`<p>${runs.map(plain(leads))}</p>`)}</div></li>`)}</ol></section>`
}
