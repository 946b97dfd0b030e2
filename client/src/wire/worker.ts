// Lets the worker keep this build's screens for times without a line, and begins anew as the server's build when the reader says so.
import { build } from './build'

/** As much later as nobody is kept waiting by it. */
const LATER = 8_000
let registration: ServiceWorkerRegistration | undefined

interface Sparing { saveData?: boolean; effectiveType?: string }
const spares = (): boolean => {
  const { saveData, effectiveType } = (navigator as Navigator & { connection?: Sparing }).connection ?? {}
  return saveData === true || effectiveType === '2g' || effectiveType === 'slow-2g'
}

/** Once the page stands: the files it loaded are at hand and cost nothing, the rest comes later, one by one. */
export async function keepScreens(): Promise<void> {
  // Beyond this machine browsers have workers on https only.
  if (build === '' || !('serviceWorker' in navigator)) return
  try {
    registration = await navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' })
    const { active } = await navigator.serviceWorker.ready
    const files = performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname)
    active?.postMessage({ files })
    setTimeout(() => { if (!spares()) active?.postMessage({ rest: true }) }, LATER)
  } catch {
    // It goes on without.
  }
}

/** What was typed is kept; the page begins anew with the screens the server gives now. */
export async function beginAnew(): Promise<void> {
  const again = () => location.reload()
  try {
    const known = registration ?? await navigator.serviceWorker?.getRegistration()
    if (!known?.active) return again()
    await known.update()
    const next = known.waiting ?? known.installing
    if (!next) return again()
    navigator.serviceWorker.addEventListener('controllerchange', again, { once: true })
    const take = () => { if (next.state === 'installed') next.postMessage({ take: true }); else if (next.state === 'redundant') again() }
    next.addEventListener('statechange', take)
    take()
  } catch {
    again()
  }
}
