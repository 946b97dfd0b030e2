// What the papers' commands and queries do. Acts on a text hold its room: text, stage and record cannot disagree.
import { isRefusal, refuse } from '@roundtable/shared/base/refusal'
import { adopt, appointDrafters, circulate, citeFigure, makePaper, PAPER_ACTS, standsOpenFor, type Paper } from '@roundtable/shared/papers/papers.rules'
import { may } from '@roundtable/shared/permissions/may'
import { tablesOf, type Actor } from '@roundtable/shared/permissions/roles'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { sourceLine } from '@roundtable/shared/survey/survey.rules'
import { seedPaper } from '@roundtable/shared/papers/schema'
import type { Act, Handlers, House } from '../gate/handler'
import { bodyOf, loadState } from '../platform/record.db'
import { sayFor } from '../platform/say'
import { findFigure } from '../survey/survey.figures'
import { tellHome } from '../outcomes/fate'
import { openPapersOf, papersOf } from './papers.db'
import { historyCommands, historyQueries } from './history.handlers'
import { documentOf, ofPaper, paperTarget, recordOr } from './of-paper'
import { numbersFor, readText, repairText } from './text'

/** What the viewer may do with a paper as it stands now, the secretariat's acts on instruction included. */
export const mayWith = (paper: Paper, actor: Actor): string[] => PAPER_ACTS.filter((action) => standsOpenFor(action, paper) && !isRefusal(may(action, actor, { drafters: paper.drafters }, true)))

const out = ({ id, title, kind, stage, language, document, drafters }: Paper) => ({ id, title, kind, stage, language, document, drafters })
/** The text as it stands under the hold, its ids in order; written in the command's own transaction. */
async function settle(act: Act) {
  const held = act.held!
  const before = readText(held.doc)
  await held.write(act.unit.tx, repairText(act.unit.ports.id))
  return { before, text: readText(held.doc) }
}

export const papersHandlers = (house: House, { ports, documents } = house): Handlers<'papers'> => ({
  commands: {
    nameVersion: historyCommands(house).nameVersion,
    restore: historyCommands(house).restore,
    makePaper: {
      body: ({ body }, db) => bodyOf(db, 'body', body), about: 'body',
      async run(act, { body, ...made }) {
        const [paper, document] = [ports.id(), ports.id()]
        // Seeded on the server, once: editors that open an empty text at the same time would each begin it.
        await documents.create(act.unit.tx, { document, kind: 'paper', owner: paper, body }, (doc) => seedPaper(doc, [{ id: ports.id(), role: 'text', runs: [] }]))
        return recordOr(act, makePaper(paper, { ...made, document }), { paper, document })
      },
    },
    appointDrafters: {
      ...ofPaper, target: paperTarget,
      async run(act, { paper, seats }) {
        const found = await act.unit.loadMany('seat', [...new Set(seats)])
        if (found.length !== new Set(seats).size) return refuse('unknown')
        return recordOr(act, appointDrafters((await act.unit.load('paper', paper))!, found), {})
      },
    },
    circulate: {
      ...ofPaper, target: paperTarget, document: documentOf,
      async run(act, { paper }) {
        const { text } = await settle(act)
        return recordOr(act, circulate((await act.unit.load('paper', paper))!, text.empty ? {} : numbersFor(text)), {})
      },
    },
    citeFigure: {
      ...ofPaper, target: paperTarget,
      async run(act, { paper, edition, iso3, indicator }) {
        const state = (await act.unit.load('paper', paper))!
        const figure = await findFigure(act.unit.tx, edition, iso3, indicator)
        if (isRefusal(figure)) return figure
        const citation = ports.id()
        return recordOr(act, citeFigure(state, citation, { paper, edition, iso3, indicator, ...figure, source: sourceLine(edition, sayFor(state.language)) }), { citation })
      },
    },
    adopt: {
      ...ofPaper, target: paperTarget, document: documentOf,
      async run(act, { paper, how, asOrallyRevised, expect }) {
        const state = (await act.unit.load('paper', paper))!
        const { before, text } = await settle(act)
        if (expect !== undefined && expect !== before.digest) return refuse('text-moved')
        await tellHome(act.unit, state)
        return recordOr(act, adopt(state, { how, asOrallyRevised, digest: text.digest, numbers: numbersFor(text, state.numbers) }, text.empty), { digest: text.digest })
      },
    },
  },
  queries: {
    ...historyQueries(house),
    list: {
      body: ({ body }, db) => bodyOf(db, 'body', body),
      run: async ({ db, actor }, { body }) => ({ papers: (await papersOf(db, body)).map((paper) => ({ ...out(paper), may: mayWith(paper, actor) })) }),
    },
    read: {
      ...ofPaper,
      async run({ db, actor }, { paper }) {
        const state = await loadState(db, 'paper', paper)
        return state ? { ...out(state), body: state.body, may: mayWith(state, actor) } : refuse('unknown')
      },
    },
    citable: {
      async run({ db, actor }) {
        const papers = (await openPapersOf(db, tablesOf(actor.memberships))).flatMap(({ id, title, kind, stage, language, body, drafters }) => {
          // A role counts in its own body alone; who serves the installation serves every body.
          const here = { ...actor, memberships: actor.memberships.filter((one) => one.body === body || one.body === INSTALLATION) }
          const mayCite = (onInstruction: boolean) => !isRefusal(may('papers/citeFigure', here, { drafters }, onInstruction))
          const free = mayCite(false)
          return free || mayCite(true) ? [{ id, title, kind, stage, language, body, instructed: !free }] : []
        })
        return { papers }
      },
    },
    text: {
      ...ofPaper,
      async run({ db }, { paper }) {
        const state = await loadState(db, 'paper', paper)
        if (!state) return refuse('unknown')
        const { digest, paragraphs } = readText(await documents.text(state.document))
        return { digest, paragraphs }
      },
    },
  },
})
