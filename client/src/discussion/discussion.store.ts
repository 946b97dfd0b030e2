// The threads of the bodies that are followed: lists, and the posts of those that are open. Moved by the record's events; asked anew only where words are missing.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { PostRead, ThreadRead } from '@roundtable/shared/discussion/discussion.contract'
import { keyOf } from '@roundtable/shared/discussion/thread.rules'
import type { Attention } from '@roundtable/shared/discussion/words'
import type { RecordedEvent } from '@roundtable/shared/record/event'
import { useAccounts } from '../accounts/accounts.store'
import type { AnswerOf } from '@roundtable/shared/wire/contracts'
import { isRefused, Unreachable } from '../wire/answer'
import { followBody } from '../wire/body'
import { lineBack, personally } from '../wire/connection'
import { keep, recall } from '../wire/device'
import { command, query } from '../wire/http'
import { saveSoon } from '../wire/saving'
import { answered, applied, counted, madeBy, merged } from './arriving'
import { withArrived, withNewer, withOlder, type Loaded } from './loaded'
import { useMentions } from './mentions.store'

export interface Listed { thread: ThreadRead; posts: number; /** the number of the newest post that is counted */ last: number; unread: number; attention: Attention }
type Row = AnswerOf<'discussion/threads'>['threads'][number]
/** A thread that somebody looks at. */
export interface OpenThread extends Loaded {
  /** shown as this device had it: what the server answers takes its place */
  had?: true
  asking: boolean
  ready: boolean
  read: number
  /** how many of others came since it was opened */
  arrived: number
  /** the number of the first post in the reader's view */
  place?: number
}
export interface Talk {
  threads: ReadonlyMap<string, Listed>
  /** by what it hangs on */
  on(key: string): Listed | undefined
  /** rows that were asked for elsewhere: from here on they move with the record */
  know(rows: readonly Row[]): void
  /** looks up the threads on one thing, once; true when they have come */
  list(of: string): boolean
  open(thread: string): OpenThread
  older(thread: string): void
  /** those that follow what is loaded */
  newer(thread: string): void
  /** the newest, whatever lies between */
  newest(thread: string): void
  /** where the reader is: what is far from there need not stay loaded */
  placed(thread: string, post: string): void
  seen(thread: string, post: string): void
  /** written in this tab, where the record does not say whose it is */
  own: ReadonlySet<string>
  posted(post: string): void
}

/** Of a body's threads this device keeps those that were looked at last. */
const KEPT = { threads: 12, posts: 50 }
interface KeptTalk { threads: Listed[]; lists: string[]; open: { id: string; posts: readonly PostRead[]; more: boolean; read: number }[] }

