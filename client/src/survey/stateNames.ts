// Names of States in the reader's language; the list of all languages is fetched only when one needs it.
import { shallowRef } from 'vue'
import type { Language } from '@roundtable/shared/base/languages'
import type { Names } from '@roundtable/shared/survey/explorer.words'
import type * as States from '@roundtable/shared/survey/states'
import { useLanguage } from '../words'

const names = shallowRef<typeof States>()
let asked = false

/** Fetches the list; resolves with it. */
export async function loadStates(): Promise<typeof States> {
  asked = true
  names.value ??= await import('@roundtable/shared/survey/states')
  return names.value
}

/** `nameOf(iso3, otherwise)`: what stands in the record until the list is here. Records are kept in English. */
export function useStateNames(): (iso3: string | undefined, otherwise: string) => string {
  const spoken = useLanguage()
  return (iso3, otherwise) => {
    if (!iso3) return otherwise
    if (!names.value) {
      if (spoken.value !== 'en' && !asked) void loadStates()
      return otherwise
    }
    return names.value.nameOf(iso3, spoken.value satisfies Language)
  }
}

/** For what is said of the Survey itself: codes until the list is here. */
export function useSurveyNames(): Names {
  const spoken = useLanguage()
  const list = () => { if (!names.value && !asked) void loadStates(); return names.value }
  return { get language() { return spoken.value }, state: (iso3) => list()?.nameOf(iso3, spoken.value) ?? iso3, area: (m49) => list()?.areaNameOf(m49, spoken.value) ?? m49 }
}
