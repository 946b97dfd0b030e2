// Text that people type: what every field refuses, whatever it is for.
import { z } from 'zod'

// Bidi overrides and isolates, control characters (but tab and newline), the object-replacement character.
const FORBIDDEN = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFC\uFFFE\uFFFF]/u
const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

// Joiners and the like are letters' helpers in several scripts; alone they are a name that nobody can read.
const visible = /[^\p{Default_Ignorable_Code_Point}\p{Z}\p{C}\p{M}\u2800]/u

const clean = (value: string) => !FORBIDDEN.test(value) && !lone.test(value) && (value === '' || visible.test(value))

/** One line: trimmed, 1 to `most` characters, something in it to be seen, no line breaks, no control or bidi-override characters. */
export const line = (most: number) => z.string().trim().min(1).max(most).refine((value) => clean(value) && !/[\r\n\u2028\u2029]/.test(value), { message: 'characters' })
/** Several lines, the rest as `line`. */
export const lines = (most: number) => z.string().trim().min(1).max(most).refine(clean, { message: 'characters' })
/** What a person is called: a line that begins the mails to them, so no address of a web site stands in it. */
export const PersonName = line(120).refine((value) => !/:\/\/|\bwww\./i.test(value), { message: 'characters' })
/** An e-mail address, lower-cased. */
export const Email = z.string().trim().toLowerCase().max(254).refine(clean, { message: 'characters' }).pipe(z.email())
