// A text with its authors as a page of its own, for whoever may see the history: words carry `data-by`, a list says who that is. No script, no request.
import type { AuthoredBlock, AuthoredRun } from './authors'
import { linkOf, PLACE } from './schema'

export interface AuthoredText { title: string; language: string; direction: 'ltr' | 'rtl'; heading: string; paragraphs: readonly AuthoredBlock[]; /** what stands at a place: the value of a figure, the mark of a note */ placed(run: AuthoredRun): string; /** an author and how it is called, in the order of the list */ authors: readonly { author: string; name: string }[] }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

export function authoredPage({ title, language, direction, heading, paragraphs, placed, authors }: AuthoredText): string {
  const numberOf = new Map(authors.map(({ author }, index) => [author, index + 1]))
  const run = (each: AuthoredRun): string => {
    let words = escaped(each.text === PLACE ? placed(each) : each.text)
    if (each.marks.italic) words = `<i>${words}</i>`
    if (each.marks.bold) words = `<b>${words}</b>`
    const href = linkOf(each.marks.link?.href)
    if (href) words = `<a href="${escaped(href)}" rel="noreferrer">${words}</a>`
    return `<span data-by="${escaped(each.by)}">${words}<sup>${numberOf.get(each.by) ?? ''}</sup></span>`
  }
  const block = ({ id, role, level, runs }: AuthoredBlock): string => {
    const tag = role === 'heading' ? `h${Math.min(4, Number(level ?? 1) + 1)}` : 'p'
    return `<${tag} id="${escaped(id)}" data-role="${role}">${runs.map(run).join('')}</${tag}>`
  }
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>body{font:1.1rem/1.6 serif;max-inline-size:44rem;margin:2rem auto;padding-inline:1rem}sup{font:.65rem sans-serif}ol{font:.9rem/1.6 sans-serif}</style></head><body>
<h1>${escaped(title)}</h1>
${paragraphs.map(block).join('\n')}
<h2>${escaped(heading)}</h2>
<ol>${authors.map(({ author, name }) => `<li data-author="${escaped(author)}">${escaped(name)}</li>`).join('')}</ol>
</body></html>
`
}
