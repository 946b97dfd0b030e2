// A locked button can be reached and says why, and does nothing.
import { beforeAll, expect, test, vi } from 'vitest'
import UiButton from '../../client/src/ui/UiButton.vue'
import { speak } from '../../client/src/words'
import { button, show } from './show'

beforeAll(() => speak('en'))

test('a locked button is reachable, described by its reason, and its act does not run', async () => {
  const act = vi.fn()
  const sent = vi.fn((event: Event) => event.preventDefault())
  document.addEventListener('submit', sent)
  const place = await show(UiButton, { off: 'Two alternatives stand.', type: 'submit', onClick: act }, { default: () => 'Gavel' })
  const locked = button('Gavel')
  const form = document.createElement('form')
  place.append(form)
  form.append(place.firstElementChild!)
  locked.focus()
  expect(document.activeElement).toBe(locked)
  expect(document.getElementById(locked.getAttribute('aria-describedby')!)?.textContent).toBe('Two alternatives stand.')
  locked.click()
  expect(act).not.toHaveBeenCalled()
  expect(sent).not.toHaveBeenCalled()
  document.removeEventListener('submit', sent)
})

test('an open button runs its act once', async () => {
  const act = vi.fn()
  await show(UiButton, { onClick: act }, { default: () => 'Answer' })
  button('Answer').click()
  expect(act).toHaveBeenCalledTimes(1)
})

test('a link that is locked is no link', async () => {
  const place = await show(UiButton, { href: '/bodies', off: true }, { default: () => 'Bodies' })
  expect(place.querySelector('a')).toBeNull()
  expect(button('Bodies').getAttribute('aria-disabled')).toBe('true')
})
