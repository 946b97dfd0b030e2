// What a page of the application shows before the application has come: where we are, the agenda, the paper's text; for the reader who asks, and for nobody else.
import { createHash } from 'node:crypto'
import { directionOf, isLanguage, tagOf } from '@roundtable/shared/base/languages'
import { Id } from '@roundtable/shared/base/ids'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import { compileOutcome, type Figures } from '@roundtable/shared/papers/compile'
import type { Citation, Paper } from '@roundtable/shared/papers/papers.rules'
import type { Paper as Text } from '@roundtable/shared/papers/schema'
import type { AnswerOf, InputOf, QueryName } from '@roundtable/shared/wire/contracts'
import { timeIn } from '@roundtable/shared/words/dates'
import { labelled } from '@roundtable/shared/words/joins'
import type { Asked, Runner } from '../gate/run'
import { outcomeNotes, outcomeText } from '../outcomes/outcomes.text'
import { html, typed, type Html } from './html'
import { fullName, inLanguage, type View } from './view'

/** Before any stylesheet has come: colours and measures of tokens.css, nothing that asks for a font. */
export const READING_STYLE = `body{margin:0}body:has(>#reading)>#app{display:none}#reading{color-scheme:light dark;min-block-size:100vh;font:1rem/1.55 system-ui,sans-serif;color:light-dark(#14191F,#E8EBEE);background:light-dark(#FFFFFF,#171C22)}#reading>div{max-inline-size:46rem;margin-inline:auto;padding:1rem 1.25rem 3rem;overflow-wrap:break-word}#reading :is(p,ol,h1,h2,h3){margin:0}#reading .where{display:flex;flex-wrap:wrap;gap:0 1rem;font-size:.913rem;color:light-dark(#4A545F,#B2BBC4)}#reading h1{font:600 1.44rem/1.3 Georgia,serif;margin-block:.25rem 1rem}#reading .wait{font-size:.913rem;margin-block-end:1rem;color:light-dark(#4A545F,#B2BBC4)}#reading .agenda{list-style:none;padding:0;margin-block-end:1.5rem;font-size:.913rem}#reading .agenda li{padding:.35rem .75rem;border-inline-start:3px solid transparent}#reading .agenda [aria-current]{border-inline-start-color:light-dark(#0B5A9A,#84BDF2);font-weight:600}#reading article{font:1.095rem/1.5 Georgia,serif}#reading article h2{font-size:1.2rem;margin-block:1.2em .6em}#reading article p{margin-block-end:.75em}#reading .vh{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}`
/** For style-src: this one sheet in the page, and no other. */
export const READING_HASH = `'sha256-${createHash('sha256').update(READING_STYLE).digest('base64')}'`

type States = readonly { kind: string; state: unknown }[]
const of = <S>(states: States, kind: string): S[] => states.flatMap((one) => (one.kind === kind ? [one.state as S] : []))

/** Everything is asked for at the gate, as the reader. */
export function makeReading(runner: Runner, asked: Asked) {
  async function ask<N extends QueryName>(name: N, input: InputOf<N>): Promise<AnswerOf<N> | undefined> {
    const answer = await runner.query(name, input, asked)
    return 'refusal' in answer ? undefined : (answer.answer as AnswerOf<N>)
  }

  async function paperOf(view: View, paper: Paper | undefined): Promise<Html | undefined> {
    const stored = paper && await ask('papers/text', { paper: paper.id })
    if (!paper || !stored) return undefined
    const parts = await ask('bodies/part', { body: paper.body, kind: 'citation', parent: paper.id })
    const figures: Figures = Object.fromEntries(of<Citation>(parts?.aggregates ?? [], 'citation').map((one) => [one.id, one]))
    const own = inLanguage(view, isLanguage(paper.language) ? paper.language : 'en')
    const content = compileOutcome({ title: paper.title, language: own.language, paper: stored.paragraphs as Text, figures, frozen: paper.numbers, say: own.say })
    return html`<article lang="${tagOf(own.language)}" dir="${directionOf(own.language)}"><h2>${content.title}</h2>${outcomeText(own, content)}${outcomeNotes(own, content)}</article>`
  }

  const around = (view: View, where: Html, title: Html, rest: Html): Html =>
    html`<div id="reading" lang="${tagOf(view.language)}" dir="${directionOf(view.language)}"><div><p class="where">${where}</p><h1>${title}</h1><p class="wait" role="status">${view.say('base.reading.says')}</p>${rest}</div></div>`

  return {
    async meeting(view: View, id: string): Promise<Html | undefined> {
      const line = Id.safeParse(id).success ? await ask('meetings/read', { meeting: id }) : undefined
      const read = line && await ask('bodies/read', { body: line.body })
      const meeting = read && of<Meeting>(read.aggregates, 'meeting').find((one) => one.id === id)
      if (!read || !meeting || read.audience === 'public') return undefined
      const { say, language } = view
      const [body, papers, hand] = [of<Body>(read.aggregates, 'body')[0]!, of<Paper>(read.aggregates, 'paper'), meeting.taken.at(-1)]
      const item = meeting.agenda.find((one) => one.id === hand?.item)
      const shown = item?.papers.flatMap((each) => papers.find((one) => one.id === each) ?? [])[0]
      const name = say('meetings.name', { number: meeting.number })
      return around(view, html`<b>${fullName(view, body)}</b><span>${typed(meeting.title ? labelled(say, name, meeting.title) : name)}</span><span>${say(`meetings.stage.${meeting.stage}`)}</span>`, item ? typed(item.title) : html`${name}`, html`
<nav aria-label="${say('meetings.agenda')}"><ol class="agenda">${meeting.agenda.map((one, index) => html`<li${one.id === hand?.item && html` aria-current="step"`}>${index + 1}. ${typed(one.title)}${one.id === hand?.item && html` <small><time datetime="${hand.at}">${timeIn(language, new Date(hand.at), { zone: meeting.zone })}</time></small>`}</li>`)}</ol></nav>
${await paperOf(view, shown) ?? ''}`)
    },
    async paper(view: View, id: string): Promise<Html | undefined> {
      const line = Id.safeParse(id).success ? await ask('papers/read', { paper: id }) : undefined
      const read = line && await ask('bodies/read', { body: line.body })
      const paper = read && of<Paper>(read.aggregates, 'paper').find((one) => one.id === id)
      if (!read || !paper) return undefined
      const written = await paperOf(view, paper)
      return written && around(view, html`<b>${fullName(view, of<Body>(read.aggregates, 'body')[0]!)}</b><span>${view.say(`papers.stage.${paper.stage}`)}</span>`, html`${typed(paper.title)}`, written)
    },
  }
}
