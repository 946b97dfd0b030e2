// The two nodes of the editor: a document of paragraphs, and the paragraph, whose kind is an attribute and never another node.
import { Node } from '@tiptap/core'
import type { Node as DocumentNode } from '@tiptap/pm/model'
import { BLOCK, isBlockId, isLevel, isRole } from '@roundtable/shared/papers/schema'
import type { Level, Role } from '@roundtable/shared/papers/schema'

export interface BlockAttributes { id: string | null; role: Role; level: Level | null; for: string | null }
/** What stands on a node came from others: read it through here only. */
export function attributesOf(node: DocumentNode): BlockAttributes {
  const { id, role, level, for: of } = node.attrs
  return { id: isBlockId(id) ? id : null, role: isRole(role) ? role : 'text', level: isLevel(level) ? level : null, for: isBlockId(of) ? of : null }
}

export const PaperDocument = Node.create({ name: 'doc', topNode: true, content: `${BLOCK}+` })

/** Outside, the row with the number in its margin; inside, the text. The page's heading is level 1, so a heading begins at h2. */
export const PaperParagraph = Node.create({
  name: BLOCK,
  content: 'text*',
  group: 'block',
  selectable: false,
  addAttributes() {
    const plain = (name: keyof BlockAttributes, fallback: string | null) => ({ [name]: { default: fallback, rendered: false } })
    return { ...plain('id', null), ...plain('role', 'text'), ...plain('level', null), ...plain('for', null) }
  },
  parseHTML: () => [{ tag: 'p' }],
  renderHTML({ node }) {
    const { id, role, level, for: note } = attributesOf(node)
    const heading = role === 'heading' ? `h${1 + Number(level ?? 1)}` : 'p'
    return ['div', { class: 'para', 'data-role': role, ...(level ? { 'data-level': level } : {}), ...(id ? { 'data-id': id } : {}), ...(note ? { 'data-for': note } : {}) }, [heading, { class: 't', dir: 'auto' }, 0]]
  },
})
