// Words that are the same in every language, each for a reason: symbols, formats, names of standards.
import type { WordKey } from '@roundtable/shared/words/words'

export const SAME_AS_ENGLISH: ReadonlySet<WordKey> = new Set<WordKey>([
  'papers.figure.footnote', // a form of names and numbers, no word of its own
])
