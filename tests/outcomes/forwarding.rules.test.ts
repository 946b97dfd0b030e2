// Forwarding as pure rules: where an outcome may go, what settles a text that came, what home learns, how a text is carried over.
import { describe, expect, it } from 'vitest'
import { refuse } from '@roundtable/shared/base/refusal'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import { arrival, forward, forwarding, learnFates, receive, settle, type Arrival, type Forwarding } from '@roundtable/shared/outcomes/forwarding.rules'
import type { Outcome } from '@roundtable/shared/outcomes/outcomes.rules'
import { carryOver } from '@roundtable/shared/papers/origin.rules'
import type { Paper } from '@roundtable/shared/papers/papers.rules'
import { PLACE, type Block } from '@roundtable/shared/papers/schema'
import { fold, types } from '../support/fold'

const bodyOf = (id: string, kind: Body['kind'], more: Partial<Body> = {}): Body =>
  ({ id, body: id, kind, name: { en: id }, symbol: `XX.${id.toUpperCase()}`, applicationDays: 7, founded: '2026-11-20T09:00:00.000Z', officers: { chair: [], moderator: [], rapporteur: [] }, ...more })
const home = bodyOf('home', 'national-consortium', { state: 'KEN' })
const region = bodyOf('region', 'regional-roundtable')
const outcome: Outcome = { id: 'o', body: 'home', paper: 'p', symbol: 'NC.KEN/2026/1', title: 'Procurement', language: 'en', sha256: 'a'.repeat(64), at: '2026-11-25T08:00:00.000Z' }
const sent: Forwarding = fold(forwarding, 'forwarding', forward(outcome, home, region, true, 'f'))
const came: Arrival = fold(arrival, 'arrival', receive(sent, home, { kind: 'report', issued: outcome.at }))

describe('an outcome', () => {
  it('[OUT-5] of a consortium goes to a roundtable of its State, and to nothing else', () => {
    expect(sent).toMatchObject({ outcome: 'o', symbol: 'NC.KEN/2026/1', sha256: outcome.sha256, to: { id: 'region', symbol: 'XX.REGION' }, fates: [] })
    expect(forward(outcome, home, region, false, 'f')).toEqual(refuse('not-its-region'))
    expect(forward(outcome, home, bodyOf('other', 'national-consortium'), true, 'f')).toEqual(refuse('no-roundtable'))
  })

  it('[OUT-5] of another body goes to any roundtable but itself', () => {
    expect(types(forward(outcome, bodyOf('group', 'working-group'), region, false, 'f'))).toEqual(['outcomeForwarded'])
    expect(types(forward(outcome, bodyOf('other', 'regional-roundtable'), region, false, 'f'))).toEqual(['outcomeForwarded'])
    expect(forward(outcome, region, region, true, 'f')).toEqual(refuse('no-roundtable'))
  })

  it('[OUT-6] has one key for each roundtable', () => {
    expect(forwarding.columns!(sent)).toEqual({ key: 'o:region', parent: 'o' })
  })
})

describe('a text that came', () => {
  it('[OUT-8] is noted or taken up once; what was noted can still be taken up, and not the other way round', () => {
    const noted = fold(arrival, 'arrival', settle(came, { how: 'noted' }), came)
    expect(noted.settled).toMatchObject({ how: 'noted' })
    expect(settle(noted, { how: 'noted' })).toEqual(refuse('already-settled'))
    const taken = fold(arrival, 'arrival', settle(noted, { how: 'taken-up', paper: 'q' }), noted)
    expect(taken).toMatchObject({ noted: noted.settled!.at, settled: { how: 'taken-up', paper: 'q' } })
    for (const how of [{ how: 'noted' }, { how: 'taken-up', paper: 'r' }] as const) expect(settle(taken, how)).toEqual(refuse('already-settled'))
    expect(arrival.cut!(taken, 'public')).toEqual(came)
    expect(learnFates(sent, { arrived: taken }).map(({ payload }) => (payload as { fate: string }).fate)).toEqual(['arrived', 'noted', 'taken-up'])
  })

  it('[OUT-9] is public, and what the table does with it is the table’s', () => {
    const taken = fold(arrival, 'arrival', settle(came, { how: 'taken-up', paper: 'q' }), came)
    expect(arrival.cut!(taken, 'public')).toEqual(came)
    expect(arrival.cut!(taken, 'table')).toEqual(taken)
  })
})

describe('home', () => {
  const taken = fold(arrival, 'arrival', settle(came, { how: 'taken-up', paper: 'q' }), came)
  const paper = { id: 'q', stage: 'published', adopted: { at: '2026-12-02T08:00:00.000Z' } } as Paper
  const there = { arrived: taken, paper, outcome: { ...outcome, id: 'o2', symbol: 'RT.EAF/2026/2', at: '2026-12-03T08:00:00.000Z' } }

  it('[OUT-10] learns each thing once and in its order, however late it asks', () => {
    const all = fold(forwarding, 'forwarding', learnFates(sent, there), sent)
    expect(all.fates.map(({ fate }) => fate)).toEqual(['arrived', 'taken-up', 'adopted', 'published'])
    expect(learnFates(all, there)).toEqual([])
    let step = fold(forwarding, 'forwarding', learnFates(sent, { arrived: came }), sent)
    step = fold(forwarding, 'forwarding', learnFates(step, { arrived: taken }), step)
    step = fold(forwarding, 'forwarding', learnFates(step, there), step)
    expect(step.fates).toEqual(all.fates)
  })

  it('[OUT-9] shows the public that it arrived and what was published of it', () => {
    const drafts = learnFates(sent, there)
    expect(drafts.map(({ audience }) => audience)).toEqual(['public', 'table', 'table', 'public'])
    expect(forwarding.cut!(fold(forwarding, 'forwarding', drafts, sent), 'public').fates.map(({ fate }) => fate)).toEqual(['arrived', 'published'])
  })
})

describe('a text carried over', () => {
  const text: Block[] = [
    { id: 'a', role: 'text', runs: [{ text: 'Kenya stood at ', marks: { bold: true } }, { text: PLACE, marks: { citation: { id: 'c1' } } }, { text: PLACE, marks: { note: { id: 'n' } } }, { text: PLACE, marks: { citation: { id: 'nobody' } } }] },
    { id: 'b', role: 'note', for: 'n', runs: [{ text: 'Also ', marks: {} }, { text: PLACE, marks: { citation: { id: 'c1' } } }] },
  ]
  const figure = { id: 'c1', body: 'home', paper: 'p', edition: 2024, iso3: 'KEN', indicator: 'egdi' as const, status: 'recorded' as const, value: '0.6314', source: 'UN DESA, 2024', at: '2026-11-20T09:00:00.000Z' }
  const carried = carryOver(text, [figure], { body: 'region', paper: 'q', at: '2026-12-01T00:00:00.000Z' }, () => 'c9')

  it('[PAP-7] has every word, mark, note and number in its place; figures keep value and source under an id of their own', () => {
    expect(JSON.stringify(carried.text).replaceAll('c9', 'c1')).toBe(JSON.stringify(text))
    expect(carried.text.flatMap(({ runs }) => runs.flatMap(({ marks }) => marks.citation?.id ?? []))).toEqual(['c9', 'nobody', 'c9'])
    expect(carried.citations).toEqual([{ ...figure, id: 'c9', body: 'region', paper: 'q', at: '2026-12-01T00:00:00.000Z' }])
    expect(text[0]!.runs[1]!.marks.citation!.id, 'the text at home is untouched').toBe('c1')
  })
})
