// A body's public page: the ring of its seats, what it has adopted, its States in the Survey, who sits at the table.
import { isConsortium, type Body } from '@roundtable/shared/bodies/body.rules'
import type { Arrival } from '@roundtable/shared/outcomes/forwarding.rules'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import { SHAPE_OF } from '@roundtable/shared/bodies/group-shapes'
import type { Seat } from '@roundtable/shared/bodies/seat.rules'
import { GROUPS } from '@roundtable/shared/bodies/words'
import { nameOf as stateName } from '@roundtable/shared/survey/states'
import { listIn, sorterIn } from '@roundtable/shared/words/dates'
import { countsIn, stopped } from '@roundtable/shared/words/joins'
import { nextMeeting } from '../meetings/meetings.page'
import { catalogue, type CatalogueEntry } from '../outcomes/catalogue'
import { band } from '../pages/band'
import { glyph, ring } from '../pages/drawings'
import { html, sign, typed, unbroken, type Html } from '../pages/html'
import type { Page } from '../pages/layout'
import { dayOf, fullName, nameOf, plainName, type View } from '../pages/view'
import type { Region } from '../survey/survey.region'
import { balanceBand, standsBeside, type BodyNamed } from './bodies.balance'
import { regionBand } from './bodies.region'

export interface BodySeen { body: Body; seats: Seat[]; outcomes: CatalogueEntry[]; meetings: Meeting[]; now: Date; region?: Region; beside: readonly BodyNamed[]; arrivals: readonly Arrival[] }
/** Of what was forwarded here a public page shows the latest. */
const LATEST = 10
export const bodyPath = (body: Pick<Body, 'symbol'>): string => `/bodies/${body.symbol}`

/** A government sits under its State's name in the reader's language, any other delegation under its own. */
const labelOf = ({ language }: View, seat: Seat): string => (seat.group === 'national-government' && seat.iso3 ? stateName(seat.iso3, language) : seat.organisation)

export function bodyPage(view: View, { body, seats, outcomes, meetings, now, region, beside, arrivals }: BodySeen): Page {
  const { say, language } = view
  const before = sorterIn(language)
  const seated = seats.map((seat) => ({ ...seat, label: labelOf(view, seat) })).sort((a, b) => before(a.label, b.label))
  const of = (wanted: Seat['class']) => seated.filter((seat) => seat.class === wanted)
  const [members, observers, experts] = [of('member'), of('observer'), of('expert')]
  const counts = [say('bodies.page.members', { count: members.length }), ...(observers.length > 0 ? [say('bodies.page.observers', { count: observers.length })] : []), ...(experts.length > 0 ? [say('bodies.page.experts', { count: experts.length })] : [])]
  const [all, each] = [say('bodies.page.seats', { count: seats.length }), countsIn(say, counts)]
  const oval = ring(seated.map(({ group, label }) => ({ shape: SHAPE_OF[group], label })), all, each, stopped(say, all, each))
  const name = plainName(view, body.name)
  const path = bodyPath(body)
  return {
    path, section: 'bodies', title: name, description: say('bodies.page.description', { name }),
    feeds: feedsOf(view, body),
    main: html`<div class="wrap">
<div class="hero hero--long"><div><p class="muted">${say(`bodies.kind.${body.kind}`)}</p><h1 class="title">${nameOf(view, body.name)}</h1></div><div>${oval}</div></div><hr class="rule">
<div class="under"><div><p class="lead">${unbroken(lead(view, body, members))}</p></div>
<section class="way-in"><div class="next">${nextMeeting(view, body, meetings, now)}</div>
<div class="row acts"><a class="btn btn--main" href="/table/${body.id}">${say('bodies.page.take')}</a><a class="btn" href="/apply/${body.id}">${say('bodies.page.apply')}</a></div><p class="muted aside">${say('bodies.page.apply.says', { days: body.applicationDays })}</p></section>
<dl class="pairs facts-of"><dt>${say('bodies.page.founded')}</dt><dd><time datetime="${body.founded.slice(0, 10)}">${dayOf(view, body.founded)}</time></dd><dt>${say('bodies.page.series')}</dt><dd>${sign(body.symbol)}</dd>${standsBeside(view, body, beside)}${officers(view, body)}</dl></div></div>
${band('outcomes', say('bodies.page.outcomes'), say('bodies.page.outcomes.says'), outcomes.length > 0 ? catalogue(view, outcomes) : html`<p>${say('bodies.page.outcomes.none')}</p>`, html`<p class="row aside feeds">${feedsOf(view, body).map(({ title, path: feed }) => html`<a href="${feed}">${title}</a>`)}<a href="${path}/meetings.ics">${say('meetings.calendar.all')}</a></p>`)}
${arrivals.length > 0 && band('arrivals', say('outcomes.arrivals'), say('outcomes.arrivals.says'), catalogue(view, arrivals.slice(0, LATEST).map((one) => ({ ...one, of: html`${say('outcomes.arrivals.from', { body: fullName(view, one.from), date: dayOf(view, one.issued) })}` }))))}
${region && regionBand(view, region, path)}
${isConsortium(body) && balanceBand(view, seats)}
${band('seats', say('bodies.page.table'), say('bodies.page.table.says'), html`<div class="mem">${GROUPS.map((group) => groupList(say(`bodies.group.${group}`), members.filter((seat) => seat.group === group), group))}${apart(view, say('bodies.page.table.observers'), observers)}${apart(view, say('bodies.page.table.experts'), experts)}</div>`)}`,
  }
}

