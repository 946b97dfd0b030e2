// Pages that only say a sentence: there is no such page, and the server cannot answer.
import type { Say } from '@roundtable/shared/words/words'
import { html } from './html'
import type { Page } from './layout'
import type { View } from './view'

const sentence = (say: Say, path: string, status: number, title: string, says: string): Page => ({
  status, path, title, description: says,
  main: html`<div class="wrap page"><h1 class="title">${title}</h1><p class="lead">${says}</p><p><a class="btn" href="/">${say('ui.notFound.home')}</a></p></div>`,
})

export const notFoundPage = ({ say }: View, path: string): Page => sentence(say, path, 404, say('ui.notFound.title'), say('ui.notFound.says'))
export const tooOftenPage = ({ say }: View, path: string): Page => sentence(say, path, 429, say('base.page.away.title'), say('refusal.too-often'))
export const awayPage = ({ say }: View, path: string): Page => sentence(say, path, 503, say('base.page.away.title'), say('refusal.unavailable'))
/** The stored text is not the one whose digest the record holds: nothing is better than a false text. */
export const damagedPage = ({ say }: View, path: string): Page => sentence(say, path, 500, say('outcomes.page.damaged.title'), say('outcomes.page.damaged.says'))
