// What the door says of a connection: whether it reads, whether it writes, and who it is.
import type { RefusalId } from '@roundtable/shared/base/refusal'

/** The person behind a connection; what others see of it is made from this, never from what the connection says. */
export interface Writer {
  person: string
  seat?: string
  session: string
  name: string
  delegation?: string
  /** the delegation's stakeholder group, for its glyph */
  group?: string
  /** six hex digits after # */
  color?: string
  onInstruction?: boolean
}

/** `why`: the reason for reading only, such as 'paper-closed' or 'not-you'. */
export type Admission = { read: false; refused: RefusalId } | { read: true; write: boolean; why?: RefusalId; who: Writer }

/** The raw session token and the instruction flag; a connection is asked for again by them, never by a remembered person. */
export interface Credentials { token?: string; onInstruction: boolean }

/** Acts write under this name. */
export const SYSTEM = 'system'
