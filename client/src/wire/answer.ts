// What the server answers: the value asked for, or a refusal with its sentence in the reader's language.
import type { RefusalId, RefusalParams } from '@roundtable/shared/base/refusal'

export interface Refused { refused: RefusalId; params?: RefusalParams; sentence: string; issues?: string[] }

export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer && 'sentence' in answer

/** No answer came: nobody knows whether the act was done. Only the same key may be tried again. */
export class Unreachable extends Error {}
