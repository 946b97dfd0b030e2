// What is wrong with a form before it is sent: the same contract as the server's, each problem as a sentence beside its field.
import type { CommandName } from '@roundtable/shared/wire/contracts'
import type { Params, WordKey } from '@roundtable/shared/words/words'

export interface Wrong { key: WordKey; params?: Params }
/** By the field's path: `name.en`, `seats.3.organisation`. */
export type Wrongs = Partial<Record<string, Wrong>>

interface Issue { code?: string; path: PropertyKey[]; message: string; minimum?: unknown; maximum?: unknown; format?: string; origin?: string; input?: unknown }

function wrongOf(issue: Issue, value: unknown): Wrong {
  const empty = value === undefined || value === ''
  if (issue.message === 'characters') return { key: 'base.wrong.characters' }
  if (issue.code === 'too_small' && issue.origin === 'number') return { key: 'base.wrong.least', params: { least: Number(issue.minimum) } }
  if (issue.code === 'too_big' && issue.origin === 'number') return { key: 'base.wrong.most', params: { most: Number(issue.maximum) } }
  if (issue.code === 'too_big') return { key: 'base.wrong.long', params: { most: Number(issue.maximum) } }
  if (empty || issue.code === 'too_small') return { key: issue.code === 'invalid_value' ? 'base.wrong.choose' : 'base.wrong.empty' }
  if (issue.format === 'email') return { key: 'base.wrong.email' }
  return { key: 'base.wrong.shape' }
}

const at = (input: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined), input)

/** Loads the contracts only when something is first sent, so that no page waits for them. */
export async function wrongsOf(name: CommandName, input: unknown): Promise<Wrongs> {
  const { COMMANDS } = await import('@roundtable/shared/wire/contracts')
  const read = COMMANDS[name].input.safeParse(input)
  if (read.success) return {}
  const wrongs: Wrongs = {}
  for (const issue of read.error.issues as Issue[]) wrongs[issue.path.join('.')] ??= wrongOf(issue, at(input, issue.path))
  return wrongs
}
