// The others' carets: a line, and who writes there for which delegation. What awareness carries is read with care.
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import type { Awareness } from 'y-protocols/awareness'

export interface Present { client: number; name: string; delegation: string; group?: string; color: string }

/** Of a crowd only how many of each delegation is told. */
export interface CrowdPart { delegation: string; group?: string; people: number }

/** White reads well on each of them; blue is left to what is mine and to action. */
const COLOURS = ['#7a3e00', '#5b3a8c', '#1d6b45', '#9c2a5a', '#3f5a1a', '#2f4f6f', '#8a2f2f', '#6b4a00'] as const
/** The same for a delegation on every screen. */
function colourOf(who: string): string {
  let sum = 0
  for (const letter of who) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0
  return COLOURS[sum % COLOURS.length]!
}

const text = (value: unknown): string => (typeof value === 'string' ? value.replace(/\p{C}/gu, '').slice(0, 80) : '')

/** Who stands behind a client; undefined when it says nothing that can be shown. */
export function presentFrom(client: number, user: unknown): Present | undefined {
  if (typeof user !== 'object' || user === null) return undefined
  const { name, delegation, group } = user as Record<string, unknown>
  if (!text(name) && !text(delegation)) return undefined
  return { client, name: text(name), delegation: text(delegation), ...(text(group) ? { group: text(group) } : {}), color: colourOf(text(delegation) || text(name)) }
}

/** The others that are known of. */
export const presentIn = (awareness: Awareness): Present[] =>
  [...awareness.getStates()].flatMap(([client, state]) => (client === awareness.clientID ? [] : presentFrom(client, (state as { user?: unknown }).user) ?? []))

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
