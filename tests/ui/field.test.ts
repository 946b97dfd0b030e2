// A field ties label, help and error to its control.
import { h } from 'vue'
import { beforeAll, expect, test } from 'vitest'
import UiField from '../../client/src/ui/UiField.vue'
import UiInput from '../../client/src/ui/UiInput.vue'
import UiSelect from '../../client/src/ui/UiSelect.vue'
import { speak } from '../../client/src/words'
import { show } from './show'

beforeAll(() => speak('en'))
const described = (control: Element) => (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean).map((id) => document.getElementById(id)?.textContent?.trim())

test.each([['an input', UiInput, 'input', {}], ['a select', UiSelect, 'select', { options: [{ value: 'a', label: 'A' }] }]])('%s is named by the label and described by error and help', async (_, control, tag, props) => {
  const place = await show(UiField, { label: 'Deadline', help: 'A working day.', wrong: 'This date is past.' }, { default: () => h(control, props) })
  const element = place.querySelector(tag)!
  expect(place.querySelector(`label[for="${element.id}"]`)?.textContent).toContain('Deadline')
  expect(described(element)).toEqual(['This date is past.', 'A working day.'])
  expect(element.getAttribute('aria-invalid')).toBe('true')
})

test('without an error nothing is called wrong', async () => {
  const place = await show(UiField, { label: 'Deadline' }, { default: () => h(UiInput) })
  expect(place.querySelector('input')!.hasAttribute('aria-invalid')).toBe(false)
  expect(place.querySelector('.is-wrong, .wrong')).toBeNull()
})
