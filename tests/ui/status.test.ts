// A state is always a word and a mark.
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
