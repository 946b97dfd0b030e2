// The page of an issued outcome: the printed document, on screen and on A4, with what anyone needs to check it.
import QRCode from 'qrcode'
import type { Forwarding } from '@roundtable/shared/outcomes/forwarding.rules'
import { directionOf, tagOf } from '@roundtable/shared/base/languages'
import { labelled, sentencesIn } from '@roundtable/shared/words/joins'
import { icon, mark } from '../pages/drawings'
import { html, sign, unbroken, type Html } from '../pages/html'
import { brand, languageSwitch, type Page } from '../pages/layout'
import { dayOf, fullName, inLanguage, type View } from '../pages/view'
import { figurePath } from '../survey/paths'
import { howAdopted } from './catalogue'
import { correctedNote, type Corrected } from './corrected'
import { forwardedNote, originNote } from './forwarded'
import type { FrozenOutcome } from './freeze'
import { outcomeNotes, outcomeText } from './outcomes.text'

export const outcomePath = (symbol: string): string => `/outcomes/${symbol}`

export function outcomePage(view: View, { frozen, sha256, corrected = [], forwardings = [] }: { frozen: FrozenOutcome; sha256: string; corrected?: readonly Corrected[]; forwardings?: readonly Forwarding[] }): Page {
  const { say, origin } = view
  const { symbol, content, published } = frozen
  const path = outcomePath(symbol)
  // The document speaks its own language; only the bar around it speaks the reader's.
  const own = inLanguage(view, content.language)
  const day = dayOf(own, published)
  const figures = new Map(frozen.figures.map((one) => [one.id, figurePath(one)]))
  const leads = (citation: string) => figures.get(citation)
  return {
    path, section: 'outcomes', language: content.language, title: labelled(say, symbol, content.title),
    description: say('outcomes.page.description', { symbol, title: content.title, body: fullName(view, frozen.body), date: dayOf(view, published) }),
    bar: bar(view, own, frozen, path),
    main: html`<article class="sheet" lang="${tagOf(content.language)}" dir="${directionOf(content.language)}">
<header><div class="m1"><span>${own.say('outcomes.page.house')}</span><b>${sign(symbol)}</b></div>
<div class="m2">${mark()}<div class="body"><a href="/bodies/${frozen.body.symbol}">${fullName(own, frozen.body)}</a></div><div class="facts-plain"><div>${own.say('outcomes.page.distribution')}</div><div><time datetime="${published.slice(0, 10)}">${day}</time></div><div class="original">${own.say(`outcomes.page.original.${content.language}`)}</div></div></div>
<div class="m3"><b>${own.say(`outcomes.kind.${frozen.kind}`)}</b></div></header>
<h1>${unbroken(content.title)}</h1>
${outcomeText(own, content, leads)}
<p class="end">${dayOf(own, frozen.adopted.at)}<br>${howAdopted(own, frozen.adopted)}</p>
${outcomeNotes(own, content, leads)}
<footer class="seal">${qr(`${origin}${path}`, own.say('outcomes.page.qr'))}<div><p>${sentencesIn(own.say, [own.say('outcomes.page.scan'), view.demonstration && own.say('outcomes.page.demonstration')])}</p><p>${own.say('outcomes.page.digest')}<br><code dir="ltr">${sha256}</code></p></div></footer>
</article>${originNote(view, frozen.origin)}${forwardedNote(view, forwardings)}${correctedNote(view, corrected)}`,
  }
}

function bar(view: View, own: View, { symbol, content, body, published }: FrozenOutcome, path: string): Html {
  const { say, language, origin } = view
  const cited = own.say('outcomes.page.cite.text', { body: fullName(own, body), title: content.title, symbol, date: dayOf(own, published), address: `${origin}${path}` })
  return html`<header class="sheetbar"><div>${brand(view)}${languageSwitch(view, path)}<div class="sheet-acts"><span class="st is-agreed"><span class="mk is-agreed"></span>${say('outcomes.page.issued')}</span>
<a class="btn btn--small" href="${path}.json" download="${symbol.replaceAll('/', '-')}.json">${icon('download')}${say('outcomes.page.canonical')}</a>
<details class="drop-down"><summary class="btn btn--small">${icon('quote')}${say('outcomes.page.cite')}</summary><div class="float"><p lang="${tagOf(content.language)}" dir="${directionOf(content.language)}">${cited}</p></div></details></div></div>
${language !== content.language && html`<p class="only">${say(`outcomes.page.only.${content.language}`)}</p>`}</header>`
}

/** Dark on white in every theme: scanners do not read it the other way round. */
export function qr(address: string, says: string): Html {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!data[y * size + x]) continue
      const start = x
      while (x + 1 < size && data[y * size + x + 1]) x += 1
      path += `M${start} ${y}h${x + 1 - start}v1h-${x + 1 - start}z`
    }
  }
  return html`<svg class="qr" viewBox="-2 -2 ${size + 4} ${size + 4}" width="104" height="104" role="img" aria-label="${says}" shape-rendering="crispEdges"><path d="M-2-2h${size + 4}v${size + 4}h-${size + 4}z" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
}
