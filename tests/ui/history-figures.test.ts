// Figures of a text of the past: until the citations have come something stands in their place, never a word that says they are unknown.
import { beforeEach, expect, test, vi } from 'vitest'
import { differenceOf } from '@roundtable/shared/papers/difference'
import { PLACE } from '@roundtable/shared/papers/schema'
import HistoryText from '../../client/src/papers/HistoryText.vue'
import { show } from './show'

const line = vi.hoisted(() => ({ answers: [] as ((value: unknown) => void)[] }))
vi.mock('../../client/src/wire/http', () => ({ query: () => new Promise((answer) => { line.answers.push(answer) }) }))
const { Parts } = await import('../../client/src/wire/parts')

beforeEach(() => { line.answers.length = 0 })

const paragraphs = [{ id: 'a', role: 'text' as const, runs: [{ text: 'It is ', marks: {}, by: 'office' }, { text: PLACE, marks: { citation: { id: 'c1' } }, by: 'office' }] }]
const version = { title: 'Paper', kind: 'position-paper' as const, language: 'en', position: 2, authors: ['office'], paragraphs }
const figure = { id: 'c1', edition: 2024, iso3: 'KEN', indicator: 'egdi', status: 'recorded', value: '0.6314', source: 'Survey' }
const drawn = async (figures: object | undefined) => (await show(HistoryText, { version, difference: differenceOf([], paragraphs, 'en'), figures, all: true })).textContent

test('a figure on its way is a place, one that has come its value, one that is not there unknown', async () => {
  expect(await drawn(undefined)).toContain('It is …')
  expect(await drawn({ c1: figure })).toContain('It is survey.figure')
  expect(await drawn({})).toContain('It is papers.figure.missing')
})

test('what belongs to a thing has come when the server has answered, though it be nothing', async () => {
  const parts = new Parts('b', () => 'table')
  expect(parts.come('citation', 'p')).toBe(false)
  await vi.waitFor(() => { expect(line.answers).toHaveLength(1) })
  expect(parts.come('citation', 'p')).toBe(false)
  line.answers[0]!({ seq: 3, aggregates: [], more: false })
  await vi.waitFor(() => { expect(parts.come('citation', 'p')).toBe(true) })
})
