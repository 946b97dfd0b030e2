// The times of an agenda: when each item was taken up, is at hand, or would come if all went as planned.
import type { AgendaItem, Meeting } from '@roundtable/shared/meetings/meeting.rules'

export interface ItemNow extends AgendaItem {
  number: number
  is: 'before' | 'now' | 'later'
  /** of the first time it was taken up; for `now` of the last; for `later` as planned */
  at: string
}

export function itemsNow({ agenda, taken, starts, opened }: Meeting): ItemNow[] {
  const hand = taken.at(-1)
  const index = hand ? agenda.findIndex((one) => one.id === hand.item) : -1
  let clock = Date.parse(hand?.at ?? opened ?? starts)
  return agenda.map((item, at) => {
    const number = at + 1
    if (item.id === hand?.item) {
      clock = Date.parse(hand.at) + item.minutes * 60_000
      return { ...item, number, is: 'now', at: hand.at }
    }
    const first = taken.find((one) => one.item === item.id)
    if (first && at < index) return { ...item, number, is: 'before', at: first.at }
    if (at < index) return { ...item, number, is: 'before', at: '' }
    const from = new Date(clock).toISOString()
    clock += item.minutes * 60_000
    return { ...item, number, is: 'later', at: from }
  })
}