const feedsOf = ({ say }: View, body: Body) => (['outcomes', 'meetings'] as const).map((what) => ({ title: say(`bodies.page.feed.${what}`, { symbol: body.symbol }), path: `${bodyPath(body)}/${what}.atom` }))

function lead({ say, language }: View, body: Body, members: readonly Seat[]): string {
  const groups = GROUPS.filter((group) => members.some((seat) => seat.group === group))
  const states = members.filter((seat) => seat.group === 'national-government').length
  const named = (group: Seat['group']) => (group === 'national-government' && isConsortium(body) ? say('bodies.page.lead.ministries', { count: states }) : say(`bodies.page.lead.${group}`, { states }))
  return say('bodies.page.lead', { groups: listIn(language, groups.map(named)) })
}

const officers = ({ say }: View, { officers: held }: Body): Html[] =>
  (['chair', 'rapporteur', 'moderator'] as const).filter((office) => held[office].length > 0).map((office) =>
    html`<dt>${say(`bodies.office.${office}`)}</dt><dd>${held[office].map(({ name }, index) => html`${index > 0 && html`<br>`}${typed(name)}`)}</dd>`)

type Labelled = Seat & { label: string }
const WIDE_FROM = 8

const groupList = (heading: string, seats: readonly Labelled[], group: Seat['group']): Html | undefined =>
  seats.length === 0 ? undefined : html`<section${seats.length >= WIDE_FROM && html` class="wide"`}><h3>${glyph(SHAPE_OF[group])}<span>${heading}</span><span>${seats.length}</span></h3><ul>${seats.map(({ label }) => html`<li>${typed(label)}</li>`)}</ul></section>`

/** Observers and experts are of any group: each carries its shape, and the word for it. */
const apart = ({ say }: View, heading: string, seats: readonly Labelled[]): Html | undefined =>
  seats.length === 0 ? undefined : html`<section><h3><span>${heading}</span><span>${seats.length}</span></h3><ul>${seats.map(({ label, group }) => html`<li><span class="who">${glyph(SHAPE_OF[group])}<span>${typed(label)}<span class="vh">${say('ui.and', { what: say(`bodies.group.${group}`) })}</span></span></span></li>`)}</ul></section>`
