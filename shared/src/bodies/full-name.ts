// What a body is called in full, kind and name in one: Regional Roundtable for Eastern Africa. Outside its own pages it is called so.
import type { Say } from '../words/words'
import type { BodyKind } from './words'

/** In that language, or by the name that the record is kept in. */
export const fullNameIn = (say: Say, language: string, { kind, name }: { kind: BodyKind; name: Partial<Record<string, string>> & { en: string } }): string =>
  say(`bodies.full.${kind}`, { name: name[language] ?? name.en })
