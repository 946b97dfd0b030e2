// The Survey's rules on their own: what a file must be (SUR-1 to 9) and what a figure is (SUR-10 to 14); then every carried edition under them.
import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INDICATORS } from '@roundtable/shared/survey/indicators'
import { states } from '@roundtable/shared/survey/states'
import { problemsOf, paramsOf, sayProblem, type RowProblemId } from '@roundtable/shared/survey/survey.problems'
import { differences, farMoves } from '@roundtable/shared/survey/differences'
import { figureOf, figuresOf, fourDecimals, importEdition, notesOn, sayFigure, sourceLine, type SurveyRow } from '@roundtable/shared/survey/survey.rules'
import { finishReading, HEADER, MOST_LISTED, startReading, takeLine } from '@roundtable/shared/survey/survey.rows'
import { sayIn } from '@roundtable/shared/words/words'
import { en } from '@roundtable/shared/words/en'
import { ar } from '@roundtable/shared/words/ar'

const folder = new URL('../../prisma/seed/survey/', import.meta.url)
const carried = readdirSync(folder).filter((name) => name.endsWith('.csv')).map((name) => Number(name.slice(0, 4))).sort()
const linesOf = (edition: number): string[][] => readFileSync(new URL(`${edition}.csv`, folder), 'utf8').trimEnd().split('\n').map((one) => one.split(','))

function read(lines: readonly (readonly string[])[], edition = 2012) {
  const reading = startReading(edition)
  lines.forEach((cells, index) => takeLine(reading, index + 1, cells))
  return finishReading(reading)
}
const rowsOf = (edition: number): Map<string, SurveyRow> => {
  const result = read(linesOf(edition), edition)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return new Map(result.rows.map((row) => [row.iso3, row]))
}
const problemsIn = (lines: readonly (readonly string[])[]) => {
  const result = read(lines)
  return 'problems' in result ? result.problems : []
}
/** A valid edition in which one State's row is another. */
const changed = (iso3: string, change: (cells: string[]) => string[], edition = 2012) => linesOf(edition).map((cells) => (cells[0] === iso3 ? change([...cells]) : cells))
const cell = (iso3: string, column: (typeof HEADER)[number], value: string, edition = 2012) =>
  changed(iso3, (cells) => cells.with(HEADER.indexOf(column), value), edition)
const lineOf = (iso3: string, edition = 2012) => linesOf(edition).findIndex((cells) => cells[0] === iso3) + 1
const ids = (lines: readonly (readonly string[])[]): [number, RowProblemId][] => problemsIn(lines).map(({ line, id }) => [line, id])

const say = sayIn('en', en)
const sayArabic = sayIn('ar', ar)

