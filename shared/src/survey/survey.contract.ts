// The UN e-Government Survey: editions that the secretariat imports, and figures that everybody may read.
import { z } from 'zod'
import { line } from '../base/text'
import { defineDomain, whole } from '../wire/contract'
import { CELLS } from './differences'
import { Id } from '../base/ids'
import { INDICATORS, NO_FIGURE } from './indicators'

export const EditionYear = whole(2001, 2100)
export const Iso3 = z.string().regex(/^[A-Z]{3}$/)
/** As much as the door lets in; the importer refuses more than 200 kB as too large, which says more than "malformed". */
const Csv = z.string().min(1).max(307_200)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const FigureOut = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('recorded'), value: z.string() }),
  z.strictObject({ status: z.enum(NO_FIGURE) }),
])
const RowOut = z.strictObject({ iso3: Iso3, figures: z.record(z.enum(INDICATORS), FigureOut) })
const EditionOut = z.strictObject({ edition: z.number().int(), source: z.string(), sha256: Sha256, states: z.number().int(), at: z.string() })

const DifferenceOut = z.strictObject({ iso3: Iso3, cell: z.enum(CELLS), before: z.string().optional(), after: z.string().optional() })
const MoveOut = z.strictObject({ iso3: Iso3, before: z.string(), after: z.string() })
/** What an import would do. `replaces`: the digest of what stands under that edition; `earlier`: the edition that `moves` are measured against. */
const Trial = z.strictObject({
  edition: z.number().int(), sha256: Sha256, replaces: Sha256.optional(), differences: z.array(DifferenceOut), earlier: z.number().int().optional(), moves: z.array(MoveOut),
  cited: z.strictObject({ open: z.number().int(), adopted: z.number().int() }),
})

export const survey = defineDomain({
  commands: {
    tryEdition: { says: 'Try an edition of the Survey: everything that its import would change, or everything that is wrong with it. Nothing is imported.', input: z.strictObject({ edition: z.number().int().min(2001).max(2100), csv: Csv }), answer: Trial },
    importEdition: { says: 'Import an edition of the Survey, whole or not at all; it takes the place of what stood under that edition.', input: z.strictObject({ edition: z.number().int().min(2001).max(2100), csv: Csv, source: line(300), saw: z.union([Sha256, z.literal('nothing')]).optional() }), answer: z.strictObject({ edition: z.number().int(), states: z.number().int(), sha256: Sha256 }) },
  },
  queries: {
    editions: { says: 'The editions of the Survey that are here, with where each came from.', input: z.strictObject({}), answer: z.strictObject({ editions: z.array(EditionOut) }) },
    figure: { says: 'One figure of the Survey: recorded, or why there is none.', input: z.strictObject({ edition: EditionYear, iso3: Iso3, indicator: z.enum(INDICATORS) }), answer: z.strictObject({ edition: z.number().int(), iso3: Iso3, indicator: z.enum(INDICATORS), figure: FigureOut, notes: z.array(z.string()), source: z.string() }) },
    uses: {
      says: 'Where a figure is used: in published texts, and at my tables in papers and posts; of each the newest fifty.',
      input: z.strictObject({ edition: EditionYear, iso3: Iso3, indicator: z.enum(INDICATORS) }),
      answer: z.strictObject({
        outcomes: z.array(z.strictObject({ symbol: z.string(), title: z.string(), language: z.string(), at: z.string() })),
        papers: z.array(z.strictObject({ paper: Id, title: z.string(), stage: z.string(), body: Id })),
        /** `words`: how it begins */
        posts: z.array(z.strictObject({ post: Id, thread: Id, body: Id, at: z.string(), words: z.string() })),
        more: z.strictObject({ outcomes: z.boolean(), papers: z.boolean(), posts: z.boolean() }),
      }),
    },
    figures: { says: 'All figures of an edition, or of one State in it.', input: z.strictObject({ edition: EditionYear, iso3: Iso3.optional() }), answer: z.strictObject({ edition: z.number().int(), rows: z.array(RowOut).max(193) }) },
  },
  events: {
    editionImported: { v: 1, audience: 'public', payload: z.strictObject({ edition: z.number().int(), source: z.string(), sha256: Sha256, states: z.number().int(), replaced: Sha256.optional() }) },
  },
})