export const useDiscussion = defineStore('discussion', () => {
  const accounts = useAccounts()
  const mentions = useMentions()
  const talks = new Map<string, Talk>()

  function talkIn(body: string): Talk {
    const known = talks.get(body)
    if (known) return known
    const follow = followBody(body)
    const threads = shallowReactive(new Map<string, Listed>())
    const listed = shallowReactive(new Map<string, boolean>())
    const opened = shallowReactive(new Map<string, OpenThread>())
    const own = shallowReactive(new Set<string>())

    const place = `talk ${body}`
    const asked = new Set<string>()
    const looked = new Set<string>()
    const save = saveSoon(() => {
      if (follow.audience.value === 'public') return
      const open = [...opened].filter(([, one]) => one.ready && !one.had).slice(-KEPT.threads).map(([id, one]) => ({ id, posts: one.posts.slice(-KEPT.posts), more: one.more || one.posts.length > KEPT.posts, read: one.read }))
      void keep(place, body, { threads: [...threads.values()], lists: [...listed].flatMap(([of, come]) => (come ? [of] : [])), open } satisfies KeptTalk, follow.seq.value)
    })
    /** What this device had stands until the server has answered, each list and each thread for itself. */
    const remembered = recall<KeptTalk>(place).then((had) => {
      if (!had) return
      for (const one of had.value.threads) if (!threads.has(one.thread.id)) threads.set(one.thread.id, one)
      for (const of of had.value.lists) listed.set(of, true)
      for (const { id, ...one } of had.value.open) if (!opened.get(id)?.ready) opened.set(id, shallowReactive({ ...one, later: 0, newest: one.posts.at(-1)?.seq ?? 0, arrived: 0, asking: false, ready: true, had: true }))
    })

    const isMine = (post: PostRead): boolean => (post.by ? post.by.person === accounts.person?.id : own.has(post.id))
    const keeps = (): boolean => accounts.can('discussion/hidePost', body)
    const list = (one: Listed): void => {
      threads.set(one.thread.id, one)
      save()
    }
    function know(rows: readonly Row[]): void {
      for (const { posts, last, unread, attention, ...thread } of rows) {
        list(answered(threads.get(thread.id), { thread, posts, last, unread, attention }))
      }
    }
    async function lookUp(of: string): Promise<void> {
      asked.add(of)
      await remembered
      if (!listed.has(of)) listed.set(of, false)
      for (let after: string | undefined; ;) {
        const answer = await query('discussion/threads', { body, of, ...(after ? { after } : {}) })
        if (isRefused(answer)) break
        know(answer.threads)
        after = answer.threads.at(-1)?.id
        if (!answer.more) break
      }
      listed.set(of, true)
      save()
    }

    /** The newest posts; those after them that came meanwhile stay. */
    async function look(id: string, anyway = false): Promise<void> {
      const one = opened.get(id)!
      if (one.asking) return
      one.asking = true
      try {
        const answer = await query('discussion/thread', { thread: id })
        if (isRefused(answer)) return
        const end = answer.posts[0]?.seq ?? 0
        // Who reads far from the newest stays there: what came behind is counted.
        if (one.later > 0 && !anyway) Object.assign(one, { newest: Math.max(one.newest, end), read: Math.max(one.read, answer.read ?? 0) })
        else {
          const [last, wasReady] = [one.posts.at(-1)?.seq ?? 0, one.ready && !one.had]
          const joined = merged(one.had ? [] : one.posts, [...answer.posts].reverse())
          const newest = Math.max(one.newest, end)
          delete one.had
          Object.assign(one, {
            posts: joined.posts, more: joined.gap || !wasReady ? answer.more : one.more, newest, later: (joined.posts.at(-1)?.seq ?? 0) < newest ? 1 : 0, read: Math.max(one.read, answer.read ?? 0), ready: true,
            arrived: one.arrived + (wasReady ? joined.posts.filter((post) => post.seq > last && !isMine(post)).length : 0),
          })
        }
        const known = threads.get(id)
        list(known && known.last !== end ? { ...known, thread: answer.thread, attention: answer.attention } : { thread: answer.thread, posts: known?.posts ?? one.posts.length, last: known?.last ?? end, unread: answer.unread, attention: answer.attention })
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
      } finally {
        one.asking = false
      }
    }

    /** Those beside what is loaded. */
    async function beside(id: string, where: 'before' | 'after'): Promise<void> {
      const one = opened.get(id)
      const edge = where === 'before' ? one?.posts[0] : one?.posts.at(-1)
      if (!one || !edge || one.asking || !(where === 'before' ? one.more : one.later > 0)) return
      one.asking = true
      try {
        const answer = await query('discussion/thread', { thread: id, [where]: edge.seq })
        // What was loaded may have moved on meanwhile.
        if (!isRefused(answer) && (where === 'before' ? one.posts[0] : one.posts.at(-1))?.seq === edge.seq) Object.assign(one, where === 'before' ? withOlder(one, answer.posts, answer.more, one.place) : withNewer(one, answer.posts, answer.more, one.place))
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
      } finally {
        one.asking = false
      }
    }

    function ofPost(event: RecordedEvent): void {
      const made = event.type === 'postMade' ? madeBy(event) : undefined
      if (made) {
        const at = threads.get(made.thread)
        if (at) list(counted(at, made.seq, !isMine(made) && at.attention !== 'muted'))
      }
      for (const [id, one] of opened) {
        if (!one.ready) continue
        if (made) {
          if (made.thread !== id) continue
          Object.assign(one, withArrived(one, made, one.place), isMine(made) ? {} : { arrived: one.arrived + 1 })
          if (made.words === undefined && one.later === 0) void lookAt(id, made)
        } else {
          const next = applied(one.posts, event, { me: accounts.person?.id, keeps: keeps() })
          if (!next) continue
          one.posts = next.posts
          const post = next.lacking && one.posts.find((each) => each.id === event.aggregate.id)
          if (post) void lookAt(id, post)
        }
        save()
      }
    }
    /** One post of which the reader may know more than the event says. */
    async function lookAt(id: string, { id: post, seq }: PostRead): Promise<void> {
      const answer = await query('discussion/thread', { thread: id, after: seq - 1, limit: 1 }).catch((error: unknown) => { if (!(error instanceof Unreachable)) throw error; return undefined })
      const [one, whole] = [opened.get(id), answer && !isRefused(answer) ? answer.posts[0] : undefined]
      const index = one?.posts.findIndex((each) => each.id === post) ?? -1
      if (one && whole?.id === post && index >= 0) one.posts = one.posts.with(index, whole)
      save()
    }
    function ofThread(event: RecordedEvent): void {
      const { id } = event.aggregate
      const at = threads.get(id)
      if (event.type === 'threadOpened') {
        const { on, quoted, attributed } = event.payload as Pick<ThreadRead, 'on' | 'quoted' | 'attributed'>
        list({ thread: { id, body, on, attributed, of: { title: '' }, ...(quoted ? { quoted } : {}) }, posts: 0, last: 0, unread: 0, attention: 'usual' })
      } else if (at && event.type === 'threadLocked') list({ ...at, thread: { ...at.thread, locked: { reason: (event.payload as { reason: string }).reason, by: 'name' in event.by ? event.by.name : '' } } })
      else if (at && event.type === 'threadUnlocked') { const { locked: _, ...thread } = at.thread; list({ ...at, thread }) }
    }
    follow.onEvent((event) => {
      if (event.aggregate.kind === 'post') ofPost(event)
      else if (event.aggregate.kind === 'thread') ofThread(event)
    })
    const again = (): void => { for (const of of asked) void lookUp(of) }
    follow.onAnew(() => {
      for (const [id, one] of opened) if (one.had && !looked.has(id)) opened.delete(id)
      for (const of of [...listed.keys()]) if (!asked.has(of)) listed.delete(of)
      again()
      for (const id of looked) void look(id)
    })
    // What was read on another device meanwhile is in no record.
    lineBack.add(again)
    personally.add((told) => {
      const at = told.is === 'news' ? undefined : threads.get(told.thread)
      if (!at || told.is === 'news') return
      if (told.is === 'attention') {
        list({ ...at, attention: told.attention, ...(told.attention === 'muted' ? { unread: 0 } : {}) })
        if (told.attention !== 'muted') void count(told.thread)
      } else if (opened.get(told.thread)?.ready) readTo(told.thread, told.seq)
      else void count(told.thread)
    })
    /** How many are new, asked for where the posts are not here. */
    async function count(id: string): Promise<void> {
      const answer = await query('discussion/thread', { thread: id, limit: 1 })
      const at = threads.get(id)
      if (at && !isRefused(answer)) list({ ...at, ...(answer.posts[0]?.seq === at.last ? { unread: answer.unread } : {}), attention: answer.attention })
    }
    function readTo(id: string, seq: number): void {
      const [one, at] = [opened.get(id)!, threads.get(id)]
      if (seq <= one.read) return
      one.read = seq
      if (at) list({ ...at, unread: at.attention === 'muted' ? 0 : one.posts.filter((each) => each.seq > seq && !isMine(each)).length + one.later })
    }

    const talk: Talk = {
      threads, own, know,
      on: (key) => [...threads.values()].find(({ thread }) => keyOf(thread.on) === key),
      list(of) {
        if (!asked.has(of)) void lookUp(of).catch((error: unknown) => { asked.delete(of); listed.delete(of); if (!(error instanceof Unreachable)) throw error })
        return listed.get(of) ?? false
      },
      open(id) {
        if (!opened.has(id)) opened.set(id, shallowReactive({ posts: [], more: false, later: 0, newest: 0, arrived: 0, asking: false, ready: false, read: 0 }))
        if (!looked.has(id)) { looked.add(id); void remembered.then(() => look(id)) }
        return opened.get(id)!
      },
      older: (id) => void beside(id, 'before'),
      newer: (id) => void beside(id, 'after'),
      newest: (id) => void look(id, true),
      placed(id, post) {
        const one = opened.get(id)
        if (one) one.place = one.posts.find((each) => each.id === post)?.seq
      },
      seen(id, post) {
        const seq = opened.get(id)?.posts.find((each) => each.id === post)?.seq
        if (seq === undefined || (seq <= opened.get(id)!.read && !mentions.moderated(id))) return
        readTo(id, seq)
        mentions.read(id, seq)
        void command('discussion/markRead', { thread: id, post })
      },
      posted: (post) => void own.add(post),
    }
    talks.set(body, talk)
    return talk
  }

  return { talkIn }
})