describe('what a file must be', () => {
  it('[SUR-1] the header is the header, in its order; one sentence about it and none about the rows', () => {
    expect(problemsIn([['iso3', 'egdi', 'status', 'rank', 'osi', 'tii', 'hci', 'epi'], ...linesOf(2012).slice(1)])).toEqual([{ line: 1, id: 'header', params: { value: 'iso3,egdi,status,rank,os', header: HEADER.join(',') } }])
    expect(ids(linesOf(2012).slice(1))).toEqual([[1, 'header']])
    expect(ids([])).toEqual([[1, 'header']])
  })

  it('[SUR-2] every row has eight cells and is of one of the 193 States', () => {
    expect(ids(changed('KEN', (cells) => cells.slice(0, 7)))).toContainEqual([lineOf('KEN'), 'cells'])
    expect(ids(changed('KEN', (cells) => [...cells, '']))).toContainEqual([lineOf('KEN'), 'cells'])
    for (const code of ['XKX', 'ken', ' KEN', 'KE', '', '404', '__proto__', 'constructor']) expect(ids(cell('KEN', 'iso3', code))).toEqual([[lineOf('KEN'), 'state'], [194, 'missing']])
  })

  it('[SUR-2] a State stands once and none is missing', () => {
    expect(problemsIn(cell('KEN', 'iso3', 'JPN'))).toEqual([{ line: lineOf('KEN'), id: 'twice', params: { iso3: 'JPN', first: lineOf('JPN') } }, { line: 194, id: 'missing', params: { iso3: 'KEN' } }])
    expect(problemsIn(linesOf(2012).filter(([iso3]) => iso3 !== 'RWA'))).toEqual([{ line: 193, id: 'missing', params: { iso3: 'RWA' } }])
    expect(ids([...linesOf(2012), linesOf(2012)[5] ?? []])).toEqual([[195, 'twice']])
  })

  it('[SUR-3] the status is one of three words', () => {
    for (const status of ['', 'Ranked', 'not-member', 'member']) expect(ids(cell('KEN', 'status', status))).toEqual([[lineOf('KEN'), 'status']])
  })

  it('[SUR-4] a figure is a plain decimal from 0 to 1 with at most five decimals', () => {
    for (const value of ['NaN', '=1+1', '=HYPERLINK("x")', '+0.4', '-0.1', '1.00001', '1.1', '0,42', '.42', '0.', '42', '4e-1', '0.421234', ' 0.4', '0.4 ', '٠.٤', 'null', '0x1', '01.0']) {
      expect(problemsIn(cell('KEN', 'osi', value))).toEqual([{ line: lineOf('KEN'), id: 'figure', params: { column: 'osi', value } }])
    }
    expect(ids(cell('FSM', 'hci', '1.42200'))).toEqual([[lineOf('FSM'), 'figure']])
    for (const value of ['0', '1', '0.4', '0.00000', '1.00000', '1.0']) expect(problemsIn(cell('KEN', 'osi', value))).toEqual([])
  })

  it('[SUR-5] a rank is a whole number from 1 to 193', () => {
    for (const value of ['0', '194', '1.0', '-1', '=2', '012', '1e2', '1000']) expect(ids(cell('KEN', 'rank', value))).toEqual([[lineOf('KEN'), 'rank']])
  })

  it('[SUR-6] a ranked State has an EGDI above zero, a rank and three components; it may lack the EPI', () => {
    for (const column of ['egdi', 'rank', 'osi', 'tii', 'hci'] as const) expect(problemsIn(cell('KEN', column, ''))).toEqual([{ line: lineOf('KEN'), id: 'needs', params: { iso3: 'KEN', status: 'ranked', column } }])
    expect(problemsIn(cell('KEN', 'epi', ''))).toEqual([])
    expect(ids(cell('KEN', 'egdi', '0.00000'))).toEqual([[lineOf('KEN'), 'zero']])
    expect(problemsIn(cell('SOM', 'hci', '0.00000', 2024))).toEqual([])
  })

  it('[SUR-7] an unranked State has neither EGDI nor rank', () => {
    expect(ids(changed('GIN', (cells) => cells.with(2, '0.10000').with(3, '191')))).toEqual([[lineOf('GIN'), 'extra'], [lineOf('GIN'), 'extra']])
    expect(problemsIn(cell('GIN', 'hci', ''))).toEqual([])
  })

  it('[SUR-8] a State that was not a Member has no figure', () => {
    for (const column of HEADER.slice(2)) expect(problemsIn(cell('SSD', column, column === 'rank' ? '183' : '0.00000', 2008))).toEqual([{ line: lineOf('SSD', 2008), id: 'extra', params: { iso3: 'SSD', status: 'not_member', column } }])
  })

  it('[SUR-9] ranks follow the EGDI', () => {
    expect(problemsIn(cell('KEN', 'rank', '118'))).toEqual([{ line: lineOf('KEN'), id: 'order', params: { iso3: 'KEN', rank: 118, least: 119, most: 119 } }])
    expect(ids(cell('KEN', 'egdi', '0.99999')).length).toBeGreaterThan(1)
  })

  it('[SUR-9] equal EGDIs share the best rank or follow one another', () => {
    const tie = linesOf(2020).filter((cells) => cells[2] === '0.77450')
    expect(tie.map((cells) => cells[3]).sort()).toEqual(['51', '52'])
    expect(problemsIn(cell('HUN', 'rank', '51', 2020))).toEqual([])
    expect(ids(cell('HUN', 'rank', '53', 2020))).toEqual([[lineOf('HUN', 2020), 'order']])
  })

  it('any one cell spoiled is found on its line, and nothing is taken', () => {
    const spoil = fc.record({ edition: fc.constantFrom(...carried), row: fc.integer({ min: 1, max: 193 }), column: fc.integer({ min: 0, max: 7 }), value: fc.string({ minLength: 1, maxLength: 12 }).filter((value) => !/^(?:ranked|unranked|not_member|[01][\d.]*|[1-9]\d*|[A-Z]{3})$/.test(value)) })
    // A failure prints the seed and the path to it.
    fc.assert(fc.property(spoil, ({ edition, row, column, value }) => {
      const result = read(linesOf(edition).map((cells, index) => (index === row ? cells.with(column, value) : cells)), edition)
      expect(result).toHaveProperty('problems')
      if ('problems' in result) expect(result.problems[0]?.line).toBe(row + 1)
    }), { numRuns: 150, verbose: 1 })
  })

  it('rows in any order give the same edition', () => {
    const [header = [], ...rows] = linesOf(2024)
    const expected = read([header, ...rows])
    fc.assert(fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => { expect(read([header, ...shuffled])).toEqual(expected) }), { numRuns: 20, verbose: 1 })
  })

  it('[SUR-15] all problems are counted and the first fifty listed', () => {
    const result = read(linesOf(2012).map((cells, index) => (index === 0 ? cells : cells.with(4, 'NaN'))))
    expect(result).toMatchObject({ count: 193 })
    expect(problemsIn(linesOf(2012).map((cells, index) => (index === 0 ? cells : cells.with(4, 'NaN'))))).toHaveLength(MOST_LISTED)
  })

  it('[SUR-15] a refusal carries the list, and each problem has its sentence in every language', () => {
    const [problem] = problemsIn(cell('KEN', 'osi', '=1+1'))
    expect(problem).toBeDefined()
    expect(problemsOf(paramsOf([problem!], 1))).toEqual([problem])
    expect(sayProblem(problem!, say)).toBe(`Line ${lineOf('KEN')}: osi is “=1+1”; a figure is a plain decimal from 0 to 1 with at most five decimals.`)
    const all: [RowProblemId, Record<string, string | number>][] = [
      ['header', { value: 'a', header: 'b' }], ['encoding', {}], ['cells', { count: 7, needed: 8 }], ['quotes', {}], ['state', { value: 'x' }], ['twice', { iso3: 'KEN', first: 1200 }], ['missing', { iso3: 'KEN' }],
      ['status', { value: 'x' }], ['figure', { column: 'osi', value: 'x' }], ['rank', { value: 'x', most: 193 }], ['needs', { iso3: 'KEN', status: 'ranked', column: 'osi' }], ['extra', { iso3: 'KEN', status: 'unranked', column: 'osi' }], ['zero', { iso3: 'KEN' }], ['order', { iso3: 'KEN', rank: 1, least: 2, most: 3 }],
    ]
    for (const [id, params] of all) {
      expect(sayProblem({ line: 1200, id, params }, say)).toMatch(/^Line 1200: .+[^}]$/)
      expect(sayProblem({ line: 1200, id, params }, sayArabic)).toMatch(/^السطر 1200: .+[^}]$/)
    }
    expect(problemsOf({ problems: '[{"line":"x"}]' })).toEqual([])
    expect(problemsOf({ problems: 'no' })).toEqual([])
    expect(problemsOf(undefined)).toEqual([])
  })

  it('what is quoted back of a cell is short, on one line, and turns no writing direction', () => {
    const [problem] = problemsIn(cell('KEN', 'osi', `\u202E0.4\n${'9'.repeat(100)}`))
    expect(problem?.params?.value).toBe(`·0.4·${'9'.repeat(19)}`)
  })
})

