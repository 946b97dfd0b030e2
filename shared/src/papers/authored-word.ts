// A text with its authors as a Word file (ECMA-376): what each delegation wrote stands as its tracked insertion, and a list says who they are.
// An insertion has no date: the history dates sittings, not words, and a date that is made up would be believed.
import { zipOf } from '../base/zip'
import type { AuthoredText } from './authored-page'
import { SERVER, type AuthoredBlock, type AuthoredRun } from './authors'
import { linkOf, PLACE } from './schema'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What no author is told of stands as plain text: it was there when the writing began. */
export function authoredWord({ title, language, direction, heading, paragraphs, placed, authors }: AuthoredText): Uint8Array<ArrayBuffer> {
  const nameOf = new Map(authors.map(({ author, name }) => [author, name]))
  const links: string[] = []
  const right = direction === 'rtl'
  let insertions = 0

  const words = (text: string, { bold, italic }: AuthoredRun['marks'] = {}): string =>
    `<w:r><w:rPr>${bold ? '<w:b/><w:bCs/>' : ''}${italic ? '<w:i/><w:iCs/>' : ''}${right ? '<w:rtl/>' : ''}<w:lang w:val="${escaped(language)}" w:bidi="${escaped(language)}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`
  const run = (each: AuthoredRun): string => {
    const text = words(each.text === PLACE ? placed(each) : each.text, each.marks)
    const by = each.by === SERVER ? undefined : nameOf.get(each.by)
    const inserted = by === undefined ? text : `<w:ins w:id="${++insertions}" w:author="${escaped(by)}">${text}</w:ins>`
    const href = linkOf(each.marks.link?.href)
    return href ? `<w:hyperlink r:id="link${links.push(href)}">${inserted}</w:hyperlink>` : inserted
  }
  const paragraph = (inner: string, style?: string): string => `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${right ? '<w:bidi/>' : ''}</w:pPr>${inner}</w:p>`
  const block = ({ role, level, runs }: AuthoredBlock): string => paragraph(runs.map(run).join(''), role === 'heading' ? `Heading${Math.min(3, Number(level ?? 1))}` : undefined)

  const body = [
    paragraph(words(title), 'Title'), ...paragraphs.map(block),
    paragraph(words(heading), 'Heading1'), ...authors.map(({ name }) => paragraph(words(name))),
  ].join('')
  return zipOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${['document.main', 'styles'].map((kind) => `<Override PartName="/word/${kind.split('.')[0]}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="document" Type="${R}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="styles" Type="${R}/styles" Target="styles.xml"/>${links.map((href, index) => `<Relationship Id="link${index + 1}" Type="${R}/hyperlink" Target="${escaped(href)}" TargetMode="External"/>`).join('')}</Relationships>`,
    'word/styles.xml': `${HEAD}<w:styles xmlns:w="${W}">${style('Title', 40)}${[32, 28, 24].map((size, index) => style(`Heading${index + 1}`, size, index)).join('')}</w:styles>`,
    'word/document.xml': `${HEAD}<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${body}</w:body></w:document>`,
  })
}

/** `size` in half points; `outline`: the rank of a heading. */
const style = (id: string, size: number, outline?: number): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id.replace(/(?=\d)/, ' ').toLowerCase()}"/><w:pPr><w:keepNext/>${outline === undefined ? '' : `<w:outlineLvl w:val="${outline}"/>`}</w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`
