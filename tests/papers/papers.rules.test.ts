// A paper's stages, its drafters and its citations (papers.RULES.md).
import { describe, expect, it } from 'vitest'
import { refuse } from '@roundtable/shared/base/refusal'
import { adopt, appointDrafters, circulate, citation, citeFigure, isOpen, makePaper, paper, PAPER_ACTS, reviseFigure, standsOpenFor, type Paper } from '@roundtable/shared/papers/papers.rules'
import { draft } from '@roundtable/shared/record/draft'
import type { drafts} from '../support/fold';
import { AT, fold, types } from '../support/fold'

const made = fold(paper, 'paper', makePaper('one', { title: 'Paper', kind: 'report', language: 'en', document: 'text' }))
const act = { how: 'by-consensus' as const, asOrallyRevised: true, digest: 'd'.repeat(64), numbers: { p1: '1' } }
const after = (state: Paper, decided: Parameters<typeof drafts>[0]) => fold(paper, 'paper', decided, state)
const circulated = after(made, circulate(made, { p1: '1' }))
const adopted = after(circulated, adopt(circulated, act, false))
const published = after(adopted, [draft('paper', 'one')('paperPublished', { symbol: 'RT.TAB/2026/1' })])
const figure = { paper: 'one', edition: 2024, iso3: 'KEN', indicator: 'egdi' as const, status: 'recorded' as const, value: '0.6314', source: 'The Survey' }

describe('a paper', () => {
  it('[PAP-1] [PAP-3] [PAP-4] stands open for each act in its stages only', () => {
    const open = (state: Paper) => PAPER_ACTS.filter((act) => standsOpenFor(act, state))
    const writing = ['papers/write', 'papers/citeFigure', 'papers/appointDrafters']
    // A place in the history can be named whatever became of the text.
    expect(open(made)).toEqual([...writing, 'papers/circulate', 'papers/adopt', 'papers/restore', 'papers/nameVersion'])
    expect(open(circulated)).toEqual([...writing, 'papers/adopt', 'papers/restore', 'papers/nameVersion'])
    expect(open(adopted)).toEqual(['papers/nameVersion', 'outcomes/publish'])
    expect(open(published)).toEqual(['papers/nameVersion'])
  })

  it('[PAP-1] is open as a draft and when circulated, never after', () => {
    expect([made, circulated, adopted, published].map(isOpen)).toEqual([true, true, false, false])
  })

  it('[PAP-2] members and experts draft, observers do not; each appointment replaces the one before', () => {
    const appointed = after(made, appointDrafters(made, [{ id: 'kenya', class: 'member' }, { id: 'expert', class: 'expert' }, { id: 'kenya', class: 'member' }]))
    expect(appointed.drafters).toEqual(['kenya', 'expert'])
    expect(after(appointed, appointDrafters(appointed, [])).drafters).toEqual([])
    expect(appointDrafters(made, [{ id: 'kenya', class: 'member' }, { id: 'cafrad', class: 'observer' }])).toEqual(refuse('observer-cannot-draft'))
    expect(appointDrafters(adopted, [{ id: 'kenya', class: 'member' }])).toEqual(refuse('paper-closed'))
  })

  it('[PAP-3] is circulated once, with a text, and keeps its numbers', () => {
    expect(circulated).toMatchObject({ stage: 'circulated', numbers: { p1: '1' } })
    expect(circulate(made, {})).toEqual(refuse('paper-empty'))
    expect(circulate(circulated, { p1: '2' })).toEqual(refuse('paper-not-draft'))
    expect(circulate(adopted, { p1: '2' })).toEqual(refuse('paper-not-draft'))
  })

  it('[PAP-4] is adopted once, open and with a text; the act says how and of which text', () => {
    expect(adopted).toMatchObject({ stage: 'adopted', numbers: { p1: '1' }, adopted: { at: AT, how: 'by-consensus', asOrallyRevised: true, digest: act.digest } })
    expect(types(adopt(made, act, false))).toEqual(['paperAdopted'])
    expect(adopt(circulated, act, true)).toEqual(refuse('paper-empty'))
    expect(adopt(adopted, act, false)).toEqual(refuse('paper-closed'))
    expect(adopt(published, act, false)).toEqual(refuse('paper-closed'))
  })

  it('[PAP-5] takes in figures while it is open', () => {
    expect(types(citeFigure(circulated, 'c', figure))).toEqual(['figureCited'])
    expect(citeFigure(adopted, 'c', figure)).toEqual(refuse('paper-closed'))
  })

  it('[PAP-6] a corrected edition: the citation of an open paper takes the value and keeps what it was; that of an adopted text keeps its value and says what is now', () => {
    const taken = fold(citation, 'citation', citeFigure(made, 'c', figure))
    const next = { status: 'recorded' as const, value: '0.6400' }
    expect(reviseFigure(made, taken, { status: 'recorded', value: '0.6314' })).toEqual([])
    const open = fold(citation, 'citation', reviseFigure(circulated, taken, next), taken)
    expect(open).toEqual({ ...taken, ...next, was: { status: 'recorded', value: '0.6314', at: AT } })
    expect(fold(citation, 'citation', reviseFigure(made, open, { status: 'unranked' }), open)).toEqual({ id: 'c', body: 'body', paper: 'one', edition: 2024, iso3: 'KEN', indicator: 'egdi', source: 'The Survey', at: AT, status: 'unranked', was: { ...next, at: AT } })
    for (const closed of [adopted, published]) {
      const kept = fold(citation, 'citation', reviseFigure(closed, taken, next), taken)
      expect(kept).toEqual({ ...taken, now: { ...next, at: AT } })
      expect(reviseFigure(closed, kept, next)).toEqual([])
      // The edition was put right again: nothing is left to say.
      expect(fold(citation, 'citation', reviseFigure(closed, kept, { status: 'recorded', value: '0.6314' }), kept)).toEqual(taken)
    }
  })

  it('[PAP-6] a citation keeps what was taken in, and no second taking changes it', () => {
    const taken = fold(citation, 'citation', citeFigure(made, 'c', figure))
    expect(taken).toEqual({ id: 'c', body: 'body', ...figure, at: AT })
    expect(() => fold(citation, 'citation', citeFigure(made, 'c', { ...figure, value: '0.9999' }), taken)).toThrow('cannot be applied')
  })
})