describe('what a figure is', () => {
  const blank: SurveyRow = { iso3: 'KEN', status: 'ranked' }

  it('[SUR-10] no row and no cell are unknown; not a member and unranked are told apart; none is a zero', () => {
    for (const indicator of INDICATORS) {
      expect(figureOf(undefined, indicator)).toEqual({ status: 'unknown' })
      expect(figureOf(blank, indicator)).toEqual({ status: 'unknown' })
      expect(figureOf({ iso3: 'SSD', status: 'not_member' }, indicator)).toEqual({ status: 'not-member' })
    }
    const said = (['unranked', 'not-member', 'unknown'] as const).flatMap((status) => [sayFigure({ status }, say), sayFigure({ status }, sayArabic)])
    expect(new Set(said).size).toBe(6)
    for (const words of said) expect(words).not.toMatch(/\d/)
  })

  it('[SUR-11] an unranked State lacks its EGDI and rank; its recorded components are shown', () => {
    expect(figuresOf(rowsOf(2012).get('GIN'))).toEqual({
      egdi: { status: 'unranked' }, rank: { status: 'unranked' }, osi: { status: 'recorded', value: '0.0000' },
      tii: { status: 'recorded', value: '0.0491' }, hci: { status: 'recorded', value: '0.2696' }, epi: { status: 'recorded', value: '0.0000' },
    })
  })

  it('[SUR-12] a recorded zero stays zero', () => {
    for (const edition of [2012, 2024]) expect(figureOf(rowsOf(edition).get('SOM'), 'hci')).toEqual({ status: 'recorded', value: '0.0000' })
    expect(figureOf({ iso3: 'KEN', status: 'ranked', osi: '0' }, 'osi')).toEqual({ status: 'recorded', value: '0.0000' })
  })

  it('[SUR-12] four decimals, half up, on the digits', () => {
    for (const [recorded, shown] of [['0.63140', '0.6314'], ['0.00005', '0.0001'], ['0.00004', '0.0000'], ['0.99995', '1.0000'], ['0.99994', '0.9999'], ['1', '1.0000'], ['0', '0.0000'], ['0.5', '0.5000'], ['0.12345', '0.1235'], ['0.10005', '0.1001'], ['0.31415', '0.3142'], ['1.00000', '1.0000'], ['0.09995', '0.1000']] as const) {
      expect(fourDecimals(recorded)).toBe(shown)
    }
  })

  it('[SUR-12] every figure of five decimals is rounded as whole numbers say', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (hundredThousandths) => {
      const recorded = `${Math.floor(hundredThousandths / 100_000)}.${String(hundredThousandths % 100_000).padStart(5, '0')}`
      const shown = Math.floor((hundredThousandths + 5) / 10)
      expect(fourDecimals(recorded)).toBe(`${Math.floor(shown / 10_000)}.${String(shown % 10_000).padStart(4, '0')}`)
    }), { numRuns: 2000, verbose: 1 })
  })

  it('[SUR-13] the credit line names the edition in both languages', () => {
    expect(sourceLine(2024, say)).toBe('Source: UN DESA, United Nations E-Government Survey, 2024')
    expect(sourceLine(2024, sayArabic)).toContain('2024')
    expect(sourceLine(2024, sayArabic)).toMatch(/^المصدر: /)
  })

  it('[SUR-14] notes stand where a meaning changed, and nowhere else', () => {
    const recorded = { status: 'recorded', value: '0.0000' } as const
    const keys = (edition: number, iso3: string, indicator: (typeof INDICATORS)[number], figure: Parameters<typeof notesOn>[3] = recorded) => notesOn(edition, iso3, indicator, figure).map((one) => one.key)
    expect(keys(2008, 'KEN', 'osi')).toEqual(['survey.note.webMeasure'])
    expect(keys(2008, 'KEN', 'rank', { status: 'recorded', value: '122' })).toEqual(['survey.note.readiness'])
    expect(keys(2010, 'KEN', 'osi')).toEqual([])
    expect(keys(2005, 'AND', 'hci')).toEqual(['survey.note.zero'])
    expect(keys(2024, 'SOM', 'hci')).toEqual([])
    expect(keys(2003, 'FSM', 'hci', { status: 'recorded', value: '1.4220' })).toEqual(['survey.note.aboveOne'])
    expect(keys(2005, 'SRB', 'tii')).toEqual(['survey.note.serbiaAndMontenegro'])
    expect(keys(2008, 'SRB', 'tii')).toEqual([])
  })
})

