// A dialog keeps the focus and gives it back.
import { h, ref } from 'vue'
import { beforeAll, expect, test } from 'vitest'
import UiButton from '../../client/src/ui/UiButton.vue'
import UiDialog from '../../client/src/ui/UiDialog.vue'
import { speak } from '../../client/src/words'
import { button, settled, show } from './show'

beforeAll(() => speak('en'))
const press = (on: Element, key: string, more: KeyboardEventInit = {}) => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))

test('it has a name, holds the focus inside in both directions, and gives it back on Escape', async () => {
  const open = ref(false)
  await show({
    setup: () => () => [
      h(UiButton, { onClick: () => { open.value = true } }, () => 'Ask'),
      h(UiDialog, { 'open': open.value, 'onUpdate:open': (value: boolean) => { open.value = value }, 'title': 'Put it to a vote?', 'says': 'It cannot be stopped.' },
        { actions: () => [h(UiButton, { kind: 'main' }, () => 'Put it'), h(UiButton, null, () => 'Not now')] }),
    ],
  })
  const asker = button('Ask')
  asker.focus()
  asker.click()
  await settled()
  const dialog = document.querySelector('[role="dialog"]')!
  expect(document.getElementById(dialog.getAttribute('aria-labelledby')!)?.textContent).toBe('Put it to a vote?')
  expect(document.getElementById(dialog.getAttribute('aria-describedby')!)?.textContent).toBe('It cannot be stopped.')
  expect(dialog.contains(document.activeElement)).toBe(true)

  button('Not now').focus()
  press(document.activeElement!, 'Tab')
  expect(document.activeElement).toBe(button('Put it'))
  press(document.activeElement!, 'Tab', { shiftKey: true })
  expect(document.activeElement).toBe(button('Not now'))

  press(document.activeElement!, 'Escape')
  await settled()
  expect(document.querySelector('[role="dialog"]')).toBeNull()
  expect(document.activeElement).toBe(asker)
})
