// A wide strip of a public page: its heading and what it is at the start, its matter beside it.
import { html, type Html } from './html'

export const band = (id: string, heading: string, says: string | undefined, matter: Html, beside?: Html): Html =>
  html`<section class="band" id="${id}" aria-labelledby="${id}-h"><div class="wrap two"><div><h2 class="h2" id="${id}-h">${heading}</h2>${says && html`<p class="muted aside">${says}</p>`}${beside}</div><div>${matter}</div></div></section>`
