// A live text on this device: what the server has stored of it, and my edits that it has not. Read again when the page opens without a line, and sent then.
import * as Y from 'yjs'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import { drop, dropEdits, editsOf, keepEdit, recall, turnInto, type KeptEdit } from './device'
import { laterOf, type Place } from './ours'
import { saveSoon } from './saving'

/** `told`: the text as stored; `turn`: up to which its reader had heard of moved words; `place`: the last row that he was told; `write` and `why`: whether one could write in it. */
export interface KeptText { told: Uint8Array; turn: number; place?: Place; write: boolean; why?: RefusalId }
export interface TextAbout { body: string; title: string; path: string }

export interface TextKeeper {
  /** what was there, and my edits upon it */
  recall(): Promise<{ text?: KeptText; at?: number; edits: KeptEdit[] }>
  /** an edit of mine, at once; `number` as it is counted */
  mine(number: number, update: Uint8Array, turn: number): void
  /** one that was kept before, under its number now */
  again(number: number, key: number): void
  /** stored up to this number: they are text now */
  storedUp(number: number): void
  /** the text has changed, or what one may do in it */
  changed(): void
  /** nothing brings these edits in any more */
  refused(): void
  /** it is not mine to read any more */
  forget(): void
  /** does this device keep every edit that is not stored? */
  keepsAll(): boolean
}

const placed = (place: Place | undefined) => (place ? { place } : {})

/** `now`: the text as it stands, when it is asked. */
export function keepText(name: string, onInstruction: boolean, about: TextAbout | undefined, now: () => KeptText | undefined): TextKeeper {
  const place = `text ${name}`
  // What is written on instruction comes in as such, or not at all.
  const mine = `${name}${onInstruction ? ' on instruction' : ''}`
  let edits: { number: number; key: Promise<number | undefined>; kept?: boolean }[] = []
  let over: Promise<number | undefined>[] = []

  const known = async (keys: Promise<number | undefined>[]) => (await Promise.all(keys)).filter((key) => key !== undefined)
  const save = saveSoon(() => {
    const text = now()
    const keys = over
    over = []
    if (text && about) void known(keys).then((done) => turnInto<KeptText>(place, about.body, (had) => ({ ...text, told: had ? Y.mergeUpdates([had.told, text.told]) : text.told, ...placed(laterOf(text.place, had?.place)) }), ({ told }) => told.byteLength, done))
  }, 800)

  return {
    async recall() {
      if (!about) return { edits: [] }
      const [had, kept] = await Promise.all([recall<KeptText>(place), editsOf(mine)])
      return { ...(had ? { text: had.value, at: had.at } : {}), edits: kept }
    },
    mine(number, update, turn) {
      if (!about) return
      const edit: (typeof edits)[number] = { number, key: keepEdit(mine, update, turn, { title: about.title, path: about.path }) }
      void edit.key.then((key) => { edit.kept = key !== undefined })
      edits.push(edit)
    },
    again: (number, key) => void edits.push({ number, key: Promise.resolve(key), kept: true }),
    storedUp(number) {
      over.push(...edits.filter((edit) => edit.number <= number).map(({ key }) => key))
      edits = edits.filter((edit) => edit.number > number)
      save()
    },
    changed: save,
    refused() {
      void known(edits.map(({ key }) => key)).then(dropEdits)
      edits = []
    },
    forget: () => void drop(place),
    keepsAll: () => about !== undefined && edits.every(({ kept }) => kept),
  }
}
