// A background file under an item of the agenda (meetings.RULES.md, MEE-15 to MEE-18).
import { z } from 'zod'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import type { Meeting } from './meeting.rules'
import { FILE_KINDS } from './words'

export const FILE_LIMITS = { /** of one file */ bytes: 20 * 1024 * 1024, perItem: 20, perMeeting: 100 } as const

/** What is known of the bytes when they were received and looked at. */
export const Received = z.strictObject({ kind: z.enum(FILE_KINDS), bytes: z.number().int(), sha256: z.string() })
export const FileShape = Received.extend({ id: z.string(), body: z.string(), meeting: z.string(), item: z.string(), title: z.string(), at: z.string(), withdrawn: z.string().optional() })
export type BackgroundFile = z.infer<typeof FileShape>

export const file = defineAggregate<BackgroundFile>({
  shape: FileShape,
  audience: 'table',
  partOf: 'meeting',
  apply(state, event) {
    if (event.type === 'fileAttached') return { id: event.aggregate.id, body: event.body, ...(event.payload as Omit<BackgroundFile, 'id' | 'body' | 'at'>), at: event.at }
    if (!state || event.type !== 'fileWithdrawn') impossible(event)
    return { ...state, withdrawn: event.at }
  },
  columns: (state) => ({ parent: state.meeting, stage: state.withdrawn ? 'withdrawn' : 'attached' }),
})

export const stands = (one: BackgroundFile): boolean => one.withdrawn === undefined

/** MEE-15, MEE-16. `there`: the files of the meeting. */
export function attachFile(id: string, meeting: Meeting, item: string, title: string, received: z.infer<typeof Received>, there: readonly BackgroundFile[]): Draft[] | Refusal {
  if (meeting.stage === 'cancelled') return refuse('meeting-over')
  if (!meeting.agenda.some((one) => one.id === item)) return refuse('unknown')
  const standing = there.filter(stands)
  if (standing.length >= FILE_LIMITS.perMeeting || standing.filter((one) => one.item === item).length >= FILE_LIMITS.perItem) return refuse('too-many-files')
  return [draft('file', id)('fileAttached', { meeting: meeting.id, item, title, ...received })]
}

/** MEE-17 */
export const withdrawFile = (state: BackgroundFile): Draft[] | Refusal => (stands(state) ? [draft('file', state.id)('fileWithdrawn', {})] : refuse('already-withdrawn'))

/** MEE-18: an item that has files stays in the agenda. */
export const keepsFiles = (items: readonly { id: string }[], there: readonly BackgroundFile[]): Refusal | undefined =>
  (there.some((one) => stands(one) && !items.some(({ id }) => id === one.item)) ? refuse('item-has-files') : undefined)
