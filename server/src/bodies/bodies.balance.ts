// The three stakeholder groups on the page of a national consortium, and the bodies beside it: its region's roundtable, or a region's consortia.
import { balanceOf, SIDES } from '@roundtable/shared/bodies/balance.rules'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import { SHAPE_OF } from '@roundtable/shared/bodies/group-shapes'
import type { Seat } from '@roundtable/shared/bodies/seat.rules'
import { areaNameOf, nameOf as stateName } from '@roundtable/shared/survey/states'
import { listIn } from '@roundtable/shared/words/dates'
import { band } from '../pages/band'
import { glyph } from '../pages/drawings'
import { html, typed, type Html } from '../pages/html'
import { fullName, type View } from '../pages/view'

export function balanceBand({ say, language }: View, seats: readonly Seat[]): Html {
  const { of, missing } = balanceOf(seats)
  return band('balance', say('bodies.balance'), say('bodies.balance.says'), html`<dl class="balance">${SIDES.map((side) => html`<dt>${say(`bodies.balance.${side}`)}</dt><dd>${of[side].map((group) => glyph(SHAPE_OF[group]))}<span class="num">${say('bodies.balance.seats', { count: of[side].length })}</span></dd>`)}</dl>${missing.length > 0 && html`<p class="balance-missing">${say('bodies.balance.missing', { groups: listIn(language, missing.map((side) => say(`bodies.balance.in.${side}`))) })}</p>`}`)
}

export type BodyNamed = Pick<Body, 'symbol' | 'kind' | 'name'>

/** Where the body stands: its State or area in the Survey, and the bodies of the chain it belongs to. */
export function standsBeside(view: View, { kind, state, area }: Body, beside: readonly BodyNamed[]): Html {
  const { say, language } = view
  return html`${state && html`<dt>${say('bodies.page.state')}</dt><dd><a href="/survey/states/${state}">${stateName(state, language)}</a></dd>`}${area && html`<dt>${say('bodies.page.area')}</dt><dd><a href="/survey/areas/${area}">${areaNameOf(area, language)}</a></dd>`}${beside.length > 0 && html`<dt>${say(kind === 'regional-roundtable' ? 'bodies.page.beside.consortia' : 'bodies.page.beside.roundtables')}</dt><dd>${beside.map(({ symbol, kind: its, name }, index) => html`${index > 0 && html`<br>`}<a href="/bodies/${symbol}">${typed(fullName(view, { kind: its, name }))}</a>`)}</dd>`}`
}
