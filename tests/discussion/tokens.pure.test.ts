// What a search finds a post by: words in any case and accent, neighbours in scripts without blanks, and a part of a long post about them.
import { expect, it } from 'vitest'
import { excerptOf, soughtIn, tokensOf } from '../../server/src/discussion/tokens'

const finds = (text: string, sought: string) => soughtIn(sought).every((token) => tokensOf(text).includes(token))

it.each([
  ['Côte d’Ivoire wants training.', 'COTE training', true], ['Training for all', 'train', false], ['the EGDI of 0.6314', '6314', true],
  ['加强国家统计机构的能力', '统计机构', true], ['加强国家统计机构的能力', '机构统计', false], ['加强国家统计机构的能力', '统', true],
  ['تعزيز القدرات الوطنية', 'قدرات', true], ['تعزيز القُدْرات الوطنيـة', 'القدرات الوطنيه', true], ['Надёжные данные', 'НАДЕЖНЫЕ', true], ['data', '…!', true],
])('[DIS-13] %s: %s', (text, sought, found) => { expect(finds(text, sought)).toBe(found) })

it('a longest post has no more tokens than characters, and none is longer than forty', () => {
  expect(tokensOf('x'.repeat(4_000))).toEqual(['x'.repeat(40)])
  expect(tokensOf('汉字统计'.repeat(1_000)).length).toBeLessThan(20)
})

it('a long post is shown about the first of the words, and no pair of halves is cut', () => {
  const long = `${'😀 '.repeat(300)}here it is${' 😀'.repeat(300)}`
  const cut = excerptOf(long, 'here')
  expect(cut).toContain('here it is')
  expect(cut.length).toBeLessThan(420)
  expect(() => encodeURIComponent(cut)).not.toThrow()
  expect(excerptOf('short', 'x')).toBe('short')
})
