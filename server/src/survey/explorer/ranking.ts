// The ranking: the figure first, then the group, then the rank; who has no figure stands apart.
import { rankingOf, type Asked, type Placed } from '@roundtable/shared/survey/explorer.rules'
import { nameOf } from '@roundtable/shared/survey/states'
import { html, type Html } from '../../pages/html'
import type { View } from '../../pages/view'
import { cell, collatorOf, csvFigure, longName, notesAmong, short, stateLink, type Found, type Matter } from './matter'

type AskedHere = Extract<Asked, { view: 'map' | 'ranking' }>

export function rankingTable(view: View, { edition, indicator, state }: AskedHere, ranked: readonly Placed[], apart: readonly Placed[]): Html {
  const { say } = view
  const row = ({ iso3, figure, rank, group }: Placed) => html`<tr${iso3 === state && html` class="is-on"`}><th scope="row">${stateLink(view, iso3)}</th><td class="r">${cell(view, figure)}</td><td>${group && html`<i class="swatch q-${group}"></i>${say(`explorer.class.${group}`)}`}</td><td class="r muted">${rank.status === 'recorded' && rank.value}</td></tr>\n`
  return html`<div class="scroll-x"><table class="grid ranking"><caption class="vh">${say('explorer.heading.ranking', { indicator: longName(view, indicator), edition: String(edition) })}</caption>
<thead><tr><th scope="col">${say('explorer.column.state')}</th><th scope="col" class="r">${short(view, indicator)}</th><th scope="col">${say('explorer.class.column')}</th><th scope="col" class="r">${say('explorer.column.rank')}</th></tr></thead>
<tbody>${ranked.map(row)}</tbody>
${apart.length > 0 && html`<tbody><tr class="of"><th scope="rowgroup" colspan="4">${say('explorer.apart')}</th></tr>${apart.map(row)}</tbody>`}</table></div>`
}

export function rankingCsv(_view: View, { edition, indicator }: AskedHere, ranked: readonly Placed[], apart: readonly Placed[]): string[][] {
  return [['edition', 'iso3', 'state', indicator, 'status', 'group', 'egdi_rank'],
    ...[...ranked, ...apart].map(({ iso3, figure, rank, group }) => [String(edition), iso3, nameOf(iso3, 'en'), ...csvFigure(figure), group ?? '', rank.status === 'recorded' ? rank.value : ''])]
}

export function rankingMatter(view: View, { rows }: Found, asked: AskedHere): Matter {
  const { say } = view
  const { edition, indicator } = asked
  const { ranked, apart } = rankingOf(rows.map(({ row }) => row), indicator, collatorOf(view))
  return {
    heading: say('explorer.heading.ranking', { indicator: short(view, indicator), edition: String(edition) }),
    table: rankingTable(view, asked, ranked, apart), csv: rankingCsv(view, asked, ranked, apart),
    notes: [say('explorer.rank.says'), say('explorer.cuts'), ...notesAmong(view, [...ranked, ...apart].map(({ iso3, figure }) => ({ edition, iso3, indicator, figure })))],
  }
}
