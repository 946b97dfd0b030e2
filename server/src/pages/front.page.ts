// The front page: what this is, the bodies, their newest outcomes, the way in.
import { GROUPS } from '@roundtable/shared/bodies/words'
import { SHAPE_OF } from '@roundtable/shared/bodies/group-shapes'
import type { AnswerOf } from '@roundtable/shared/wire/contracts'
import { factsIn } from '@roundtable/shared/words/joins'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import { meetingLine } from '../meetings/meetings.page'
import { catalogue, type CatalogueEntry } from '../outcomes/catalogue'
import { band } from './band'
import { glyph, ring } from './drawings'
import { html, sign } from './html'
import type { Page } from './layout'
import { nameOf, type View } from './view'

export interface Front {
  bodies: (AnswerOf<'bodies/list'>['bodies'][number] & { seats: number; meeting?: Meeting })[]
  outcomes: CatalogueEntry[]
}

export function frontPage(view: View, { bodies, outcomes }: Front): Page {
  const { say } = view
  const shapes = GROUPS.map((group) => ({ shape: SHAPE_OF[group], label: say(`bodies.group.${group}`) }))
  return {
    path: '/', title: factsIn(say, [say('ui.product'), say('base.page.front.over')]), description: say('base.page.front.lead'),
    main: html`<div class="wrap">
<div class="hero"><div><span class="label">${say('base.page.front.over')}</span><h1 class="title">${say('base.page.front.title')}</h1></div><div>${ring([...shapes, ...shapes, ...shapes], say('base.page.front.ring'))}</div></div><hr class="rule">
<div class="under"><div><p class="lead">${say('base.page.front.lead')}</p><div class="row acts"><a class="btn btn--main" href="/sign-in">${say('base.nav.signIn')}</a><span class="muted">${say('base.page.front.reading')}</span></div></div>
<section class="shapes"><h2>${say('base.page.front.groups')}</h2><ul>${shapes.map(({ shape, label }) => html`<li><span class="who">${glyph(shape)}<span>${label}</span></span></li>`)}</ul></section></div></div>
${band('bodies', say('base.nav.bodies'), say('base.page.front.bodies.says'), bodies.length === 0 ? html`<p>${say('base.page.front.bodies.none')}</p>` : html`<ol class="cat">${bodies.map((body) =>
  html`<li><span class="sy">${sign(body.symbol)}</span><span><a href="/bodies/${body.symbol}">${nameOf(view, body.name)}</a><small>${say(`bodies.kind.${body.kind}`)}</small>${body.meeting && html`<small>${meetingLine(view, body, body.meeting)}</small>`}</span><span class="sy">${say('base.page.front.seats', { count: body.seats })}</span></li>`)}</ol>`)}
${band('outcomes', say('base.page.front.outcomes'), say('base.page.front.outcomes.says'), outcomes.length === 0 ? html`<p>${say('base.page.front.outcomes.none')}</p>` : catalogue(view, outcomes))}
${band('rules', say('base.nav.whoMay'), undefined, html`<p class="lead">${say('base.page.front.whoMay.says')}</p><p class="acts"><a class="btn" href="/who-may">${say('base.nav.whoMay')}</a></p>`)}`,
  }
}
