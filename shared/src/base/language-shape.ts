// The shape of a language in contracts; apart from languages.ts, so that pages which only speak a language load no validator.
import { z } from 'zod'
import { LANGUAGES } from './languages'

export const LanguageShape = z.enum(LANGUAGES)
