// The history of a paper: read it, name a place in it, put an earlier text back.
import { isRefusal, refuse } from '@roundtable/shared/base/refusal'
import type { AuthoredBlock } from '@roundtable/shared/papers/authors'
import type { Paper } from '@roundtable/shared/papers/papers.rules'
import { restorePaper } from '@roundtable/shared/papers/restore'
import { joinRuns, type Paper as Text } from '@roundtable/shared/papers/schema'
import { mayRestore, nameVersion, restored } from '@roundtable/shared/papers/version.rules'
import { may } from '@roundtable/shared/permissions/may'
import type { Writer } from '../documents/documents'
import type { PastText } from '../documents/past'
import { headOf } from '../documents/past.db'
import { loadActor } from '../gate/actor'
import type { Act, Commands, House, Queries } from '../gate/handler'
import type { Db } from '../platform/prisma'
import { loadState } from '../platform/record.db'
import { momentsOf, sittingsPage, unnamedIn } from './history'
import { versionsOf } from './history.db'
import { ofPaper, paperTarget, recordOr } from './of-paper'

type HistoryCommands = Pick<Commands<'papers'>, 'nameVersion' | 'restore'>
type HistoryQueries = Pick<Queries<'papers'>, 'history' | 'version' | 'authors'>

const writerOf = ({ actor, allowed }: Act): Writer => ({
  person: actor.person!.id, name: actor.person!.name, session: actor.session!, ...(allowed.seat ? { seat: allowed.seat } : {}), ...(allowed.onInstruction ? { onInstruction: true } : {})
})
const plain = (paragraphs: readonly AuthoredBlock[]): Text => paragraphs.map((block) => ({ ...block, runs: joinRuns(block.runs.map(({ text, marks }) => ({ text, marks }))) }))
const attributedNow = async (db: Db, paper: Paper) => (await unnamedIn(db, paper)).every(({ until }) => until !== undefined)

export const historyCommands = ({ ports, past }: House): HistoryCommands => ({
  nameVersion: {
    ...ofPaper, target: paperTarget,
    async run(act, { paper, position, title }) {
      const { tx } = act.unit
      const state = (await act.unit.load('paper', paper))!
      const head = await headOf(tx, state.document)
      const named = { position: position ?? head, title }
      const version = ports.id()
      return recordOr(act, nameVersion(state, version, named, head, await versionsOf(tx, paper), await attributedNow(tx, state)), { version, position: named.position })
    },
  },
  restore: {
    ...ofPaper, target: paperTarget,
    /** The text of a place never changes, so it is made before the room is held; for who may restore, and for nobody else. */
    async document({ paper, position, onInstruction }, db, { token }) {
      const state = await loadState(db, 'paper', paper)
      if (!state) return undefined
      const actor = await loadActor(db, token, state.body, ports.clock.now())
      if (!isRefusal(may('papers/restore', actor, { drafters: state.drafters }, onInstruction === true)) && !mayRestore(state)) await past.at(state.document, position, await unnamedIn(db, state))
      return state.document
    },
    async run(act, { paper, position }) {
      const { tx } = act.unit
      const state = (await act.unit.load('paper', paper))!
      const held = act.held!
      const shut = mayRestore(state)
      if (shut) return shut
      if (position > held.position) return refuse('version-unknown')
      const version = await past.kept(state.document, position)
      if (version === undefined || typeof version === 'string') return refuse('unavailable')
      let differs = false
      await held.write(tx, (doc) => { differs = restorePaper(doc, plain(version.paragraphs), state.language) }, writerOf(act))
      if (!differs) return refuse('text-same')
      await act.record(restored(state, position, held.position, await attributedNow(tx, state)))
      return { became: held.position }
    },
  },
})

export const historyQueries = ({ past }: House): HistoryQueries => {
  async function textAt(db: Db, paper: string, position: number | undefined): Promise<{ state: Paper; text: PastText } | ReturnType<typeof refuse>> {
    const state = await loadState(db, 'paper', paper)
    if (!state) return refuse('unknown')
    const text = await past.at(state.document, position, await unnamedIn(db, state))
    if (text === 'beyond') return refuse('version-unknown')
    return text === 'busy' ? refuse('unavailable') : { state, text }
  }
  return {
    history: {
      ...ofPaper,
      async run({ db }, { paper, before }) {
        const state = await loadState(db, 'paper', paper)
        if (!state) return refuse('unknown')
        const head = await headOf(db, state.document)
        const page = await sittingsPage(db, state, Math.min(before ?? head, head))
        return { head, ...page, moments: before === undefined ? await momentsOf(db, state, head) : [] }
      },
    },
    version: {
      ...ofPaper,
      async run({ db }, { paper, position }) {
        const found = await textAt(db, paper, position)
        if (isRefusal(found)) return found
        const { state: { title, kind, language }, text: { paragraphs, authors, position: at } } = found
        return { title, kind, language, position: at, authors, paragraphs }
      },
    },
    authors: {
      ...ofPaper,
      async run({ db }, { paper }) {
        const found = await textAt(db, paper, undefined)
        return isRefusal(found) ? found : { position: found.text.position, authors: found.text.authors, wrote: found.text.wrote }
      },
    },
  }
}
