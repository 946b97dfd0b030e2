// What a menu can hold: an act, a way to go, one of several picks, a line with or without a heading.
import type { RouteLocationRaw } from 'vue-router'
import type { IconName } from './icons'

export type MenuEntry =
  | { kind: 'act'; label: string; detail?: string; icon?: IconName; keys?: string; off?: boolean; act: () => void }
  | { kind: 'go'; label: string; detail?: string; icon?: IconName; to?: RouteLocationRaw; href?: string }
  | { kind: 'pick'; label: string; picked: boolean; lang?: string; act: () => void }
  | { kind: 'line'; label?: string }
