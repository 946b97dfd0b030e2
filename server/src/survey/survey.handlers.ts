// The Survey at the gate: the secretariat imports an edition, everybody reads figures.
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { isRefusal, refuse } from '@roundtable/shared/base/refusal'
import { paramsOf } from '@roundtable/shared/survey/survey.problems'
import { importEdition, notesOn, sourceLine } from '@roundtable/shared/survey/survey.rules'
import type { Handlers } from '../gate/handler'
import { sayFor } from '../platform/say'
import { loadEdition, loadEditions, replaceEditions } from './survey.db'
import { findFigure, findFigures } from './survey.figures'
import { readEdition } from './survey.importer'

export const survey: Handlers<'survey'> = {
  commands: {
    importEdition: {
      body: () => INSTALLATION,
      async run({ unit, record }, { edition, csv, source }) {
        const file = await readEdition(edition, csv)
        if ('tooLarge' in file) return refuse('too-large')
        if ('problems' in file.edition) return refuse('edition-refused', paramsOf(file.edition.problems, file.edition.count))
        const before = await loadEdition(unit.tx, edition)
        const { rows } = file.edition
        const incoming = { edition, source, sha256: file.sha256, states: rows.length }
        const drafts = importEdition(before, incoming)
        if (isRefusal(drafts)) return drafts
        await replaceEditions(unit.tx, [{ edition: { ...incoming, at: unit.now }, rows }])
        await record(drafts)
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
    figures: {
      async run({ db }, { edition, iso3 }) {
        const rows = await findFigures(db, edition, iso3)
        return isRefusal(rows) ? rows : { edition, rows }
      },
    },
  },
}
