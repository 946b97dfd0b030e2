// What the live text tells the page around it: is it live and saved, who else is here, whether I may write.
import { reactive } from 'vue'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import type { Connection, Saved } from '../wire/document'
import type { CrowdPart } from './editor/carets'

export interface Here { name: string; delegation: string; group?: string }
export interface LiveText {
  connection?: Connection
  saved?: Saved
  here: Here[]
  crowd?: CrowdPart[]
  writing: boolean
  /** why I may not */
  why?: RefusalId
  synced: boolean
}

export const liveText = (): LiveText => reactive<LiveText>({ here: [], writing: false, synced: false })
