// Appearance: chosen, remembered, and in force even where storage is forbidden.
import { afterEach, expect, test, vi } from 'vitest'
import { chooseTheme, startTheme, theme } from '../../client/src/ui/theme'

afterEach(() => {
  vi.restoreAllMocks()
  chooseTheme('system')
})

test('what was chosen is there at the next start', () => {
  chooseTheme('dark')
  delete document.documentElement.dataset.theme
  startTheme()
  expect(theme.value).toBe('dark')
  expect(document.documentElement.dataset.theme).toBe('dark')
})

test('the system decides when asked to, and when what is stored is nonsense', () => {
  localStorage.setItem('theme', 'purple')
  startTheme()
  expect(document.documentElement.dataset.theme).toBeUndefined()
})

test('forbidden storage stops nothing', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new Error('forbidden') })
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => { throw new Error('forbidden') })
  chooseTheme('light')
  expect(document.documentElement.dataset.theme).toBe('light')
  startTheme()
  expect(theme.value).toBe('system')
})
