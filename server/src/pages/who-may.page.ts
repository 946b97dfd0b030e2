// The permission table as everybody may read it: the very table that the gate goes by.
import type { Grant } from '@roundtable/shared/permissions/grants'
import { ROLES } from '@roundtable/shared/permissions/roles'
import { WHO_MAY, type Action } from '@roundtable/shared/permissions/who-may'
import { CONTRACTS, type Domain } from '@roundtable/shared/wire/contracts'
import { html, type Html } from './html'
import type { Page } from './layout'
import type { View } from './view'

const GRANTS: Grant[] = ['yes', 'no', 'own', 'head', 'drafter', 'self', 'instr', 'demo']
const ACTIONS = Object.keys(WHO_MAY) as Action[]

/** #papers-adopt */
const anchorOf = (action: Action): string => action.replace('/', '-')

export function whoMayPage(view: View): Page {
  const { say } = view
  return {
    path: '/who-may', section: 'who-may', title: say('permissions.page.title'), description: say('permissions.page.lead'),
    main: html`<div class="wrap page"><h1 class="title">${say('permissions.page.title')}</h1>
<p class="lead">${say('permissions.page.lead')}</p><p class="measure">${say('permissions.page.roles')}</p>
<section aria-labelledby="legend"><h2 class="h3" id="legend">${say('permissions.page.legend')}</h2><dl class="grants">${GRANTS.map((grant) => html`<div><dt>${cell(view, grant)}</dt><dd>${say(`permissions.grant.${grant}.says`)}</dd></div>`)}</dl></section>
<div class="scroll-x who-may" tabindex="0" role="region" aria-label="${say('permissions.page.table')}"><table class="grid" role="table">
<caption class="vh">${say('permissions.page.table')}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${say('permissions.page.act')}</th>${ROLES.map((role) => html`<th scope="col" role="columnheader">${say(`permissions.role.${role}`)}</th>`)}</tr></thead>
${(Object.keys(CONTRACTS) as Domain[]).map((domain) => rowsOf(view, domain))}
</table></div>
<p class="measure muted">${say('permissions.page.operator')}</p></div>`,
  }
}

function rowsOf(view: View, domain: Domain): Html {
  const { say } = view
  return html`<tbody role="rowgroup"><tr class="of" role="row"><th scope="rowgroup" role="rowheader" colspan="${ROLES.length + 1}">${say(`permissions.domain.${domain}`)}</th></tr>${ACTIONS.filter((action) => action.startsWith(`${domain}/`)).map((action) =>
    html`<tr id="${anchorOf(action)}" role="row"><th scope="row" role="rowheader"><div class="act"><a class="no-of" href="#${anchorOf(action)}">${ACTIONS.indexOf(action) + 1}</a><span>${say(`permissions.action.${action}`)}</span></div></th>${ROLES.map((role) => html`<td role="cell"${WHO_MAY[action].who[role] === 'no' && html` class="is-no"`}><span class="role">${say(`permissions.role.${role}`)}</span>${cell(view, WHO_MAY[action].who[role])}</td>`)}</tr>`)}</tbody>
`
}

/** A word, and a mark whose form says it again. */
const cell = ({ say }: View, grant: Grant): Html => html`<span class="gr is-${grant}">${say(`permissions.grant.${grant}`)}</span>`
