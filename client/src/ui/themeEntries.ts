// The choice of appearance as entries of a menu (UiMenu): spread them at the end of your own.
import type { Say } from '@roundtable/shared/words/words'
import type { MenuEntry } from './menu'
import { chooseTheme, THEMES, theme } from './theme'

export const themeEntries = (say: Say): MenuEntry[] => [
  { kind: 'line', label: say('ui.theme') },
  ...THEMES.map((one): MenuEntry => ({ kind: 'pick', label: say(`ui.theme.${one}`), picked: one === theme.value, act: () => chooseTheme(one) })),
]
