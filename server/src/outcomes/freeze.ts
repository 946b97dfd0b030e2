// Freezes an adopted text: the canonical form (RFC 8785) that carries the symbol, and its digest.
import { canonical } from '@roundtable/shared/base/canonical'
import { isLanguage, type Language } from '@roundtable/shared/base/languages'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import { compileOutcome, type Figures } from '@roundtable/shared/papers/compile'
import type { OutcomeContent } from '@roundtable/shared/papers/compile'
import type { Citation, Paper } from '@roundtable/shared/papers/papers.rules'
import type { Paper as Text } from '@roundtable/shared/papers/schema'
import { sha256 } from '../platform/chain'
import { sayFor } from '../platform/say'

/** What an outcome is, as data; `form` is raised when this shape changes. */
export interface FrozenOutcome {
  form: 1 | 2
  symbol: string
  body: { id: string; kind: Body['kind']; name: Body['name']; symbol: string }
  paper: string
  kind: Paper['kind']
  /** from which outcome of another body it was taken up; since form 2 */
  origin?: Omit<NonNullable<Paper['origin']>, 'arrival'>
  adopted: NonNullable<Paper['adopted']>
  published: string
  content: OutcomeContent
  figures: Omit<Citation, 'was' | 'now'>[]
}

const originOf = ({ arrival: _, ...origin }: NonNullable<Paper['origin']>) => origin

export function freeze(paper: Paper, body: Body, text: Text, citations: Citation[], symbol: string, at: string): { text: string; sha256: string } {
  const language: Language = isLanguage(paper.language) ? paper.language : 'en'
  const figures: Figures = Object.fromEntries(citations.map((citation) => [citation.id, citation]))
  const content = compileOutcome({ title: paper.title, language, paper: text, figures, frozen: paper.numbers, say: sayFor(language) })
  const standing = new Set(content.footnotes.flatMap((footnote) => footnote.figures ?? []))
  const outcome: FrozenOutcome = {
    form: 2, symbol, body: { id: body.id, kind: body.kind, name: body.name, symbol: body.symbol }, paper: paper.id, kind: paper.kind, ...(paper.origin ? { origin: originOf(paper.origin) } : {}),
    adopted: paper.adopted!, published: at, content,
    figures: citations.filter((citation) => standing.has(citation.id)).sort((a, b) => a.id.localeCompare(b.id)).map(({ was: _was, now: _now, ...citation }) => citation),
  }
  const frozen = canonical(JSON.parse(JSON.stringify(outcome)))
  return { text: frozen, sha256: sha256(frozen) }
}
