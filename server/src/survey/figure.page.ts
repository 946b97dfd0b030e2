// The page of one figure, to which every citation of it leads: its value, the same in the other editions, and which texts use it.
import { indicatorName, notesOn, sayFigure, sourceLine, type Figure } from '@roundtable/shared/survey/survey.rules'
import { labelled } from '@roundtable/shared/words/joins'
import { nameOf } from '@roundtable/shared/survey/states'
import { icon } from '../pages/drawings'
import { html, sign, type Html } from '../pages/html'
import type { Page } from '../pages/layout'
import { dayOf, inTongue, type View } from '../pages/view'
import { citePath, discussPath, figurePath, statePath, type FigureAt } from './paths'

/** An outcome in whose frozen text the figure stands. */
export interface UsedIn { symbol: string; title: string; language: string; at: string }
export interface FigureSeen { at: FigureAt; figure: Figure; others: readonly { edition: number; figure: Figure }[]; used: readonly UsedIn[]; more: boolean }

export function figurePage(view: View, { at, figure, others, used, more }: FigureSeen): Page {
  const { say, language } = view
  const { edition, iso3, indicator } = at
  const state = nameOf(iso3, language)
  const title = say('threads.on.figure', { indicator: indicatorName(indicator, say), state, edition: String(edition) })
  const notes = notesOn(edition, iso3, indicator, figure)
  return {
    path: figurePath(at), section: 'survey', title, description: labelled(say, title, sayFigure(figure, say)),
    main: html`<div class="wrap page survey"><div><p class="muted"><a href="${statePath(iso3)}">${state}</a></p><h1 class="title">${title}</h1></div>
<div class="score"><div><p class="${figure.status === 'recorded' ? 'big num' : 'lead'}">${sayFigure(figure, say)}</p>
${notes.map(({ key, params }) => html`<p>${say(key, params)}</p>`)}
<p class="src">${sourceLine(edition, say)}</p></div></div>
<p class="row acts"><a class="btn btn--small" href="${citePath(at)}">${icon('quote')}${say('explorer.cite')}</a><a class="btn btn--small" href="${discussPath(at)}">${say('survey.figure.discuss')}</a></p>
<section aria-labelledby="uses-h"><h2 class="h3" id="uses-h">${say('survey.uses')}</h2>${used.length === 0 ? html`<p>${say('survey.uses.none.public')}</p>` : usedList(view, used)}${more && html`<p class="muted">${say('survey.uses.more', { count: used.length })}</p>`}<p class="muted">${say('survey.uses.public')}</p></section>
<section aria-labelledby="others-h"><h2 class="h3" id="others-h">${say('survey.figure.editions')}</h2><dl class="pairs">${others.map((one) => html`<dt>${one.edition === edition ? one.edition : html`<a href="${figurePath({ ...at, edition: one.edition })}">${one.edition}</a>`}</dt><dd class="num">${sayFigure(one.figure, say)}</dd>`)}</dl></section></div>`,
  }
}

export const usedList = (view: View, used: readonly UsedIn[]): Html =>
  html`<ul class="used">${used.map(({ symbol, title, language, at }) => html`<li><a href="/outcomes/${symbol}">${sign(symbol)}</a> ${inTongue(title, language)} <span class="muted">${dayOf(view, at)}</span></li>`)}</ul>`
