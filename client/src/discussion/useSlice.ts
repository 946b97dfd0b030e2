// The reader's place in a long thread: posts come and go above and below, and the line under the reader's eye stays where it is.
import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { around, atEnd, joined, newer, older, shifted, type Slice } from './slice'
import type { PostShown } from './thread'

/** This near to an edge the next posts are brought, in px. */
const NEAR = 400
/** Within this of the end the newest is in view. */
const END = 24

export function useSlice(box: Readonly<Ref<HTMLElement | null>>, posts: () => readonly PostShown[], told: { older: () => void; newer: () => void; newest: () => void; placed: (post: string) => void; seen: (post: string) => void; later: () => number; arrived: () => number }) {
  const slice = ref<Slice>(atEnd(posts().length))
  const shown = computed(() => posts().slice(slice.value.from, slice.value.to))
  /** posts that came below the reader's place and were not looked at yet */
  const fresh = ref(0)
  let moving = false
  /** the newest are on their way, to be gone to */
  let awaited = false
  /** nobody reads what lies behind another tab, folded away or outside the window */
  let inView = typeof IntersectionObserver === 'undefined'
  /** the reader stays with the newest */
  let atFoot = true

  const end = (): boolean => { const one = box.value; return !one || one.scrollHeight - one.scrollTop - one.clientHeight <= END }
  const placed = (): { id: string; top: number } | undefined => {
    const top = box.value?.getBoundingClientRect().top ?? 0
    for (const one of box.value?.querySelectorAll<HTMLElement>('[data-post]') ?? []) {
      const at = one.getBoundingClientRect()
      if (at.bottom > top) return { id: one.dataset.post!, top: at.top }
    }
    return undefined
  }
  const elementOf = (id: string) => box.value?.querySelector<HTMLElement>(`[data-post="${CSS.escape(id)}"]`)

  /** Changes the slice; the first post in view keeps its height on the screen. */
  async function move(to: Slice): Promise<void> {
    if (moving || (to.from === slice.value.from && to.to === slice.value.to)) return
    moving = true
    const before = placed()
    slice.value = to
    await nextTick()
    const now = before && elementOf(before.id)
    if (now && box.value) box.value.scrollTop += now.getBoundingClientRect().top - before.top
    moving = false
  }

  function look(): void {
    const newest = posts().at(-1)
    if (!newest || told.later() > 0 || slice.value.to < posts().length || !end()) return
    fresh.value = 0
    if (inView && document.visibilityState === 'visible') told.seen(newest.id)
  }
  async function scrolled(): Promise<void> {
    const one = box.value
    if (!one) return
    if (inView) atFoot = end()
    if (one.scrollTop < NEAR) {
      if (slice.value.from > 0) await move(older(slice.value))
      if (slice.value.from < 20) told.older()
    } else if (one.scrollHeight - one.scrollTop - one.clientHeight < NEAR) {
      if (slice.value.to < posts().length) await move(newer(slice.value, posts().length))
      else if (told.later() > 0) told.newer()
    }
    look()
  }

  async function toEnd(): Promise<void> {
    if (told.later() > 0) { awaited = true; return told.newest() }
    awaited = false
    slice.value = atEnd(posts().length)
    await nextTick()
    if (box.value) box.value.scrollTop = box.value.scrollHeight
    look()
  }
  async function lead(id: string): Promise<boolean> {
    const index = posts().findIndex((one) => one.id === id)
    if (index < 0) return false
    atFoot = false
    if (index < slice.value.from || index >= slice.value.to) slice.value = around(index, posts().length)
    await nextTick()
    elementOf(id)?.scrollIntoView({ block: 'center' })
    return true
  }

  // What was put in front moves the numbers; what came behind waits below, and the place of the reader stays.
  watch(posts, async (now, before) => {
    const first = before[0] ? now.findIndex((one) => one.id === before[0]!.id) : -1
    const dropped = first < 0 && now[0] ? before.findIndex((one) => one.id === now[0]!.id) : 0
    if (awaited || dropped < 0) return toEnd()
    const known = before.at(-1)!.id
    const last = now.findLastIndex((one) => one.id === known)
    const [came, held] = [last < 0 ? [] : now.slice(last + 1), slice.value.to === before.length]
    const [place, wasFoot] = [placed(), end()]
    if (first > 0 || dropped > 0) slice.value = shifted(slice.value, first > 0 ? first : -dropped, now.length)
    // Room below is filled at once; elsewhere they join when the reader comes there.
    if (held && came.length > 0) slice.value = joined(slice.value, now.length)
    else if (slice.value.to > now.length) slice.value = { from: Math.min(slice.value.from, now.length), to: now.length }
    await nextTick()
    const again = place && elementOf(place.id)
    if (again && box.value) box.value.scrollTop += again.getBoundingClientRect().top - place.top
    if (came.some((one) => one.mine && one.stands.is !== 'hidden') && wasFoot) return toEnd()
    look()
    if (held && came.length > 0 && slice.value.to < now.length) void scrolled()
  }, { flush: 'pre' })
  watch(told.arrived, (now, before) => { fresh.value += now - before }, { flush: 'pre' })
  watch(() => shown.value[0]?.id, (id) => { if (id !== undefined) told.placed(id) }, { flush: 'post', immediate: true })

  const awake = () => look()
  // What is folded away forgets how far it was scrolled.
  const eye = inView ? undefined : new IntersectionObserver((seen) => {
    const now = seen.at(-1)!.isIntersecting
    if (now && !inView) { inView = true; if (atFoot) void toEnd(); else look() } else inView = now
  })
  onMounted(() => { void toEnd(); if (box.value) eye?.observe(box.value); document.addEventListener('visibilitychange', awake) })
  onBeforeUnmount(() => eye?.disconnect())
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', awake))
  return { slice, shown, fresh, scrolled, toEnd, lead }
}
