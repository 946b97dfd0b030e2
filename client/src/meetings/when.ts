// When and where a meeting is held, in the words of the reader, at the time of the place.
import { dateIn, timeIn } from '@roundtable/shared/words/dates'
import { labelled } from '@roundtable/shared/words/joins'
import type { Meeting, Schedule } from '@roundtable/shared/meetings/meeting.rules'
import { useLanguage, useSay } from '../words'

export function useWhen() {
  const say = useSay()
  const spoken = useLanguage()
  const ends = ({ starts, minutes }: Pick<Schedule, 'starts' | 'minutes'>) => new Date(Date.parse(starts) + minutes * 60_000)
  const time = (at: Date | string, { zone }: Pick<Schedule, 'zone'>) => timeIn(spoken.value, new Date(at), { zone })
  const date = (at: Date | string, { zone }: Pick<Schedule, 'zone'>) => dateIn(spoken.value, new Date(at), { zone })
  return {
    time, date, ends,
    when: (meeting: Schedule) => say('meetings.when', { date: date(meeting.starts, meeting), from: time(meeting.starts, meeting), to: time(ends(meeting), meeting), zone: meeting.zone.replaceAll('_', ' ') }),
    where: ({ place, online }: Schedule) => (place === undefined ? say('meetings.where.online') : online ? say('meetings.where.both', { place }) : place),
    nameOf: ({ number, title }: Pick<Meeting, 'number' | 'title'>) => (title ? labelled(say, say('meetings.name', { number }), title) : say('meetings.name', { number })),
    stands: (meeting: Meeting): string => {
      switch (meeting.stage) {
        case 'called': return say('meetings.top.called', { date: date(meeting.starts, meeting), time: time(meeting.starts, meeting) })
        case 'open': return say('meetings.top.open', { time: time(ends(meeting), meeting) })
        case 'suspended': return say('meetings.top.suspended')
        case 'closed': return say('meetings.top.closed', { time: time(meeting.closed ?? meeting.starts, meeting) })
        case 'cancelled': return say('meetings.top.cancelled')
      }
    },
  }
}
