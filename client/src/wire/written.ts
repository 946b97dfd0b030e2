// What I write in a live text: counted before it is sent, kept on this device until it is stored, and remembered when the page opens again.
import * as Y from 'yjs'
import type { Attempt } from './attempt'
import type { KeptText, TextKeeper } from './keptText'

/** What this device had is no edit of now. */
const HAD = Symbol('had')

/** Before the line is laid, so that an edit is counted before it is sent. `refused`: the server has said that I may not write. */
export function countEdits(mine: Attempt, kept: TextKeeper, refused: () => boolean, tellSaved: () => void): void {
  const { doc, acknowledged, stored } = mine
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === HAD) return
    if (origin === mine.provider) { stored.told(update); return kept.changed() }
    if (refused()) { mine.onlyWhole = true; return }
    acknowledged.edited(Date.now())
    stored.mine(acknowledged.edits, update, mine.turn)
    kept.mine(acknowledged.edits, update, mine.turn)
    tellSaved()
  })
}

/** What this device had of it, and my edits that were not stored when its page was closed: before the server is asked for the rest. */
export async function remember(mine: Attempt, kept: TextKeeper, closed: () => boolean): Promise<{ text?: KeptText; at?: number } | undefined> {
  const { text, at, edits } = await kept.recall()
  if (closed()) return undefined
  const { doc, acknowledged, stored } = mine
  if (text) {
    mine.turn = text.turn
    mine.heardOf(text.place)
    stored.told(text.told)
    Y.applyUpdate(doc, text.told, HAD)
  }
  for (const edit of edits) {
    Y.applyUpdate(doc, edit.update, HAD)
    acknowledged.edited(at ?? Date.now())
    stored.mine(acknowledged.edits, edit.update, edit.turn)
    kept.again(acknowledged.edits, edit.key)
  }
  return { text, at }
}
