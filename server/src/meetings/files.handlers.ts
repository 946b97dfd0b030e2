// Background files under the items of an agenda: put there from what was received, withdrawn, and told of.
import { refuse } from '@roundtable/shared/base/refusal'
import { attachFile, FILE_LIMITS, withdrawFile, type BackgroundFile } from '@roundtable/shared/meetings/file.rules'
import type { Commands, Queries } from '../gate/handler'
import type { Db } from '../platform/prisma'
import { bodyOf, loadState, statesOfParent } from '../platform/record.db'
import type { Unit } from '../platform/unit'
import { deletePieces, takeUpload } from './files.db'
import { ofMeeting, recordOr, stateOf } from './of-meeting'

/** Those that were withdrawn too: the record keeps that they were. */
export const filesOf = async (db: Db, meeting: string) => (await statesOfParent(db, 'file', meeting, undefined, 10 * FILE_LIMITS.perMeeting)) as BackgroundFile[]
const ofFile = {
  body: ({ file }: { file: string }, db: Db) => bodyOf(db, 'file', file), about: 'file' as const,
  target: async (unit: Unit, { file }: { file: string }) => ((await unit.load('file', file)) ? {} : undefined),
}

export const fileCommands: Pick<Commands<'meetings'>, 'attachFile' | 'withdrawFile'> = {
  attachFile: {
    ...ofMeeting,
    async run(act, { meeting, item, upload, title }) {
      if (await act.unit.load('file', upload)) return refuse('already-attached')
      const received = await takeUpload(act.unit.tx, upload, meeting, act.unit.now)
      if (!received) return refuse('unknown')
      return recordOr(act, attachFile(upload, await stateOf(act, { meeting }), item, title, received, await filesOf(act.unit.tx, meeting)), { file: upload })
    },
  },
  withdrawFile: {
    ...ofFile,
    async run(act, { file }) {
      await deletePieces(act.unit.tx, file)
      return recordOr(act, withdrawFile((await act.unit.load('file', file))!), {})
    },
  },
}

export const fileQueries: Pick<Queries<'meetings'>, 'file'> = {
  file: {
    body: ofFile.body, about: 'file',
    async run({ db }, { file }) {
      const { title, kind, bytes, sha256, withdrawn } = (await loadState(db, 'file', file))!
      return withdrawn ? refuse('unknown') : { title, kind, bytes, sha256 }
    },
  },
}
