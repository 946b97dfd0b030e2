// The worker that opens the application without a line: it keeps the screens of one build, and nothing that anybody has read. Text of people is kept
// elsewhere, by person (wire/device.ts). A new build waits until a page asks for it or none of the old is open.

/** Written in by the build (client/offline.ts). */
declare const __BUILD__: string
declare const __SHELL__: readonly string[]
declare const __SCREENS__: readonly string[]
const [BUILD, SHELL, SCREENS] = [__BUILD__, __SHELL__, __SCREENS__]

interface Waiting extends Event { waitUntil(work: Promise<unknown>): void }
interface Fetching extends Waiting { request: Request; respondWith(answer: Promise<Response>): void }
interface Worker {
  location: Location
  clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', work: (event: Waiting) => void): void
  addEventListener(type: 'fetch', work: (event: Fetching) => void): void
  addEventListener(type: 'message', work: (event: Waiting & { data: unknown }) => void): void
}
const worker = self as unknown as Worker

const KEPT = `roundtable ${BUILD}`
const PAGE = '/index.html'
/** Screens of the application; pages that are public come from the server, the same for everybody. */
const SCREEN = /^\/(?:home|account|table|apply|papers|meetings|projector|threads|figures|views|sign-in)(?:\/|$)/
/** A file whose name carries its content: what is under it never changes. */
const FILE = /^\/assets\/[\w.-]+$/

async function addFile(cache: Cache, path: string): Promise<void> {
  if (await cache.match(path)) return
  const response = await fetch(path, { credentials: 'omit' })
  if (response.ok && response.type === 'basic') await cache.put(path, response)
}

async function install(): Promise<void> {
  const cache = await caches.open(KEPT)
  const page = await fetch(PAGE, { cache: 'no-store', credentials: 'omit' })
  // Between two builds the page of one may come with the worker of the other: then not now.
  if (!page.ok || !(await page.clone().text()).includes(`content="${BUILD}"`)) throw new Error('another build')
  await cache.put(PAGE, page)
  for (const path of SHELL) await addFile(cache, path)
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('roundtable ') && name !== KEPT) await caches.delete(name)
  await worker.clients.claim()
}

/** From the page itself: which files it has loaded, whether it would have the rest, whether it will begin anew as this build. */
async function heard(said: unknown): Promise<void> {
  const { files, rest, take } = (said ?? {}) as { files?: unknown; rest?: unknown; take?: unknown }
  if (take === true) return worker.skipWaiting()
  const cache = await caches.open(KEPT)
  const named = Array.isArray(files) ? files.filter((path): path is string => typeof path === 'string' && FILE.test(path)) : []
  // One at a time: the line is for those who speak.
  for (const path of [...named, ...(rest === true ? SCREENS : [])]) await addFile(cache, path).catch(() => undefined)
}

async function file(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(KEPT)
  const had = await cache.match(path)
  if (had) return had
  const response = await fetch(request)
  if (response.ok && response.status === 200 && response.type === 'basic') await cache.put(path, response.clone())
  return response
}

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('message', (event) => event.waitUntil(heard(event.data)))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin || request.headers.has('range')) return
  if (FILE.test(url.pathname)) event.respondWith(file(request, url.pathname))
  else if (request.mode === 'navigate' && SCREEN.test(url.pathname)) event.respondWith(caches.open(KEPT).then((cache) => cache.match(PAGE)).then((page) => page ?? fetch(request)))
})
