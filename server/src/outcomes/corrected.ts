// What the Survey says otherwise since a text was adopted: beside the text, which keeps the values it has.
import { isLanguage } from '@roundtable/shared/base/languages'
import { figureName, figureText } from '@roundtable/shared/papers/compile'
import type { Figure } from '@roundtable/shared/survey/survey.rules'
import { html, NOTHING, unbroken, type Html } from '../pages/html'
import { dayOf, type View } from '../pages/view'
import type { FrozenOutcome } from './freeze'

export interface Corrected { asked: FrozenOutcome['figures'][number]; now: Figure; at: Date }

/** In the reader's language: it is said about the document, not in it. */
export function correctedNote(view: View, corrected: readonly Corrected[]): Html {
  if (corrected.length === 0) return NOTHING
  const { say, language } = view
  const once = new Map(corrected.map((one) => [`${one.asked.edition} ${one.asked.iso3} ${one.asked.indicator}`, one]))
  return html`<section class="sheet-note" aria-labelledby="since-h"><h2 class="h3" id="since-h">${say('outcomes.page.since')}</h2><p>${say('outcomes.page.since.says')}</p><ul>${[...once.values()].map(({ asked, now, at }) => {
    const name = figureName(asked, isLanguage(language) ? language : 'en', say)
    const value = figureText({ ...asked, value: undefined, ...now }, say)
    return html`<li>${unbroken(say('outcomes.page.since.one', { name, value, date: dayOf(view, at.toISOString()), kept: figureText(asked, say) }))}</li>`
  })}</ul></section>`
}
