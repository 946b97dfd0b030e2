// The history of a paper on a screen: its places, the two that are compared, and their texts.
import { ref, shallowRef, watch, type Ref } from 'vue'
import type { AuthoredBlock } from '@roundtable/shared/papers/authors'
import { differences, type BlockDifference } from '@roundtable/shared/papers/difference'
import type { AnswerOf } from '@roundtable/shared/wire/contracts'
import { isRefused, type Refused } from '../wire/answer'
import { query } from '../wire/http'

export type Sitting = AnswerOf<'papers/history'>['sittings'][number]
export type Moment = AnswerOf<'papers/history'>['moments'][number]
export type Version = Omit<AnswerOf<'papers/version'>, 'paragraphs'> & { paragraphs: AuthoredBlock[] }
export interface Place { position: number; at?: string; sitting?: Sitting; moment?: Moment }

/** Work between two breaths of the screen, in ms. */
const BREATH = 12

export function useHistory(paper: string) {
  const head = ref(0)
  const places = shallowRef<Place[]>([])
  const before = ref<number>()
  const refused = shallowRef<Refused>()
  const ready = ref(false)

  async function more(from?: number) {
    const answer = await query('papers/history', { paper, ...(from === undefined ? {} : { before: from }) })
    if (isRefused(answer)) { refused.value = answer; return }
    const found: Place[] = [
      ...answer.sittings.map((sitting): Place => ({ position: sitting.to, at: sitting.ended, sitting })),
      ...answer.moments.map((moment): Place => ({ position: moment.position, at: moment.at, moment })),
    ]
    places.value = [...(from === undefined ? [] : places.value), ...found].sort((a, b) => b.position - a.position || (b.at ?? '').localeCompare(a.at ?? ''))
    before.value = answer.before
    if (from === undefined) head.value = answer.head
    ready.value = true
  }
  return { head, places, before, refused, ready, load: () => more(), earlier: () => (before.value === undefined ? undefined : more(before.value)) }
}

/** The text as of a place and what differs from another; made anew when one of them changes, a paragraph at a time. */
export function useCompared(paper: string, from: Ref<number | undefined>, to: Ref<number | undefined>) {
  const version = shallowRef<Version>()
  const difference = shallowRef<BlockDifference[]>()
  const refused = shallowRef<Refused>()
  const texts = new Map<number, Promise<Version | Refused>>()
  const textAt = (position: number) => {
    const known = texts.get(position) ?? query('papers/version', { paper, position }).then((answer) => (isRefused(answer) ? answer : { ...answer, paragraphs: answer.paragraphs as AuthoredBlock[] }))
    texts.set(position, known)
    void known.then((answer) => { if (isRefused(answer)) texts.delete(position) })
    return known
  }
  let asked = 0
  watch([from, to], async ([first, second]) => {
    if (first === undefined || second === undefined) return
    const mine = ++asked
    difference.value = undefined
    refused.value = undefined
    const [was, is] = await Promise.all([textAt(first), textAt(second)])
    if (mine !== asked) return
    if (isRefused(was) || isRefused(is)) { refused.value = isRefused(was) ? was : is as Refused; return }
    version.value = is
    const found: BlockDifference[] = []
    let since = performance.now()
    for (const each of differences(was.paragraphs, is.paragraphs, is.language)) {
      found.push(each)
      if (performance.now() - since < BREATH) continue
      await new Promise((go) => { setTimeout(go) })
      if (mine !== asked) return
      since = performance.now()
    }
    difference.value = found
  }, { immediate: true })
  return { version, difference, refused }
}
