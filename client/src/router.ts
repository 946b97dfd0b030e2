// Every screen of the application: path, name, the words of its title, and its page, which loads when it is opened.
import { nextTick, watch, type Component } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import type { WordKey } from '@roundtable/shared/words/words'
import { language, sayNow } from './words'

export interface Screen { path: string; name: string; title: WordKey; page: () => Promise<Component> }

export const screens = [
  { path: '/gallery', name: 'gallery', title: 'ui.gallery.title', page: () => import('./ui/GalleryPage.vue') },
  { path: '/:rest(.*)*', name: 'not-found', title: 'ui.notFound.title', page: () => import('./ui/NotFoundPage.vue') },
] as const satisfies readonly Screen[]

declare module 'vue-router' {
  interface RouteMeta { title?: WordKey }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: screens.map(({ path, name, title, page }) => ({ path, name, component: page, meta: { title } })),
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
})

function entitle(): void {
  const title = router.currentRoute.value.meta.title
  document.title = title ? `${sayNow(title)} · ${sayNow('ui.product')}` : sayNow('ui.product')
}

watch(language, entitle)
router.afterEach(async (to, from, failure) => {
  if (failure) return
  entitle()
  if (from.matched.length === 0 || to.path === from.path) return
  // A reader who does not see the screen change is put at its heading.
  await nextTick()
  const heading = document.querySelector<HTMLElement>('main h1, h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
})
