// The language people read in: loaded when chosen, switched in one click without a reload, so place and drafts stay.
import { computed, inject, provide, readonly, ref, shallowReactive, watch, type InjectionKey, type Ref } from 'vue'
import { directionOf, isLanguage, tagOf, type Language } from '@roundtable/shared/base/languages'
import { dateIn, listIn, momentIn, numberIn, sorterIn, timeIn } from '@roundtable/shared/words/dates'
import { sayIn, type Say, type Words } from '@roundtable/shared/words/words'

const WORDS: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('@roundtable/shared/words/en')).en,
  fr: async () => (await import('@roundtable/shared/words/fr')).fr,
  es: async () => (await import('@roundtable/shared/words/es')).es,
  ru: async () => (await import('@roundtable/shared/words/ru')).ru,
  zh: async () => (await import('@roundtable/shared/words/zh')).zh,
  ar: async () => (await import('@roundtable/shared/words/ar')).ar,
}
const YEAR = 365 * 24 * 3600

const sayers = shallowReactive<Partial<Record<Language, Say>>>({})
const current = ref<Language>('en')
/** A part of a page may speak another language than the page. */
const inPart: InjectionKey<Readonly<Ref<Language>>> = Symbol('language of this part')

export async function loadWords(language: Language): Promise<void> {
  // The words count; without their font the reader's own serif stands in.
  if (language === 'zh') void import('./ui/fonts-chinese.css').catch(() => undefined)
  sayers[language] ??= sayIn(language, await WORDS[language]())
}

/** Switches the whole page, and keeps the choice. Rejects, and changes nothing, when the words can't be fetched. */
export async function speak(language: Language): Promise<void> {
  await begin(language)
  document.cookie = `language=${language}; Path=/; Max-Age=${YEAR}; SameSite=Lax`
}

/** The first words of a page: nothing was chosen yet. */
export async function begin(language: Language): Promise<void> {
  await loadWords(language)
  current.value = language
  document.documentElement.lang = tagOf(language)
  document.documentElement.dir = directionOf(language)
}

/** The language that was chosen before, else the one that the browser asks for, as the server reads it on public pages; else English. */
export function rememberedLanguage(): Language {
  const cookie = /(?:^|;\s*)language=([a-z]{2})/.exec(document.cookie)?.[1]
  return [cookie, ...navigator.languages.map((one) => one.toLowerCase().split('-')[0])].find(isLanguage) ?? 'en'
}

export const language = readonly(current)

export function speakInPart(part: Readonly<Ref<Language>>): void {
  provide(inPart, part)
}

export const useLanguage = (): Readonly<Ref<Language>> => inject(inPart, language)

/** `const say = useSay()`, then `say('papers.title', { count: 2 })` in setup or template: it follows the language. */
export function useSay(): Say {
  const spoken = useLanguage()
  return (key, params) => sayers[spoken.value]?.(key, params) ?? key
}

/** In another language than the page's, as a text in that language needs it; until its words have come, in the page's. */
export function useSayIn(of: () => Language): Say {
  const say = useSay()
  watch(of, (one) => void loadWords(one).catch(() => undefined), { immediate: true })
  return (key, params) => (sayers[of()] ?? say)(key, params)
}

/** Outside components: the sentence in the page's language, now. */
export const sayNow: Say = (key, params) => sayers[current.value]?.(key, params) ?? key

/** Dates, times, numbers and lists as the reader's language writes them; strings from the server are taken as ISO dates. */
export function useFormat() {
  const spoken = useLanguage()
  const when = (date: Date | string | number) => new Date(date)
  return {
    formatDate: (date: Date | string | number) => dateIn(spoken.value, when(date)),
    /** "24 November 2026, 14:05" */
    formatMoment: (date: Date | string | number) => momentIn(spoken.value, when(date)),
    formatTime: (date: Date | string | number) => timeIn(spoken.value, when(date)),
    formatNumber: (value: number, decimals?: number) => numberIn(spoken.value, value, decimals),
    formatList: (names: string[]) => listIn(spoken.value, names),
    /** Compares names as the reader's alphabet orders them. */
    byName: (a: string, b: string) => sorterIn(spoken.value)(a, b),
    direction: computed(() => directionOf(spoken.value)),
  }
}
