// What public pages show, asked for as nobody through the gate: what the public may not see cannot come on to a page.
import { Id } from '@roundtable/shared/base/ids'
import { SymbolBase } from '@roundtable/shared/bodies/bodies.contract'
import { isConsortium, type Body } from '@roundtable/shared/bodies/body.rules'
import type { Seat } from '@roundtable/shared/bodies/seat.rules'
import type { Meeting } from '@roundtable/shared/meetings/meeting.rules'
import { forwarding, type Arrival, type Forwarding } from '@roundtable/shared/outcomes/forwarding.rules'
import type { Outcome } from '@roundtable/shared/outcomes/outcomes.rules'
import type { AnswerOf, InputOf, QueryName } from '@roundtable/shared/wire/contracts'
import { bodyBySymbol, consortiaOf, consortiumOf, roundtablesOf, seatCounts } from '../bodies/bodies.db'
import type { BodySeen } from '../bodies/bodies.page'
import type { Runner } from '../gate/run'
import type { PrismaClient } from '../generated/prisma/client'
import type { Corrected } from '../outcomes/corrected'
import type { CatalogueEntry } from '../outcomes/catalogue'
import type { FrozenOutcome } from '../outcomes/freeze'
import { adoptedOf, forwardingsOf, newestOutcomes } from '../outcomes/outcomes.db'
import { meetingsChanged, nextMeetings } from '../meetings/meetings.db'
import { sha256 } from '../platform/chain'
import type { BodyBeside } from '../survey/state.page'
import type { UsedIn } from '../survey/figure.page'
import type { FigureAt } from '../survey/paths'
import { loadRows } from '../survey/survey.db'
import type { Years } from '../survey/survey.years'
import { MOST_USES, outcomesWith } from '../survey/uses.db'
import { correctedSince } from '../survey/survey.figures'
import { regionOf, type Region } from '../survey/survey.region'
import { MOST_ENTRIES } from './atom'
import type { Front } from './front.page'
import { nameOf, type View } from './view'

/** The edition that the findings of 2012 rest on: where the region stood when this work was asked for. */
const SINCE = 2012
const NEWEST = 10

/** The reader's address waits in its own line at the gate; when that is full the page says so, and does not pretend that there is nothing. */
export class TooOften extends Error { readonly status = 429 }

