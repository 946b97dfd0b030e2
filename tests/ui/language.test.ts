// One click switches language and direction of the whole page, remembers it, and keeps what was typed.
import { defineComponent, h, nextTick } from 'vue'
import { beforeEach, expect, test, vi } from 'vitest'
import UiLanguageSwitch from '../../client/src/ui/UiLanguageSwitch.vue'
import UiTextarea from '../../client/src/ui/UiTextarea.vue'
import { rememberedLanguage, speak, useFormat, useSay } from '../../client/src/words'
import { button, show } from './show'

beforeEach(() => speak('en'))

const Page = defineComponent(() => {
  const say = useSay()
  const { formatDate } = useFormat()
  return () => [h('p', say('ui.close')), h('time', formatDate('2026-11-24T12:00:00Z')), h(UiTextarea), h(UiLanguageSwitch)]
})

test('direction, language, sentences, dates and cookie follow; a draft stays', async () => {
  const place = await show(Page)
  const draft = place.querySelector('textarea')!
  draft.value = 'half a sentence'
  draft.dispatchEvent(new Event('input'))
  const english = place.querySelector('p')!.textContent
  button('العربية').click()
  await vi.waitFor(() => expect(document.documentElement.dir).toBe('rtl'))
  await nextTick()
  expect(document.documentElement.lang).toBe('ar')
  expect(place.querySelector('p')!.textContent).not.toBe(english)
  expect(place.querySelector('time')!.textContent).toBe('24 تشرين الثاني/نوفمبر 2026')
  expect(rememberedLanguage()).toBe('ar')
  expect(place.querySelector('textarea')).toBe(draft)
  expect(draft.value).toBe('half a sentence')
  expect(button('العربية').getAttribute('aria-current')).toBe('true')

  button('English').click()
  await vi.waitFor(() => expect(document.documentElement.dir).toBe('ltr'))
  await nextTick()
  expect(place.querySelector('p')!.textContent).toBe(english)
  expect(place.querySelector('time')!.textContent).toBe('24 November 2026')
})
