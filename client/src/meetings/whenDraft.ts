// What is typed of when and where, and how it is sent: empty fields are not sent at all.
import { wallOf } from '@roundtable/shared/base/zones'
import type { Schedule } from '@roundtable/shared/meetings/meeting.rules'

export interface WhenDraft { title: string; starts: string; minutes: string; zone: string | undefined; place: string; online: boolean }

const HOUR = 3_600_000
/** Tomorrow at the next whole hour, where the reader is. */
export function freshWhen(now: Date): WhenDraft {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  return { title: '', starts: wallOf(new Date(Math.ceil(now.getTime() / HOUR) * HOUR + 24 * HOUR), zone), minutes: '180', zone, place: '', online: true }
}

export const draftOf = ({ title, starts, minutes, zone, place, online }: Schedule): WhenDraft => ({ title: title ?? '', starts: wallOf(new Date(starts), zone), minutes: String(minutes), zone, place: place ?? '', online })

export const sentOf = ({ title, starts, minutes, zone, place, online }: WhenDraft) => ({
  starts: starts.slice(0, 16), minutes: minutes.trim() === '' ? Number.NaN : Number(minutes), zone: zone ?? '', online,
  ...(title.trim() ? { title } : {}), ...(place.trim() ? { place } : {}),
})
