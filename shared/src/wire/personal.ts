// What one person is told, on every device of theirs and nobody else: no part of any record.
import type { Attention } from '../discussion/words'

/** `read`: as far as a number, on another device · `attention`: as set on another device · `news`: something in a thread is for this person. */
export type Personal = { is: 'read'; thread: string; seq: number } | { is: 'attention'; thread: string; attention: Attention } | { is: 'news' }
