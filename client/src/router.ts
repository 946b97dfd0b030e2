// Every screen of the application: path, name, the words of its title, and its page, which loads when it is opened.
import { nextTick, ref, watch, type Component } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import type { WordKey } from '@roundtable/shared/words/words'
import { useAccounts } from './accounts/accounts.store'
import { tell } from './ui/toasts'
import { readingDone } from './wire/reading'
import { language, sayNow } from './words'

/** `open`: also for who is not signed in. Parameters of the path become properties of the page. */
export interface Screen { path: string; name: string; title: WordKey; open?: true; page: () => Promise<Component> }

export const screens = [
  { path: '/sign-in', name: 'sign-in', title: 'accounts.page.signIn', open: true, page: () => import('./accounts/SignInPage.vue') },
  { path: '/enter', name: 'enter', title: 'accounts.page.enter.title', open: true, page: () => import('./accounts/EnterPage.vue') },
  { path: '/home', name: 'home', title: 'accounts.page.home.go', page: () => import('./accounts/HomePage.vue') },
  { path: '/account', name: 'account', title: 'accounts.page.account.title', page: () => import('./accounts/AccountPage.vue') },
  { path: '/installation', name: 'installation', title: 'accounts.page.installation.title', page: () => import('./accounts/InstallationPage.vue') },
  { path: '/installation/figures', name: 'figures', title: 'accounts.page.figures.title', page: () => import('./accounts/FiguresPage.vue') },
  { path: '/editions', name: 'editions', title: 'survey.editions.title', page: () => import('./survey/EditionsPage.vue') },
  { path: '/outbox', name: 'outbox', title: 'accounts.page.outbox.title', open: true, page: () => import('./accounts/OutboxPage.vue') },
  { path: '/found', name: 'found', title: 'bodies.found.title', page: () => import('./bodies/FoundBodyPage.vue') },
  { path: '/table/:body', name: 'table', title: 'bodies.table.title', page: () => import('./bodies/TablePage.vue') },
  { path: '/apply/:body', name: 'apply', title: 'bodies.apply.go', page: () => import('./bodies/ApplyPage.vue') },
  { path: '/papers/:paper', name: 'paper', title: 'papers.page.title', page: () => import('./papers/PaperPage.vue') },
  { path: '/papers/:paper/history', name: 'history', title: 'papers.history.title', page: () => import('./papers/HistoryPage.vue') },
  { path: '/meetings/:meeting', name: 'meeting', title: 'meetings.room.title', page: () => import('./meetings/MeetingPage.vue') },
  { path: '/projector/:meeting', name: 'projector', title: 'meetings.room.projector', page: () => import('./meetings/ProjectorPage.vue') },
  { path: '/figures/:edition/:iso3/:indicator', name: 'figure', title: 'threads.figure', page: () => import('./discussion/FigurePage.vue') },
  { path: '/views/:view', name: 'view', title: 'threads.view', page: () => import('./discussion/ViewPage.vue') },
  { path: '/cite', name: 'cite', title: 'papers.cite.title', page: () => import('./papers/CitePage.vue') },
  { path: '/threads', name: 'threads', title: 'threads.search.title', page: () => import('./discussion/ThreadsPage.vue') },
  { path: '/threads/:thread', name: 'thread', title: 'threads.title', page: () => import('./discussion/ThreadPage.vue') },
  { path: '/gallery', name: 'gallery', title: 'ui.gallery.title', open: true, page: () => import('./ui/GalleryPage.vue') },
  { path: '/:rest(.*)*', name: 'not-found', title: 'ui.notFound.title', open: true, page: () => import('./ui/NotFoundPage.vue') },
] as const satisfies readonly Screen[]

declare module 'vue-router' {
  interface RouteMeta { title?: WordKey; open?: true }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: (screens as readonly Screen[]).map(({ path, name, title, open, page }) => ({ path, name, component: page, props: true, meta: { title, ...(open ? { open } : {}) } })),
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
})

/** What a page is about, before its kind: the name of a body, the title of a paper. */
const about = ref<string>()
export function titled(name: string | undefined): void {
  about.value = name
  entitle()
}

function entitle(): void {
  const title = router.currentRoute.value.meta.title
  document.title = about.value ? `${about.value} · ${sayNow('ui.product')}` : title ? `${sayNow(title)} · ${sayNow('ui.product')}` : sayNow('ui.product')
}

watch(language, entitle)
router.beforeEach(async (to) => {
  const accounts = useAccounts()
  if (to.meta.open) return true
  await accounts.known()
  return accounts.person ? true : { name: 'sign-in', query: { to: to.fullPath } }
})
router.afterEach(async (to, from, failure) => {
  if (failure) return
  if (to.name !== 'meeting' && to.name !== 'paper') readingDone()
  if (to.path !== from.path) about.value = undefined
  entitle()
  if (from.matched.length === 0 || to.path === from.path) return
  // A reader who does not see the screen change is put at its heading.
  await nextTick()
  const heading = document.querySelector<HTMLElement>('main h1, h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
})
// Without a line a screen that this device does not keep cannot come.
router.onError((error) => {
  if (/dynamically imported module|preload/i.test(String(error))) tell(sayNow('base.offline.screen'))
})
