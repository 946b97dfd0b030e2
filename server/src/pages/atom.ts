// A feed (Atom, RFC 4287): made by the pages' own template, which escapes what people typed for XML as it does for HTML.
import { tagOf } from '@roundtable/shared/base/languages'
import { html, type Html } from './html'
import type { View } from './view'

/** `id`: an address that stays; `updated` and `published` as in the record (RFC 3339, UTC). All words are plain text. */
export interface FeedEntry { id: string; link: string; title: string; updated: string; published: string; summary: string; language?: string }
/** `path` of the feed itself, `page` that it is about. */
export interface Feed { path: string; page: string; title: string; subtitle: string; since: string; entries: readonly FeedEntry[] }

export const MOST_ENTRIES = 50

export function atom({ language, origin, say, inAddress }: View, { path, page, title, subtitle, since, entries }: Feed): string {
  const shown = entries.slice(0, MOST_ENTRIES)
  // An empty feed was last changed when what it is about began.
  const updated = shown.map((entry) => entry.updated).sort().at(-1) ?? since
  const self = `${origin}${path}${inAddress ? `?lang=${language}` : ''}`
  return `<?xml version="1.0" encoding="utf-8"?>\n${html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${tagOf(language)}">
<id>${origin}${path}</id>
<title>${title}</title>
<subtitle>${subtitle}</subtitle>
<updated>${updated}</updated>
<author><name>${say('ui.product')}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${origin}${page}"/>
${shown.map(entryOf)}</feed>`.toString()}\n`
}

const entryOf = ({ id, link, title, updated, published, summary, language }: FeedEntry): Html => html`<entry${language && html` xml:lang="${language}"`}>
<id>${id}</id>
<title>${title}</title>
<updated>${updated}</updated>
<published>${published}</published>
<summary>${summary}</summary>
<link rel="alternate" type="text/html" href="${link}"/>
</entry>
`
