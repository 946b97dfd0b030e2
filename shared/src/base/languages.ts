// The six languages of the project, in the order in which the United Nations list them.

export const LANGUAGES = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

export const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language)
export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr')
/** As `lang` of a page or a text: the Chinese of the United Nations is in simplified characters. */
export const tagOf = (language: string): string => (language === 'zh' ? 'zh-Hans' : language)
/** The name a language has for itself. */
export const NAMES: Record<Language, string> = { ar: 'العربية', zh: '中文', en: 'English', fr: 'Français', ru: 'Русский', es: 'Español' }
/** The same where the line is full: part of the name, in its own script. */
export const SHORT_NAMES: Record<Language, string> = { ar: 'ع', zh: '中', en: 'En', fr: 'Fr', ru: 'Ру', es: 'Es' }