describe('the carried editions', () => {
  it('are twelve, each whole under the rules', () => {
    expect(carried).toEqual([2003, 2004, 2005, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024])
    for (const edition of carried) expect([...rowsOf(edition).keys()]).toEqual(states.map((state) => state.iso3))
  })

  it('hold the points that were published', () => {
    const point = (edition: number, iso3: string, indicator: (typeof INDICATORS)[number]) => sayFigure(figureOf(rowsOf(edition).get(iso3), indicator), say)
    expect([point(2024, 'KEN', 'egdi'), point(2024, 'KEN', 'rank')]).toEqual(['0.6314', '109'])
    expect([point(2024, 'DNK', 'rank'), point(2024, 'DNK', 'egdi')]).toEqual(['1', '0.9847'])
    expect([point(2012, 'KOR', 'rank'), point(2012, 'KOR', 'egdi')]).toEqual(['1', '0.9283'])
    expect([point(2003, 'USA', 'rank'), point(2003, 'GBR', 'epi')]).toEqual(['1', '1.0000'])
    expect(point(2008, 'SSD', 'osi')).toBe('Not yet a Member State')
    expect(point(2012, 'GIN', 'rank')).toBe('Not ranked in this edition')
  })

  it('tell who was unranked and who was not a Member', () => {
    const counts = carried.map((edition) => {
      const all = [...rowsOf(edition).values()]
      return [all.filter((row) => row.status === 'unranked').length, all.filter((row) => row.status === 'not_member').length]
    })
    expect(counts).toEqual([[18, 2], [13, 2], [12, 2], [10, 1], [9, 1], [3, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]])
    expect([...rowsOf(2012).values()].filter((row) => row.status === 'unranked').map((row) => row.iso3)).toEqual(['CAF', 'GIN', 'LBY'])
  })
})

