// Papers: co-edited texts, who drafts them, the figures they cite, and the act that adopts them.
import { z } from 'zod'
import { Id } from '../base/ids'
import { BodyRef } from '../bodies/bodies.contract'
import { LanguageShape } from '../base/language-shape'
import { line } from '../base/text'
import { FIGURE_STATUS, INDICATORS } from '../survey/indicators'
import { defineDomain, instruction, whole } from '../wire/contract'

export const PAPER_KINDS = ['position-paper', 'report', 'draft-outcome'] as const
export const STAGES = ['draft', 'circulated', 'adopted', 'published'] as const
/** By consensus: no objection, not a particular majority (rule 60). Without a vote: nobody asked for one. */
export const HOW_ADOPTED = ['by-consensus', 'without-vote'] as const
const Done = z.strictObject({})
const Numbers = z.record(z.string().max(64), z.string().max(20))
const Edition = z.number().int().min(2001).max(2100)
const Iso3 = z.string().regex(/^[A-Z]{3}$/)
export const FigureRef = z.strictObject({ edition: Edition, iso3: Iso3, indicator: z.enum(INDICATORS) })
/** Where a paper was taken up from, and the way back. */
export const PaperOrigin = z.strictObject({ arrival: z.string(), body: BodyRef, symbol: z.string(), sha256: z.string(), issued: z.string() })
/** An author: a seat's id, `office` (the Bureau and the secretariat), `server`, or `unnamed` (PAP-9). */
const Author = z.string()
export const SittingOut = z.strictObject({ from: z.number(), to: z.number(), began: z.string(), ended: z.string(), meeting: Id.optional(), by: z.array(z.strictObject({ author: Author, changes: z.number() })) })
export const MOMENTS = ['made', 'circulated', 'adopted', 'published', 'forwarded', 'named', 'restored'] as const
export const MomentOut = z.strictObject({ at: z.string(), by: Author, position: z.number(), is: z.enum(MOMENTS), symbol: z.string().optional(), title: z.string().optional(), version: Id.optional(), restored: z.number().optional() })
export const PaperOut = z.strictObject({ id: Id, title: z.string(), kind: z.enum(PAPER_KINDS), stage: z.enum(STAGES), language: z.string(), document: Id, drafters: z.array(Id), may: z.array(z.string()) })

export const papers = defineDomain({
  commands: {
    makePaper: { says: 'Make a paper of a body; its text begins empty.', input: z.strictObject({ body: Id, title: line(300), kind: z.enum(PAPER_KINDS), language: LanguageShape }), answer: z.strictObject({ paper: Id, document: Id }) },
    appointDrafters: { says: 'Appoint the delegations that may write in a paper.', input: z.strictObject({ paper: Id, seats: z.array(Id).max(60), ...instruction }), answer: Done },
    circulate: { says: 'Circulate a paper: from now on its paragraph numbers stay.', input: z.strictObject({ paper: Id }), answer: Done },
    citeFigure: { says: 'Take a figure of the Survey into a paper; the text carries the id.', input: z.strictObject({ paper: Id, ...FigureRef.shape, ...instruction }), answer: z.strictObject({ citation: Id }) },
    adopt: { says: 'Declare that the body has adopted a paper; no keystroke enters its text after this.', input: z.strictObject({ paper: Id, how: z.enum(HOW_ADOPTED), asOrallyRevised: z.boolean(), expect: z.string().regex(/^[0-9a-f]{64}$/).optional() }), answer: z.strictObject({ digest: z.string() }) },
    nameVersion: { says: 'Name a place in the history of a paper’s text, or the text as it stands.', input: z.strictObject({ paper: Id, position: z.number().int().min(1).max(2 ** 31 - 1).optional(), title: line(120) }), answer: z.strictObject({ version: Id, position: z.number() }) },
    restore: { says: 'Put an earlier text of a paper back, as an edit; `became`: the place at which the text is again what it was.', input: z.strictObject({ paper: Id, position: z.number().int().min(0).max(2 ** 31 - 1), ...instruction }), answer: z.strictObject({ became: z.number() }) },
  },
  queries: {
    list: { says: 'The papers of a body, and what I may do with each as it stands now.', input: z.strictObject({ body: Id }), answer: z.strictObject({ papers: z.array(PaperOut) }) },
    read: { says: 'One paper, without its text.', input: z.strictObject({ paper: Id }), answer: PaperOut.extend({ body: Id }) },
    citable: { says: 'The open papers of my tables in which I may cite a figure now, the newest first; `instructed`: on the chair’s instruction only.', input: Done, answer: z.strictObject({ papers: z.array(z.strictObject({ id: Id, title: z.string(), kind: z.enum(PAPER_KINDS), stage: z.enum(STAGES), language: z.string(), body: Id, instructed: z.boolean() })) }) },
    history: { says: 'The history of a paper’s text, the newest first: sittings with who wrote in them, and acts with their places. `before`: where the next page ends.', input: z.strictObject({ paper: Id, before: whole(1, 2 ** 31 - 1).optional() }), answer: z.strictObject({ head: z.number(), sittings: z.array(SittingOut), moments: z.array(MomentOut), before: z.number().optional() }) },
    version: { says: 'The text of a paper as of a place in its history, each run with its author; without one as it stands.', input: z.strictObject({ paper: Id, position: whole(0, 2 ** 31 - 1).optional() }), answer: z.strictObject({ title: z.string(), kind: z.enum(PAPER_KINDS), language: z.string(), position: z.number(), authors: z.array(z.string()), paragraphs: z.array(z.unknown()) }) },
    authors: { says: 'Who wrote which characters of a paper as it stands: of each client id the first character, how many, and the number of the author.', input: z.strictObject({ paper: Id }), answer: z.strictObject({ position: z.number(), authors: z.array(z.string()), wrote: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])) }) },
    text: { says: 'The stored text of a paper as paragraphs and runs, with the digest that an act can expect.', input: z.strictObject({ paper: Id }), answer: z.strictObject({ digest: z.string(), paragraphs: z.array(z.unknown()) }) },
  },
  events: {
    paperMade: { v: 2, audience: 'table', payload: z.strictObject({ title: z.string(), kind: z.enum(PAPER_KINDS), language: z.string(), document: Id, origin: PaperOrigin.optional() }) },
    draftersAppointed: { v: 1, audience: 'table', payload: z.strictObject({ seats: z.array(Id) }) },
    paperCirculated: { v: 1, audience: 'table', payload: z.strictObject({ numbers: Numbers }) },
    paperAdopted: { v: 1, audience: 'table', payload: z.strictObject({ how: z.enum(HOW_ADOPTED), asOrallyRevised: z.boolean(), digest: z.string(), numbers: Numbers }) },
    paperPublished: { v: 1, audience: 'table', payload: z.strictObject({ symbol: z.string() }) },
    versionNamed: { v: 1, audience: 'table', payload: z.strictObject({ paper: Id, position: z.number(), title: z.string() }) },
    textRestored: { v: 1, audience: 'table', payload: z.strictObject({ position: z.number(), became: z.number() }) },
    figureRevised: { v: 1, audience: 'table', payload: z.strictObject({ paper: Id, status: z.enum(FIGURE_STATUS), value: z.string().optional(), kept: z.boolean() }) },
    figureCited: { v: 1, audience: 'table', payload: FigureRef.extend({ paper: Id, status: z.enum(FIGURE_STATUS), value: z.string().optional(), source: z.string() }) },
  },
})
