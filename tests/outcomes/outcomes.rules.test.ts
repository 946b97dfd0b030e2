// Outcomes and their symbols (outcomes.RULES.md).
import { describe, expect, it } from 'vitest'
import { refuse } from '@roundtable/shared/base/refusal'
import { nextNumber, outcome, publish, symbolOf } from '@roundtable/shared/outcomes/outcomes.rules'
import { OutcomeSymbol } from '@roundtable/shared/outcomes/outcomes.contract'
import { paper, makePaper, type Paper } from '@roundtable/shared/papers/papers.rules'
import { fold, types } from '../support/fold'

const made = fold(paper, 'paper', makePaper('one', { title: 'Paper', kind: 'draft-outcome', language: 'en', document: 'text' }))
const adopted: Paper = { ...made, stage: 'adopted', adopted: { at: '2026-01-01T00:00:00.000Z', how: 'by-consensus', asOrallyRevised: false, digest: 'd' } }
const frozen = (symbol: string) => ({ symbol, sha256: 'f'.repeat(64) })
const giving = (state: Paper, symbol: string) => publish(state, 'RT.EAF', 2026, 'outcome', frozen(symbol))

describe('an outcome', () => {
  it('[OUT-1] is called by series, year and number', () => {
    expect(symbolOf('RT.EAF', 2026, 1)).toBe('RT.EAF/2026/1')
    expect(OutcomeSymbol.safeParse(symbolOf('RT.EAF', 2026, 120)).success).toBe(true)
    for (const wrong of ['RT.EAF/2026/0', 'RT.EAF/2026/01', 'RT.EAF/26/1', 'rt.eaf/2026/1', 'RT.EAF/2026/1/Rev.1 ']) expect(OutcomeSymbol.safeParse(wrong).success).toBe(false)
  })

  it('[OUT-2] numbers run on within a year, gaps stay, other series do not count', () => {
    expect(nextNumber('RT.EAF', 2026, [])).toBe(1)
    expect(nextNumber('RT.EAF', 2026, ['RT.EAF/2026/2', 'RT.EAF/2026/10', 'RT.EAF/2025/40', 'RT.EA/2026/50', 'RT.EAFX/2026/60'])).toBe(11)
  })

  it('[OUT-3] only an adopted paper is published, once', () => {
    expect(types(giving(adopted, 'RT.EAF/2026/1'))).toEqual(['outcomePublished', 'paperPublished'])
    for (const stage of ['draft', 'circulated'] as const) expect(giving({ ...made, stage }, 'RT.EAF/2026/1')).toEqual(refuse('paper-not-adopted'))
    const after = fold(paper, 'paper', giving(adopted, 'RT.EAF/2026/1'), adopted)
    expect(after).toMatchObject({ stage: 'published', symbol: 'RT.EAF/2026/1' })
    expect(giving(after, 'RT.EAF/2026/2')).toEqual(refuse('already-published'))
  })

  it('[OUT-4] under a symbol of its body’s series and year; the record holds the digest', () => {
    expect(giving(adopted, 'RT.WAF/2026/1')).toEqual(refuse('symbol-not-of-series', { series: 'RT.EAF/2026/' }))
    expect(giving(adopted, 'RT.EAF/2025/1')).toEqual(refuse('symbol-not-of-series', { series: 'RT.EAF/2026/' }))
    expect(fold(outcome, 'outcome', giving(adopted, 'RT.EAF/2026/7'))).toMatchObject({ id: 'outcome', paper: 'one', symbol: 'RT.EAF/2026/7', sha256: 'f'.repeat(64) })
  })
})