describe('what a file would change', () => {
  const rows = (edition: number) => [...rowsOf(edition).values()]
  const other = (iso3: string, change: Partial<SurveyRow>) => rows(2024).map((row) => (row.iso3 === iso3 ? { ...row, ...change } : row))

  it('[SUR-18] each cell that differs, and no other; how a figure is spelled is no difference', () => {
    expect(differences(rows(2024), rows(2024))).toEqual([])
    expect(differences(rows(2024), other('KEN', { epi: '0.5205' }))).toEqual([])
    expect(differences(rows(2024), other('KEN', { epi: undefined, rank: 110 }))).toEqual([
      { iso3: 'KEN', cell: 'rank', before: '109', after: '110' }, { iso3: 'KEN', cell: 'epi', before: '0.52050' },
    ])
    expect(differences(rows(2012), rows(2012).map((row) => (row.iso3 === 'GIN' ? { ...row, status: 'not_member' as const, osi: undefined } : row))))
      .toEqual([{ iso3: 'GIN', cell: 'status', before: 'unranked', after: 'not_member' }, { iso3: 'GIN', cell: 'osi', before: '0.00000' }])
  })

  it('[SUR-19] moves of more than 0.15, the furthest first; a State without a figure on one side moves nowhere', () => {
    expect(farMoves(rows(2010), rows(2012))).toHaveLength(7)
    const moves = farMoves(rows(2024), other('KEN', { egdi: '0.78140' }))
    expect(moves).toEqual([])
    expect(farMoves(rows(2024), other('KEN', { egdi: '0.78141' }))).toEqual([{ iso3: 'KEN', before: '0.63140', after: '0.78141' }])
    expect(farMoves(rows(2024), other('KEN', { egdi: undefined }))).toEqual([])
  })

  it('[SUR-20] what was tried against another state of things is not imported', () => {
    const file = { edition: 2024, source: 's', sha256: 'b'.repeat(64), states: 193 }
    expect(importEdition({ sha256: 'a'.repeat(64) }, file, 'a'.repeat(64))).toHaveLength(1)
    expect(importEdition(null, file, 'nothing')).toHaveLength(1)
    for (const [before, saw] of [[{ sha256: 'c'.repeat(64) }, 'a'.repeat(64)], [{ sha256: 'c'.repeat(64) }, 'nothing'], [null, 'a'.repeat(64)]] as const) {
      expect(importEdition(before, file, saw)).toMatchObject({ refused: 'edition-changed' })
    }
  })
})
