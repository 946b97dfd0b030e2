// Keeps what a page shows on this device soon after it has changed, and at the latest when the page is put away.
const SOON = 1500
const pending = new Set<() => void>()
const flush = (): void => { for (const work of [...pending]) { pending.delete(work); work() } }

if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') flush() })
  window.addEventListener('pagehide', flush)
}

/** Calls of what it answers are gathered: `work` is done once for many. */
export function saveSoon(work: () => void, soon = SOON): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const once = () => {
    clearTimeout(timer)
    timer = undefined
    pending.delete(once)
    work()
  }
  return () => {
    pending.add(once)
    timer ??= setTimeout(once, soon)
  }
}
