// Light, dark, or as the reader's system says; remembered on this device only.
import { ref, readonly } from 'vue'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
const PLACE = 'theme'

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(PLACE)
    return THEMES.find((theme) => theme === kept) ?? 'system'
  } catch {
    return 'system' // storage can be forbidden; the page works without it
  }
}

const current = ref<Theme>('system')
export const theme = readonly(current)

export function chooseTheme(chosen: Theme): void {
  current.value = chosen
  if (chosen === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = chosen
  try {
    localStorage.setItem(PLACE, chosen)
  } catch {
    // not remembered, but in force
  }
}

export const startTheme = (): void => chooseTheme(remembered())
