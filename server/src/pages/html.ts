// The one way to make HTML here: a template that escapes whatever it did not make itself, so nothing people typed is ever raw.

class Markup {
  readonly #text: string
  constructor(text: string) { this.#text = text }
  toString(): string { return this.#text }
}
/** Made by `html` alone; nothing from a database, a form or JSON can be one. */
export type Html = Markup
export type Part = Html | string | number | false | null | undefined | readonly Part[]

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }
// Control characters and bidi overrides have no business on a page, whoever let them into the database.
const NEVER = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu
export const escape = (text: string): string => text.replace(NEVER, '').replace(/[&<>"']/g, (sign) => SIGNS[sign]!)

function written(part: Part): string {
  if (part instanceof Markup) return part.toString()
  if (Array.isArray(part)) return part.map(written).join('')
  return part === undefined || part === null || part === false ? '' : escape(String(part))
}

const checked = new WeakSet<TemplateStringsArray>()

/** Attributes must be quoted in the template: escaping protects nothing in an unquoted one. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  if (!checked.has(strings)) {
    if (strings.slice(0, -1).some((string) => /=\s*$/.test(string))) throw new Error('an attribute without quotation marks in a template')
    checked.add(strings)
  }
  return new Markup(strings.map((string, index) => (index === 0 ? string : written(parts[index - 1]) + string)).join(''))
}

export const NOTHING = html``
/** What people typed, in whatever direction they typed it: it never reorders the words around it. */
export const typed = (text: string): Html => html`<bdi dir="auto">${text}</bdi>`
/** RT.EAF/2026/1 stays in its order within Arabic, too. */
export const sign = (text: string): Html => html`<bdi dir="ltr">${text}</bdi>`
/** "e-government" never breaks after its "e-"; the words stay as they are, for copying too. */
export const unbroken = (text: string): Html => html`${text.split(/\b([Ee]-\p{L}+)/u).map((piece, index) => (index % 2 === 1 ? html`<span class="nb">${piece}</span>` : piece))}`
