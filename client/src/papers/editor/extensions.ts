// The editor's parts in one list: the schema, the binding to the live document, the guards around it, and what is drawn.
import { Bold } from '@tiptap/extension-bold'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Italic } from '@tiptap/extension-italic'
import { Text } from '@tiptap/extension-text'
import type { EditorOptions, Extensions } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Language } from '@roundtable/shared/base/languages'
import type { Numbers } from '@roundtable/shared/papers/numbering'
import { ROOT } from '@roundtable/shared/papers/schema'
import { PaperArrivals } from './arrivals'
import type { ArrivalOptions } from './arrivals'
import { PaperAuthorship } from './authorship'
import { paperCarets } from './carets'
import { PaperClipboard } from './clipboard'
import { PaperGuards } from './guards'
import type { GuardOptions } from './guards'
import { PaperKeys } from './keys'
import { CitationMark, NoteMark, PaperLink } from './marks'
import { PaperDocument, PaperParagraph } from './nodes'
import { PaperNumbers } from './numbers'
import { PaperPlaces } from './places'
import type { Outside } from './places'
import { PaperRepair } from './repair'
import { PaperSlash } from './slash'
import type { SlashOptions } from './slash'

export interface PaperOptions {
  doc: Y.Doc
  outside: Outside
  /** makes an id for a block, a note */
  fresh: () => string
  frozen?: () => Numbers | undefined
  language?: () => Language
  begin?: () => string
  awareness?: Awareness
  me?: Record<string, unknown>
  link?: () => void
  slash?: SlashOptions
  arrivals?: ArrivalOptions
  guards?: Partial<GuardOptions>
}

export const paperExtensions = (options: PaperOptions): Extensions => [
  PaperDocument, PaperParagraph, Text, Bold, Italic, PaperLink, CitationMark, NoteMark,
  Collaboration.configure({ document: options.doc, field: ROOT }),
  PaperGuards.configure(options.guards ?? {}),
  PaperRepair.configure({ fresh: options.fresh }),
  PaperPlaces.configure({ outside: options.outside }),
  PaperNumbers.configure({ frozen: options.frozen ?? (() => undefined), language: options.language ?? (() => 'en'), begin: options.begin ?? (() => '') }),
  PaperAuthorship,
  PaperClipboard.configure({ outside: options.outside }),
  PaperKeys.configure({ link: options.link ?? (() => {}) }),
  ...(options.slash ? [PaperSlash.configure(options.slash)] : []),
  ...(options.arrivals ? [PaperArrivals.configure(options.arrivals)] : []),
  ...(options.awareness ? [paperCarets(options.awareness, options.me ?? {})] : []),
]

/** Tiptap's own ideas of keys, copying and asterisks that mean bold are not wanted. */
export const paperEditor: Partial<EditorOptions> = {
  enableInputRules: false,
  enablePasteRules: false,
  injectCSS: false,
  enableCoreExtensions: { keymap: false, clipboardTextSerializer: false, paste: false, drop: false, delete: false, textDirection: false },
}

/** Ten characters of a-z and 0-9. */
export function freshId(): string {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => (byte % 36).toString(36)).join('')
}
