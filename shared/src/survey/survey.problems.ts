// What is wrong with a file of the Survey, line by line: how a refusal carries the list, and how it is said.
import { z } from 'zod'
import type { RefusalParams } from '../base/refusal'
import type { Say } from '../words/words'

const IDS = ['header', 'encoding', 'cells', 'quotes', 'state', 'twice', 'missing', 'status', 'figure', 'rank', 'needs', 'extra', 'zero', 'order'] as const
export type RowProblemId = (typeof IDS)[number]
const RowProblemShape = z.strictObject({ line: z.number().int(), id: z.enum(IDS), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
/** `survey.row.<id>` is its sentence. */
export type RowProblem = z.infer<typeof RowProblemShape>

/** The params of `edition-refused`: how many problems, the first line that has one, and the list as JSON, since params are flat. */
export const paramsOf = (problems: readonly RowProblem[], count: number): RefusalParams => ({ count, line: problems[0]?.line ?? 1, problems: JSON.stringify(problems) })

/** The list that a refusal carries; empty when it carries none. */
export function problemsOf(params: RefusalParams | undefined): RowProblem[] {
  const list = params?.problems
  if (typeof list !== 'string') return []
  try {
    return z.array(RowProblemShape).parse(JSON.parse(list))
  } catch {
    return []
  }
}

/** "Line 12: KEN is missing …" */
export const sayProblem = ({ line, id, params }: RowProblem, say: Say): string => say('survey.row.at', { line, problem: say(`survey.row.${id}`, params) })
