// Beside an outcome, in the reader's language: where it comes from, where it was forwarded to, and what the public knows of its fate.
import type { Forwarding } from '@roundtable/shared/outcomes/forwarding.rules'
import { html, NOTHING, sign, unbroken, type Html } from '../pages/html'
import { dayOf, fullName, type View } from '../pages/view'
import type { FrozenOutcome } from './freeze'

export function originNote(view: View, origin: FrozenOutcome['origin']): Html {
  if (!origin) return NOTHING
  const { say } = view
  const { symbol, body, issued, sha256 } = origin
  return html`<section class="sheet-note" aria-labelledby="origin-h"><h2 class="h3" id="origin-h">${say('outcomes.origin')}</h2><p>${unbroken(say('outcomes.origin.says', { symbol, body: fullName(view, body), date: dayOf(view, issued) }))} <a href="/outcomes/${symbol}">${say('outcomes.origin.read', { symbol })}</a></p><p>${say('outcomes.digest')}<br><code dir="ltr">${sha256}</code></p></section>`
}

export function forwardedNote(view: View, forwardings: readonly Forwarding[]): Html {
  if (forwardings.length === 0) return NOTHING
  const { say } = view
  return html`<section class="sheet-note" aria-labelledby="forwarded-h"><h2 class="h3" id="forwarded-h">${say('outcomes.forwarded')}</h2>${forwardings.map(({ to, at, fates }) =>
    html`<p><a href="/bodies/${to.symbol}">${say('outcomes.forwarded.to', { body: fullName(view, to) })}</a></p><ul><li>${say('outcomes.fate.sent', { date: dayOf(view, at) })}</li>${fates.map(({ fate, at: then, symbol }) => html`<li>${say(`outcomes.fate.${fate}`, { date: dayOf(view, then) })}${symbol && html` <a href="/outcomes/${symbol}">${sign(symbol)}</a>`}</li>`)}</ul>`)}</section>`
}
