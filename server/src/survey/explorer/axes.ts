// Scales and ticks of the explorer's charts, and labels that do not cover each other.
import type { Language } from '@roundtable/shared/base/languages'
import { numberIn } from '@roundtable/shared/words/dates'
import { states } from '@roundtable/shared/survey/states'
import type { Indicator } from '@roundtable/shared/survey/indicators'

export interface Scale { at(value: number): number; ticks: { value: number; label: string }[] }

/** Indices go from 0 to 1, or as far above as a figure is recorded; ranks from last to first, so that better is always further. */
export function scaleFor(language: Language, indicator: Indicator, from: number, to: number, highest = 1): Scale {
  const place = (share: number) => Math.round((from + share * (to - from)) * 10) / 10
  if (indicator === 'rank') {
    const last = states.length
    const at = (value: number) => place((last - value) / (last - 1))
    return { at, ticks: [1, 50, 100, 150, last].map((value) => ({ value, label: String(value) })) }
  }
  const top = Math.max(1, Math.ceil(highest * 5 - 1e-9) / 5)
  return { at: (value) => place(value / top), ticks: Array.from({ length: Math.round(top * 5) + 1 }, (_, index) => ({ value: index / 5, label: numberIn(language, index / 5, 1) })) }
}
