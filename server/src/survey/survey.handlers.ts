// The Survey at the gate: the secretariat imports an edition, everybody reads figures.
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { isRefusal, refuse } from '@roundtable/shared/base/refusal'
import { differences, farMoves } from '@roundtable/shared/survey/differences'
import { paramsOf } from '@roundtable/shared/survey/survey.problems'
import { importEdition, notesOn, sourceLine } from '@roundtable/shared/survey/survey.rules'
import type { Handlers } from '../gate/handler'
import { sayFor } from '../platform/say'
import { everyBody } from '../platform/record.db'
import { citedIn, loadEdition, loadEditions, loadRows, replaceEditions } from './survey.db'
import { findFigure, findFigures } from './survey.figures'
import { MOST_USES, outcomesWith, papersWith, postsWith } from './uses.db'
import { readEdition } from './survey.importer'

export const survey: Handlers<'survey'> = {
  commands: {
    tryEdition: {
      body: () => null,
      async run({ unit }, { edition, csv }) {
        const file = await readEdition(edition, csv)
        if ('tooLarge' in file) return refuse('too-large')
        if ('problems' in file.edition) return refuse('edition-refused', paramsOf(file.edition.problems, file.edition.count))
        const { rows } = file.edition
        const editions = await loadEditions(unit.tx)
        const standing = editions.find((one) => one.edition === edition)
        if (standing?.sha256 === file.sha256) return refuse('edition-same', { edition: String(edition) })
        const earlier = editions.findLast((one) => one.edition < edition)?.edition
        return {
          edition, sha256: file.sha256, ...(standing ? { replaces: standing.sha256 } : {}), ...(earlier === undefined ? {} : { earlier }),
          differences: standing ? differences(await loadRows(unit.tx, edition), rows) : [],
          moves: earlier === undefined ? [] : farMoves(await loadRows(unit.tx, earlier), rows),
          cited: await citedIn(unit.tx, edition),
        }
      },
    },
    importEdition: {
      body: () => INSTALLATION,
      async run({ unit, record }, { edition, csv, source, saw }) {
        const file = await readEdition(edition, csv)
        if ('tooLarge' in file) return refuse('too-large')
        if ('problems' in file.edition) return refuse('edition-refused', paramsOf(file.edition.problems, file.edition.count))
        const before = await loadEdition(unit.tx, edition)
        const { rows } = file.edition
        const incoming = { edition, source, sha256: file.sha256, states: rows.length }
        const drafts = importEdition(before, incoming, saw)
        if (isRefusal(drafts)) return drafts
        await replaceEditions(unit.tx, [{ edition: { ...incoming, at: unit.now }, rows }])
        await record(drafts)
        // Papers follow, body by body, each under its own lock.
        if (before) await unit.dueInAll('figures-revised', String(edition), await everyBody(unit.tx))
        return { edition, states: rows.length, sha256: file.sha256 }
      },
    },
  },
  queries: {
    editions: {
      run: async ({ db }) => ({ editions: (await loadEditions(db)).map(({ at, ...edition }) => ({ ...edition, at: at.toISOString() })) }),
    },
    figure: {
      async run({ db, actor }, { edition, iso3, indicator }) {
        const figure = await findFigure(db, edition, iso3, indicator)
        if (isRefusal(figure)) return figure
        const say = sayFor(actor.person?.language)
        return { edition, iso3, indicator, figure, notes: notesOn(edition, iso3, indicator, figure).map(({ key, params }) => say(key, params)), source: sourceLine(edition, say) }
      },
    },
    uses: {
      async run({ db, actor }, at) {
        const figure = await findFigure(db, at.edition, at.iso3, at.indicator)
        if (isRefusal(figure)) return figure
        const [outcomes, papers, posts] = [await outcomesWith(db, at), await papersWith(db, actor.memberships, at), await postsWith(db, actor.memberships, at)]
        return {
          outcomes: outcomes.slice(0, MOST_USES), papers: papers.slice(0, MOST_USES), posts: posts.slice(0, MOST_USES).map((post) => ({ ...post, at: post.at.toISOString() })),
          more: { outcomes: outcomes.length > MOST_USES, papers: papers.length > MOST_USES, posts: posts.length > MOST_USES },
        }
      },
    },
    figures: {
      async run({ db }, { edition, iso3 }) {
        const rows = await findFigures(db, edition, iso3)
        return isRefusal(rows) ? rows : { edition, rows }
      },
    },
  },
}
