// What the live text tells the page around it: is it live and saved, who is here, which words were lost.
import { reactive } from 'vue'
import type { Connection, LostWords, Saved } from '../wire/document'

export interface Here { key: string; name: string; delegation: string; group?: string; writes: boolean }
export interface LiveText {
  connection?: Connection
  saved?: Saved
  here: Here[]
  lost: LostWords[]
  /** the server lets me write now */
  writing: boolean
}

export const liveText = (): LiveText => reactive<LiveText>({ here: [], lost: [], writing: false })
