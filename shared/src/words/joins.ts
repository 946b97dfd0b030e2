// How words stand side by side: every language has its own comma, colon, brackets and blanks, so code never sets them itself.
import type { Say } from './words'

/** "Second meeting: Infrastructure" */
export const labelled = (say: Say, label: string, what: string): string => say('base.join.labelled', { label, what })
/** "States, 2024" */
export const paired = (say: Say, first: string, then: string): string => say('base.join.pair', { first, then })
/** "Delegate (alternate)" */
export const withAside = (say: Say, what: string, aside: string): string => say('base.join.aside', { what, aside })

type Perhaps = string | undefined | false
const joined = (say: Say, key: 'base.join.sentences' | 'base.join.facts') => (parts: readonly Perhaps[]): string =>
  parts.filter((one): one is string => typeof one === 'string' && one !== '').reduce((first, then) => (first ? say(key, { first, then }) : then), '')
/** Whole sentences, one after the other; what is empty is left out. */
export const sentencesIn = (say: Say, sentences: readonly Perhaps[]): string => joined(say, 'base.join.sentences')(sentences)
/** Short facts on one line, "Open · 2 July 2026 · On-line"; what is empty is left out. */
export const factsIn = (say: Say, facts: readonly Perhaps[]): string => joined(say, 'base.join.facts')(facts)
/** A line that ends without a stop, and what follows it: "United Nations E-Government Survey 2024. Means are our calculation." */
export const stopped = (say: Say, first: string, then: string): string => say('base.join.stopped', { first, then })
/** What is counted, side by side: "4 members, 2 observers" */
export const countsIn = (say: Say, counts: readonly string[]): string => counts.reduce((first, then) => paired(say, first, then))
/** "Very high 76" */
export const valued = (say: Say, what: string, value: string): string => say('base.join.valued', { what, value })
