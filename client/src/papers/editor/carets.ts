// The others' carets: a line, and who writes there for which delegation. What awareness carries is read with care.
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import type { Awareness } from 'y-protocols/awareness'

export interface Present { client: number; name: string; delegation: string; group?: string; color: string }

const text = (value: unknown): string => (typeof value === 'string' ? value.replace(/\p{C}/gu, '').slice(0, 80) : '')

/** Who stands behind a client; undefined when it says nothing that can be shown. */
export function presentFrom(client: number, user: unknown): Present | undefined {
  if (typeof user !== 'object' || user === null) return undefined
  const { name, delegation, group, color } = user as Record<string, unknown>
  if (!text(name) && !text(delegation)) return undefined
  return { client, name: text(name), delegation: text(delegation), ...(text(group) ? { group: text(group) } : {}), color: typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : '#5a6472' }
}

const label = ({ name, delegation }: Present): string => [delegation, name].filter(Boolean).join(' · ')

function caret(user: unknown): HTMLElement {
  const who = presentFrom(0, user)
  const line = document.createElement('span')
  line.className = 'caret'
  if (!who) return line
  line.style.setProperty('--who', who.color)
  const flag = document.createElement('span')
  flag.className = 'caret-who'
  flag.dir = 'auto'
  flag.textContent = label(who)
  line.append(flag)
  return line
}

export const paperCarets = (awareness: Awareness, me: Record<string, unknown>) => CollaborationCaret.configure({
  provider: { awareness },
  user: me,
  render: caret,
  selectionRender: (user) => ({ class: 'caret-range', style: `--who: ${presentFrom(0, user)?.color ?? '#5a6472'}` }),
})
