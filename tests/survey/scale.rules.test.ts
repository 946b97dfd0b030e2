// The plain parts of charts: scales, ticks, labels apart from one another, lines broken where there is no figure.
import { describe, expect, it } from 'vitest'
import { apart, fifths, linear, runs } from '@roundtable/shared/survey/charts/scale'

describe('charts', () => {
  it('a scale is even, and does not divide by a span of nothing', () => {
    const x = linear([2003, 2024], [0, 210])
    expect([x(2003), x(2012), x(2024)]).toEqual([0, 90, 210])
    expect(linear([1, 1], [5, 9])(1)).toBe(5)
  })

  it('ticks reach the first fifth at or above the highest figure', () => {
    expect(fifths(0.6)).toEqual([0, 0.2, 0.4, 0.6])
    expect(fifths(0.6001).at(-1)).toBe(0.8)
    expect(fifths(0)).toEqual([0, 0.2])
  })

  it('labels keep their order and their distance, and stay above the lowest place', () => {
    expect(apart([50, 52, 10], 15, 100)).toEqual([50, 65, 10])
    expect(apart([95, 99], 15, 100)).toEqual([85, 100])
  })

  it('a line is broken where there is no figure', () => {
    expect(runs([{ value: '0.1' }, {}, { value: '0.0000' }, { value: '0.2' }]).map((run) => run.map(({ value }) => value))).toEqual([['0.1'], ['0.0000', '0.2']])
    expect(runs([{}, {}])).toEqual([])
  })
})
