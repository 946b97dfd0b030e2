// Posts and threads as the screens show them: who spoke for whom by name, what I may do with each, whom one can mention.
import { isMentionedRole, EDIT_MINUTES, MENTIONED_ROLES } from '@roundtable/shared/discussion/words'
import type { PostRead, ThreadRead } from '@roundtable/shared/discussion/discussion.contract'
import { titleOf } from '@roundtable/shared/discussion/title'
import { useAccounts } from '../accounts/accounts.store'
import type { BodyView } from '../bodies/bodies.store'
import { useNames } from '../bodies/names'
import { useSurveyNames } from '../survey/stateNames'
import { useSay } from '../words'
import type { Mentionable, MentionShown, PostAct, PostShown, PostStands, Voice } from './thread'

export function useShown(view: BodyView) {
  const say = useSay()
  const accounts = useAccounts()
  const surveyNames = useSurveyNames()
  const { nameOfSeat, kindOfSeat, shapeOf, nameOfBody } = useNames()

  function voiceOf({ by }: PostRead): Voice {
    if (!by) return { name: say('threads.unattributed'), kind: say('meetings.mode.not-attributed.says') }
    const seat = by.seat === undefined ? undefined : view.seat(by.seat)
    return seat ? { name: nameOfSeat(seat), shape: shapeOf(seat), kind: kindOfSeat(seat) } : { name: say(`permissions.role.${by.role}`), kind: by.name }
  }
  /** By the name that stands in the reader's language, and by the one in the record, which others may have typed. */
  function mentioned(whom: string): MentionShown[] {
    const me = view.actor.value.memberships.some(({ seat, role }) => seat === whom || role === whom)
    if (isMentionedRole(whom)) return [{ name: say(`permissions.role.${whom}`), me }]
    const seat = view.seat(whom)
    return seat ? [...new Set([nameOfSeat(seat), seat.organisation])].map((name) => ({ name, me })) : []
  }
  const mentionable = (): Mentionable[] => [
    ...view.seats.value.map((seat) => ({ id: seat.id, name: nameOfSeat(seat), shape: shapeOf(seat), kind: kindOfSeat(seat) })),
    ...MENTIONED_ROLES.map((role) => ({ id: role, name: say(`permissions.role.${role}`), kind: say('threads.mention.office') })),
  ]

  function mayWith(post: PostRead, thread: Pick<ThreadRead, 'locked'>): PostAct[] {
    const open = !thread.locked && post.stands === 'shown'
    const own = post.by !== undefined && post.by.person === accounts.person?.id
    const inTime = accounts.now.getTime() - Date.parse(post.at) < EDIT_MINUTES * 60_000
    return [
      ...(open && view.can('discussion/reply') ? ['reply' as const] : []), ...(open && own && inTime ? ['edit' as const, 'delete' as const] : []),
      ...(post.edited !== undefined && post.words !== undefined ? ['history' as const] : []),
      ...(post.stands === 'shown' && view.can('discussion/hidePost') ? ['hide' as const] : []), ...(post.stands === 'hidden' && view.can('discussion/showPost') ? ['show' as const] : []),
    ]
  }
  function stands(post: PostRead): PostStands {
    if (post.stands !== 'hidden') return { is: post.stands }
    return { is: 'hidden', mine: post.by !== undefined && post.by.person === accounts.person?.id, ...(post.reason === undefined ? {} : { reason: post.reason }), ...(post.hiddenBy === undefined ? {} : { by: post.hiddenBy }) }
  }
  function shown(post: PostRead, thread: Pick<ThreadRead, 'locked'>, all: readonly PostRead[], own: ReadonlySet<string>): PostShown {
    const answered = post.answers === undefined ? undefined : all.find(({ id }) => id === post.answers)
    return {
      id: post.id, at: post.at, by: voiceOf(post), mine: post.by ? post.by.person === accounts.person?.id : own.has(post.id), words: post.words ?? '', mentions: post.mentions.flatMap(mentioned), stands: stands(post), may: mayWith(post, thread),
      ...(answered ? { answers: { id: answered.id, name: voiceOf(answered).name, words: answered.stands === 'shown' ? (answered.words ?? '').slice(0, 120) : '' } } : {}), ...(post.edited === undefined ? {} : { edited: post.edited }),
    }
  }

  /** From the record that is followed, so that a title moves with it. */
  function title({ on }: Pick<ThreadRead, 'on'>): string {
    const item = on.is === 'item' ? view.meetings.value.find(({ id }) => id === on.meeting)?.agenda ?? [] : []
    const index = on.is === 'item' ? item.findIndex(({ id }) => id === on.item) : -1
    const paper = on.is === 'paper' || on.is === 'paragraph' ? view.papers.value.find(({ id }) => id === on.paper)?.title : undefined
    const arrived = on.is === 'arrival' ? view.arrivals.value.find(({ id }) => id === on.arrival)?.title : undefined
    const named = arrived ?? (on.is === 'item' ? item[index]?.title : paper ?? (view.body.value ? nameOfBody(view.body.value.name) : ''))
    return titleOf(say, surveyNames, { on, of: { title: named ?? '', ...(index < 0 ? {} : { number: index + 1 }) } })
  }
  return { shown, title, mentionable, voiceOf }
}
