// The catalogue of outcomes: symbol, title, how adopted, day.
import type { Adopted } from './outcomes.db'
import { html, sign, type Html } from '../pages/html'
import { dayOf, inTongue, type View } from '../pages/view'

export interface CatalogueEntry { symbol: string; title: string; language: string; at: string; adopted?: Pick<Adopted, 'how' | 'asOrallyRevised'>; of?: Html }

export const howAdopted = ({ say }: View, { how, asOrallyRevised }: Pick<Adopted, 'how' | 'asOrallyRevised'>): string =>
  say(`outcomes.how.${how}`, { revised: asOrallyRevised ? 'yes' : 'no' })

export const catalogue = (view: View, entries: readonly CatalogueEntry[]): Html =>
  html`<ol class="cat">${entries.map(({ symbol, title, language, at, adopted, of }) =>
    html`<li><span class="sy">${sign(symbol)}</span><span><a href="/outcomes/${symbol}">${inTongue(title, language)}</a><small>${of}${of && adopted && ' · '}${adopted && howAdopted(view, adopted)}</small></span><time class="sy" datetime="${at.slice(0, 10)}">${dayOf(view, at)}</time></li>`)}</ol>`
