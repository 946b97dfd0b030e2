// The whole document around a public page: head, top line, foot; complete without any script.
import { directionOf, LANGUAGES, NAMES, tagOf, type Language } from '@roundtable/shared/base/languages'
import { sentencesIn } from '@roundtable/shared/words/joins'
import { mark } from './drawings'
import { html, type Html } from './html'
import type { View } from './view'

export interface Page {
  status?: number
  /** where it stands, without language; with `?` when the address asks for more */
  path: string
  title: string
  description: string
  main: Html
  /** of what is shown, when it is not the reader's */
  language?: Language
  feeds?: readonly { title: string; path: string }[]
  /** which entry of the top line it belongs to */
  section?: 'bodies' | 'outcomes' | 'survey' | 'who-may'
  /** it is helped by the script of public pages, and complete without */
  script?: true
  /** a desk instead of a white page: what lies on it brings its own bar */
  bar?: Html
}

/** The same place in another language; what else the address asks for stays. */
const addressIn = (path: string, language: string): string => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`

/** One click, and it works without a script: the address sets the cookie and shows the page. */
export const languageSwitch = ({ language, say }: View, path: string): Html =>
  html`<nav class="langs" aria-label="${say('ui.language')}">${LANGUAGES.map((one) => html`<a href="${addressIn(path, one)}" lang="${tagOf(one)}" hreflang="${tagOf(one)}"${one === language && html` aria-current="true"`}>${NAMES[one]}</a>`)}</nav>`

export const brand = ({ say, demonstration }: View): Html =>
  html`<div class="brand-lot"><a class="brand" href="/">${mark()}${say('ui.product')}</a>${demonstration && html`<span class="badge">${say('base.demonstration')}</span>`}</div>`

function topLine(view: View, { path, section }: Page): Html {
  const { say } = view
  const entry = (href: string, name: string, here: boolean) => html`<a href="${href}"${here && html` aria-current="page"`}>${name}</a>`
  return html`<header class="bar-top"><div class="wrap">${brand(view)}
<details class="bar-menu"><summary class="btn btn--small">${say('base.nav.menu')}</summary></details><nav aria-label="${say('base.nav')}">${entry('/#bodies', say('base.nav.bodies'), section === 'bodies')}${entry('/#outcomes', say('base.nav.outcomes'), section === 'outcomes')}${entry('/survey', say('base.nav.survey'), section === 'survey')}${entry('/who-may', say('base.nav.whoMay'), section === 'who-may')}</nav>
${languageSwitch(view, path)}<a class="btn btn--small" href="/sign-in">${say('base.nav.signIn')}</a></div></header>`
}

const foot = ({ say, demonstration }: View): Html =>
  html`<footer class="foot"><div class="wrap"><p>${sentencesIn(say, [demonstration && say('base.demonstration.says'), say('base.page.source'), say('base.page.unofficial')])}</p></div></footer>`

export function wholeDocument(view: View, page: Page): string {
  const { language, say, origin, stylesheet, chinese, script, inAddress } = view
  const { path, title, description, status = 200 } = page
  const place = status === 200 && html`<link rel="canonical" href="${origin}${inAddress ? addressIn(path, language) : path}">
${LANGUAGES.map((one) => html`<link rel="alternate" hreflang="${tagOf(one)}" href="${origin}${addressIn(path, one)}">\n`)}<link rel="alternate" hreflang="x-default" href="${origin}${path}">`
  return html`<!doctype html>
<html lang="${tagOf(language)}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}${path !== '/' && ` · ${say('ui.product')}`}</title>
<meta name="description" content="${description}">
${place || html`<meta name="robots" content="noindex">`}${page.feeds?.map((feed) => html`
<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${addressIn(feed.path, language)}">`)}
<link rel="icon" href="/mark.svg" type="image/svg+xml">
${stylesheet ? html`<link rel="stylesheet" href="${stylesheet}">` : html`<!-- the stylesheet is not built -->`}${chinese && [language, page.language].includes('zh') && html`
<link rel="stylesheet" href="${chinese}">`}${page.script && script && html`
<script type="module" src="${script}"></script>`}
</head>
<body class="public">
<a class="btn skip" href="#main">${say('ui.skip')}</a>
${page.bar ?? topLine(view, page)}
<main id="main" tabindex="-1"${!page.bar && html` class="pub"`}>
${page.main}
</main>
${foot(view)}
</body>
</html>
`.toString()
}