/** `address`: whose turn it is. */
export function makeSights(prisma: PrismaClient, runner: Runner, now: () => Date, address: string, years: Years) {
  async function ask<N extends QueryName>(name: N, input: InputOf<N>): Promise<AnswerOf<N> | undefined> {
    const answer = await runner.query(name, input, { device: '', address })
    if ('refusal' in answer && answer.refusal.refused === 'too-often') throw new TooOften()
    return 'refusal' in answer ? undefined : (answer.answer as AnswerOf<N>)
  }

  async function entries(outcomes: readonly Outcome[]): Promise<(CatalogueEntry & { body: string })[]> {
    const adopted = await adoptedOf(prisma, outcomes.map((outcome) => outcome.sha256))
    return outcomes.map(({ symbol, title, language, at, body, sha256: digest }) => ({ symbol, title, language, at, body, adopted: adopted.get(digest) }))
  }

  async function region(body: Body, seats: readonly Seat[]): Promise<Region | undefined> {
    const states = body.state ? [body.state] : seats.flatMap(({ group, iso3 }) => (group === 'national-government' && iso3 ? [iso3] : []))
    if (states.length === 0) return undefined
    const editions = (await ask('survey/editions', {}))?.editions.map(({ edition }) => edition) ?? []
    const newest = Math.max(...editions)
    if (!editions.includes(SINCE) || newest <= SINCE) return undefined
    return regionOf({ edition: SINCE, rows: await loadRows(prisma, SINCE) }, { edition: newest, rows: await loadRows(prisma, newest) }, states)
  }

  /** By its id or by the base of its symbols. */
  async function seen(named: string): Promise<{ body: Body; seats: Seat[]; outcomes: Outcome[]; meetings: Meeting[]; arrivals: Arrival[] } | undefined> {
    const id = SymbolBase.safeParse(named).success ? (await bodyBySymbol(prisma, named))?.id : Id.safeParse(named).success ? named : undefined
    const read = id === undefined ? undefined : await ask('bodies/read', { body: id })
    if (!read) return undefined
    const of = <S>(kind: string) => read.aggregates.filter((one) => one.kind === kind).map(({ state }) => state as S)
    const body = of<Body>('body')[0]
    return body && { body, seats: of<Seat>('seat'), outcomes: of<Outcome>('outcome').sort((a, b) => b.at.localeCompare(a.at)), meetings: of<Meeting>('meeting'), arrivals: of<Arrival>('arrival').sort((a, b) => b.at.localeCompare(a.at)) }
  }

  /** The roundtables of a consortium's region, or the consortia of a roundtable's States. */
  const chained = async (body: Body): Promise<Body[]> => isConsortium(body) ? roundtablesOf(prisma, body.state ?? '') : body.kind === 'regional-roundtable' ? consortiaOf(prisma, body) : []

  return {
    async front(view: View): Promise<Front> {
      const bodies = (await ask('bodies/list', { limit: 200 }))?.bodies ?? []
      const [counts, next] = [await seatCounts(prisma), await nextMeetings(prisma, now())]
      const names = new Map(bodies.map(({ id, name }) => [id, name]))
      const outcomes = await entries(await newestOutcomes(prisma, NEWEST))
      return {
        bodies: bodies.map((body) => ({ ...body, seats: counts.get(body.id) ?? 0, meeting: next.get(body.id) })),
        outcomes: outcomes.map(({ body, ...entry }) => ({ ...entry, of: names.has(body) ? nameOf(view, names.get(body)!) : undefined })),
      }
    },
    async body(named: string): Promise<BodySeen | undefined> {
      const found = await seen(named)
      return found && { ...found, now: now(), outcomes: await entries(found.outcomes), region: await region(found.body, found.seats), beside: await chained(found.body) }
    },
    /** What feeds and calendars are made of: no chart, no count. */
    async held(named: string): Promise<{ body: Body; outcomes: CatalogueEntry[]; meetings: Meeting[] } | undefined> {
      const found = await seen(named)
      return found && { body: found.body, meetings: found.meetings, outcomes: await entries(found.outcomes.slice(0, MOST_ENTRIES)) }
    },
    changedMeetings: (body: string) => meetingsChanged(prisma, body),
    async region(named: string): Promise<{ body: Body; region: Region } | undefined> {
      const found = await seen(named)
      const states = found && await region(found.body, found.seats)
      return states && { body: found.body, region: states }
    },
    years,
    /** The outcomes in whose frozen text a figure stands, or any figure of a State. */
    async usedIn(of: { iso3: string } | FigureAt): Promise<{ used: UsedIn[]; more: boolean }> {
      const found = await outcomesWith(prisma, of)
      return { used: found.slice(0, MOST_USES), more: found.length > MOST_USES }
    },
    /** The roundtables of an area. */
    async ofArea(m49: string): Promise<BodyBeside[]> {
      const bodies = (await ask('bodies/list', { limit: 200 }))?.bodies ?? []
      return bodies.filter(({ area }) => area === m49)
    },
    /** A State's consortium, then the roundtables it belongs to. */
    ofState: async (iso3: string): Promise<BodyBeside[]> => [...await consortiumOf(prisma, iso3), ...await roundtablesOf(prisma, iso3)],
    async outcome(symbol: string): Promise<Issued | undefined> {
      const read = await ask('outcomes/read', { symbol })
      if (!read) return undefined
      const { canonical, sha256: digest } = read
      const frozen = sha256(canonical) === digest ? (JSON.parse(canonical) as FrozenOutcome) : undefined
      return { symbol, canonical, sha256: digest, frozen, corrected: frozen ? await correctedSince(prisma, frozen.figures) : [], forwardings: (await forwardingsOf(prisma, read.id)).map((one) => forwarding.cut!(one, 'public')) }
    },
  }
}
export type Sights = ReturnType<typeof makeSights>

/** `frozen` is absent when the stored text is not the one whose digest the record holds. */
export interface Issued { symbol: string; canonical: string; sha256: string; frozen?: FrozenOutcome; corrected: Corrected[]; forwardings: Forwarding[] }
