// The languages of the project: complete ones are offered, the other four of the six come next.

export const LANGUAGES = ['en', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

export const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language)
export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr')
/** The name a language has for itself. */
export const NAMES: Record<Language, string> = { en: 'English', ar: 'العربية' }
