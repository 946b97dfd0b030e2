// @vitest-environment jsdom
// A state is a word and a mark, and no two marks have the same form once colour is gone.
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { MARKS } from '../../client/src/ui/marks'
import UiStatus from '../../client/src/ui/UiStatus.vue'
import { speak } from '../../client/src/words'
import { show } from './show'

beforeAll(() => speak('en'))

test.each(MARKS)('%s shows its word and its mark', async (mark) => {
  const place = await show(UiStatus, { mark }, { default: () => 'How it stands' })
  expect(place.textContent).toBe('How it stands')
  expect(place.querySelector('.mk')!.classList).toContain(`is-${mark}`)
})

test('the marks differ in form', () => {
  const css = readFileSync(new URL('../../client/src/ui/parts/status.css', import.meta.url), 'utf8')
  const forms = MARKS.map((mark) => new RegExp(`\\.mk\\.is-${mark} \\{([^}]*)\\}`).exec(css)?.[1]?.replace(/border-color:[^;]*;/g, '').trim() ?? '')
  expect(new Set(forms).size).toBe(MARKS.length)
})
