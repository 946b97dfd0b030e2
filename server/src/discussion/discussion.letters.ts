// The day's news for one: who mentioned one where, what is new where one follows, what was hidden or locked, with a way to each and one to stop the mail. No post's words go by mail: they may be hidden by then.
import type { ThreadRead } from '@roundtable/shared/discussion/discussion.contract'
import { titleOf } from '@roundtable/shared/discussion/title'
import type { Reason } from '@roundtable/shared/discussion/words'
import { areaNameOf, nameOf } from '@roundtable/shared/survey/states'
import type { Letters, Sheet } from '../platform/letters'

type Entry = Pick<ThreadRead, 'id' | 'on' | 'of'> & { post: string; by?: string; why: Reason }

export const discussionLetters: Letters = {
  'mention-digest': ({ say, language, params, origin }: Sheet) => {
    const entries = JSON.parse(params['entries'] ?? '[]') as Entry[]
    const lines = entries.map((entry) => {
      const where = { where: titleOf(say, { language, state: (iso3) => nameOf(iso3, language), area: (m49) => areaNameOf(m49, language) }, entry), link: `${origin}/threads/${entry.id}?post=${entry.post}` }
      if (entry.why !== 'mention') return say(`threads.mail.${entry.why}`, where)
      return entry.by === undefined ? say('threads.mail.entry.unattributed', where) : say('threads.mail.entry', { ...where, name: entry.by })
    })
    const stop = `${origin}/mentions-by-mail/${params['token'] ?? ''}`
    return { subject: say('threads.mail.subject', { count: entries.length }), text: say('threads.mail.text', { name: params['name'] ?? '', entries: lines.join('\n\n'), stop }), stop }
  },
}
