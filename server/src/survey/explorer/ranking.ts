// The ranking: the figure first, then the group, then the rank; who has no figure stands apart. As a picture, a bar for each.
import { rankingOf, type Placed } from '@roundtable/shared/survey/explorer.rules'
import type { Asked } from '@roundtable/shared/survey/explorer.views'
import { viewSaid } from '@roundtable/shared/survey/explorer.words'
import { shortened, widthOf } from '@roundtable/shared/survey/charts/names'
import { EGDI_GROUPS } from '@roundtable/shared/survey/means.rules'
import { paired } from '@roundtable/shared/words/joins'
import { nameOf } from '@roundtable/shared/survey/states'
import { sayFigure } from '@roundtable/shared/survey/survey.rules'
import { html, type Html } from '../../pages/html'
import type { View } from '../../pages/view'
import { cell, collatorOf, csvFigure, longName, namesOf, notesAmong, rowsWithin, short, stateLink, type Found, type Matter } from './matter'

type AskedHere = Extract<Asked, { view: 'map' | 'ranking' }>

export function rankingTable(view: View, { edition, indicator, state }: AskedHere, ranked: readonly Placed[], apart: readonly Placed[]): Html {
  const { say } = view
  const row = ({ iso3, figure, rank, group }: Placed) => html`<tr${iso3 === state && html` class="is-on"`}><th scope="row">${stateLink(view, iso3)}</th><td class="r">${cell(view, figure, { edition, iso3, indicator })}</td><td>${group && html`<i class="swatch q-${group}"></i>${say(`explorer.class.${group}`)}`}</td><td class="r muted">${rank.status === 'recorded' && rank.value}</td></tr>\n`
  return html`<div class="scroll-x"><table class="grid ranking"><caption class="vh">${paired(say, longName(view, indicator), String(edition))}</caption>
<thead><tr><th scope="col">${say('explorer.column.state')}</th><th scope="col" class="r">${short(view, indicator)}</th><th scope="col">${say('explorer.class.column')}</th><th scope="col" class="r">${say('explorer.column.rank')}</th></tr></thead>
<tbody>${ranked.map(row)}</tbody>
${apart.length > 0 && html`<tbody><tr class="of"><th scope="rowgroup" colspan="4">${say('explorer.apart')}</th></tr>${apart.map(row)}</tbody>`}</table></div>`
}

export function rankingCsv({ edition, indicator }: AskedHere, ranked: readonly Placed[], apart: readonly Placed[]): string[][] {
  return [['edition', 'iso3', 'state', indicator, 'status', 'group', 'egdi_rank'],
    ...[...ranked, ...apart].map(({ iso3, figure, rank, group }) => [String(edition), iso3, nameOf(iso3, 'en'), ...csvFigure(figure), group ?? '', rank.status === 'recorded' ? rank.value : ''])]
}

const [WIDTH, ROW, SIZE, MOST_NAME, VALUE] = [760, 20, 12.2, 330, 170]

/** The names take what the longest needs; in Arabic they stand at the right, and bars grow away from them in every script. */
function drawRanking(view: View, rows: readonly Placed[], marked: string | undefined): Html {
  const names = rows.map(({ iso3 }) => shortened(nameOf(iso3, view.language), SIZE, MOST_NAME))
  const column = Math.max(60, ...names.map((name) => widthOf(name, SIZE))) + 12
  const most = Math.max(1, ...rows.map(({ figure }) => (figure.status === 'recorded' ? Number(figure.value) : 0)))
  const mirrored = view.language === 'ar'
  const at = (x: number) => (mirrored ? WIDTH - SIZE - x : SIZE + x)
  return html`${rows.map(({ iso3, figure, group }, index) => {
    const length = figure.status === 'recorded' ? Math.round((Number(figure.value) / most) * (WIDTH - column - VALUE) * 10) / 10 : 0
    const base = index * ROW + 14
    return html`<text${iso3 === marked && html` class="strong"`} x="${at(0)}" y="${base}"${mirrored && html` text-anchor="end"`}>${names[index]!}</text>${group && html`<rect class="q-${group}" x="${mirrored ? at(column + length) : at(column)}" y="${index * ROW + 4}" width="${length}" height="${ROW - 7}"/>`}<text class="${figure.status === 'recorded' ? 'strong' : ''}" x="${at(column + length + 6)}" y="${base}"${mirrored && html` text-anchor="end"`}>${sayFigure(figure, view.say)}</text>\n`
  })}`
}

export function rankingMatter(view: View, found: Found, asked: Extract<Asked, { view: 'ranking' }>): Matter {
  const { say } = view
  const { edition, indicator, sort, state } = asked
  const before = collatorOf(view)
  const { ranked, apart } = rankingOf(rowsWithin(found), indicator, before)
  if (sort === 'name') ranked.sort((a, b) => before(a.iso3, b.iso3))
  return {
    heading: viewSaid(say, namesOf(view), asked),
    alone: { width: WIDTH, height: (ranked.length + apart.length) * ROW, inside: drawRanking(view, [...ranked, ...apart], state), key: EGDI_GROUPS.map((one) => ({ mark: `q-${one}`, word: say(`explorer.class.${one}`) })) },
    table: rankingTable(view, asked, ranked, apart), csv: rankingCsv(asked, ranked, apart),
    notes: [say('explorer.rank.says'), say('explorer.cuts'), ...notesAmong(view, [...ranked, ...apart].map(({ iso3, figure }) => ({ edition, iso3, indicator, figure })))],
  }
}
