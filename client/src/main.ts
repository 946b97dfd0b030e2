// Starts the application: theme and words first, so that the first picture is already right.
import './ui/app.css' // first: it says in which order the layers stand
import './screens.css'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { router } from './router'
import { startTheme } from './ui/theme'
import { outdated } from './wire/build'
import { connection } from './wire/connection'
import { keepScreens } from './wire/worker'
import { begin, rememberedLanguage } from './words'

// What was read meanwhile had a sheet of its own in the page.
const sheet = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"][media="not all"]')
if (sheet) {
  if (!sheet.sheet) await new Promise((come) => { sheet.onload = sheet.onerror = come })
  sheet.media = 'all'
}
startTheme()
await begin(rememberedLanguage())
createApp(App).use(createPinia()).use(router).mount('#app')

// A screen of an earlier build that the server no longer has.
window.addEventListener('vite:preloadError', (event) => { if (outdated.value) { event.preventDefault(); location.reload() } })
// When what was asked for stands; a page without a live line is soon there.
const settled = new Promise<void>((done) => {
  watch(() => connection.value.is === 'live', (live) => { if (live) done() }, { immediate: true })
  setTimeout(done, 15_000)
})
void settled.then(() => setTimeout(() => void keepScreens(), 1_000))
